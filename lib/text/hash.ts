/**
 * FNV-1a over folded code units, 32 bits. Chosen because a step can be undone: the hash of a word without
 * its ending costs one multiplication, so inflected forms need no second pass over the text.
 */
export const EMPTY_HASH = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;
/** PRIME * INVERSE = 1 modulo 2^32. */
const INVERSE = 0x359c449b;

export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

/** The hash before `unit` was added. */
export function removeFromHash(hash: number, unit: number): number {
  return Math.imul(hash, INVERSE) ^ unit;
}

export function hashUnits(units: Uint16Array, start: number, end: number): number {
  let hash = EMPTY_HASH;
  for (let at = start; at < end; at++) hash = addToHash(hash, units[at] as number);
  return hash;
}
