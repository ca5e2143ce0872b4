/**
 * What a slot says of its word, above the offset of the word's text: a search that looks at the slot anyway
 * need not look anywhere else to learn that no name goes on here, or none ends.
 */
export const SlotFlag = {
  /** Another word has the same hash: only the text decides. */
  twin: 1 << 28,
  /** The word alone is an alias. */
  alias: 1 << 29,
  /** The word alone is an alias that may be written in small letters. */
  smallAlias: 1 << 30,
  /** Longer aliases begin with the word. */
  goesOn: 1 << 31,
} as const;

/** Offsets into the text of all words: 256 MB of words, where a million names have 4. */
export const TEXT_OFFSET_MASK = 0xfffffff;

/** Home slot of a hash in a table of `slotCount`; any count will do, so that memory has no steps. */
export function homeSlot(hash: number, slotCount: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1);
  return Math.floor(((mixed >>> 0) * slotCount) / 0x100000000);
}

/** Stored form of a hash: 0 stands for an empty slot. */
export function storedHash(hash: number): number {
  return hash === 0 ? 1 : hash | 0;
}
