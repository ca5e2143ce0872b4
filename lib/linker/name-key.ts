import { addToHash, EMPTY_HASH } from '../text/hash.ts';

/**
 * The word hashes of a name as one comparable value: a whole number of 53 bits, of which one word's key has
 * its own hash, so that two words are never one, and two names hardly ever.
 */
export function nameKey(hashes: readonly number[]): number {
  let low = EMPTY_HASH;
  let high = EMPTY_HASH;
  for (const hash of hashes) {
    low = addToHash(low, hash);
    high = addToHash(high, low ^ (low >>> HALF));
  }
  return (high >>> UNUSED) * 2 ** 32 + (low >>> 0);
}
const HALF = 16;
/** Bits of the upper half that a number has no room for. */
const UNUSED = 11;
