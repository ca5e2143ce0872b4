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

/**
 * Mixes a hash by a factor, so that the upper bits say where in a table it goes. The factor is odd and of
 * chance: whoever does not know it cannot make words that all go to one place. Two products, because one
 * alone leaves words that lie close together by one factor close together by others. One to one, so that what
 * differs stays different.
 */
export function scatter(hash: number, factor: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), factor);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
}

/** A factor for {@link scatter}. @param random 0 to less than 1. */
export function factorFrom(random: number): number {
  return (Math.floor(random * 0x80000000) * 2 + 1) >>> 0;
}

/** Home slot of a hash in a table of `slotCount`; any count will do, so that memory has no steps. */
export function homeSlot(hash: number, slotCount: number, factor: number): number {
  return Math.floor(((scatter(hash, factor) >>> 0) * slotCount) / 0x100000000);
}

/** Stored form of a hash: 0 stands for an empty slot. */
export function storedHash(hash: number): number {
  return hash === 0 ? 1 : hash | 0;
}
