import { popcount } from './bits.ts';

/** Every 16th node has a sample of where its candidates begin. */
export const SAMPLE_BITS = 4;

/**
 * Where the candidates of the `nth` accepting node begin: candidates stand in the order of their nodes, a
 * bit marks the first of each. Between two samples lie about twenty bits.
 */
export function firstCandidate(firsts: Int32Array, samples: Int32Array, nth: number): number {
  const start = samples[nth >>> SAMPLE_BITS] as number;
  // Bits to find from `start` on, the one at `start` being number 0.
  let left = nth & ((1 << SAMPLE_BITS) - 1);
  let word = start >>> 5;
  let bits = (firsts[word] as number) & (-1 << (start & 31));
  for (let ones = popcount(bits); ones <= left; ones = popcount(bits)) {
    left -= ones;
    bits = firsts[++word] as number;
  }
  while (left-- > 0) bits &= bits - 1;
  return (word << 5) + lowestBit(bits);
}

/** Where the run of candidates that holds `candidate` ends, exclusive. */
export function endOfCandidates(firsts: Int32Array, candidate: number, candidateCount: number): number {
  const next = candidate + 1;
  let word = next >>> 5;
  let bits = (firsts[word] as number) & (-1 << (next & 31));
  while (bits === 0) {
    if (++word << 5 >= candidateCount) return candidateCount;
    bits = firsts[word] as number;
  }
  return Math.min((word << 5) + lowestBit(bits), candidateCount);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
