/**
 * The first-word filter: a bit vector that says of most words, in one look at memory, that no alias begins
 * with them. Two bits per entry, both in one 32-bit word (a blocked Bloom filter).
 *
 * Words that begin an alias have an entry under their hash; those that may begin it in small letters have
 * another under the hash changed by SMALL, so that "target" need not wake the alias "Target".
 */
export const SMALL = 0x5bd1e995;

/** Bits per entry; about one word in thirty that begins no alias passes. */
const BITS_PER_ENTRY = 12;

/** Bits for `entries` entries: a power of two. */
export function filterBitsFor(entries: number): number {
  let bits = 1 << 10;
  while (bits < entries * BITS_PER_ENTRY && bits < 1 << 28) bits *= 2;
  return bits;
}

export function addToFilter(filter: Uint32Array, key: number): void {
  const mixed = mixKey(key);
  const word = mixed & (filter.length - 1);
  filter[word] = (filter[word] as number) | bitsOf(mixed);
}

export function mayBegin(filter: Uint32Array, key: number): boolean {
  const mixed = mixKey(key);
  const bits = bitsOf(mixed);
  return ((filter[mixed & (filter.length - 1)] as number) & bits) === bits;
}

function mixKey(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** The upper ten bits, which choose no word before the filter has 2^22 of them. */
function bitsOf(mixed: number): number {
  return (1 << (mixed >>> 27)) | (1 << ((mixed >>> 22) & 31));
}
