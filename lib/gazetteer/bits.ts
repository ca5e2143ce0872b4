/**
 * A bit vector that counts its set bits up to a place (rank), over parts of a snapshot. Costs 1/8 more than its
 * bits; the question costs a few nanoseconds.
 */
export class RankedBits {
  private readonly words: Uint32Array;
  /** Set bits before each block of 8 words. */
  private readonly counts: Uint32Array;

  constructor(words: Uint32Array, counts: Uint32Array) {
    this.words = words;
    this.counts = counts;
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5] as number) & (1 << (index & 31))) !== 0;
  }

  /** Set bits before `index`. */
  rank(index: number): number {
    const word = index >>> 5;
    let rank = this.counts[word >>> 3] as number;
    for (let at = word & ~7; at < word; at++) rank += popcount(this.words[at] as number);
    return rank + popcount((this.words[word] as number) & ((1 << (index & 31)) - 1));
  }
}

/** Length of the `words` of a vector of `size` bits, with room for a question about `size` itself. */
export function bitWordsFor(size: number): number {
  return ((size >>> 5) + 8) & ~7;
}
export function bitCountsFor(size: number): number {
  return bitWordsFor(size) >>> 3;
}

export function setBit(words: Uint32Array, index: number): void {
  words[index >>> 5] = (words[index >>> 5] as number) | (1 << (index & 31));
}

/** Fills `counts` once all bits are set. */
export function countBits(words: Uint32Array, counts: Uint32Array): void {
  let total = 0;
  for (let word = 0; word < words.length; word++) {
    if ((word & 7) === 0) counts[word >>> 3] = total;
    total += popcount(words[word] as number);
  }
}

export function popcount(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
