/**
 * A bit vector that counts its set bits up to a place (rank), over parts of a snapshot. The counts add half
 * to the size of the bits; the question costs two looks at memory.
 */
export class RankedBits {
  private readonly words: Int32Array;
  /** Set bits before each pair of words. */
  private readonly counts: Int32Array;

  constructor(words: Int32Array, counts: Int32Array) {
    this.words = words;
    this.counts = counts;
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5] as number) & (1 << (index & 31))) !== 0;
  }

  /** Set bits before `index`. */
  rank(index: number): number {
    const word = index >>> 5;
    const before = popcount((this.words[word] as number) & ((1 << (index & 31)) - 1));
    const left = (word & 1) === 0 ? 0 : popcount(this.words[word - 1] as number);
    return (this.counts[word >>> 1] as number) + left + before;
  }
}

/** Length of the `words` of a vector of `size` bits, with room for a question about `size` itself. */
export function bitWordsFor(size: number): number {
  return ((size >>> 5) + 2) & ~1;
}
export function bitCountsFor(size: number): number {
  return bitWordsFor(size) >>> 1;
}

export function setBit(words: Int32Array, index: number): void {
  words[index >>> 5] = (words[index >>> 5] as number) | (1 << (index & 31));
}

/** Fills `counts` once all bits are set. */
export function countBits(words: Int32Array, counts: Int32Array): void {
  let total = 0;
  for (let word = 0; word < words.length; word++) {
    if ((word & 1) === 0) counts[word >>> 1] = total;
    total += popcount(words[word] as number);
  }
}

export function popcount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const quads = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((quads + (quads >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
