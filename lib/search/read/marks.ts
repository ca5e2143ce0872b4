import { Closeness } from '../match-terms.ts';

/**
 * How one word of the query met one entity or fact, in a byte; 0 where it did not. The larger, the closer:
 * the closeness first, then few typos; the lowest bit says that the statement itself has the word.
 */
export type Mark = number;

const MAX_TYPOS = 3;
export const IN_STATEMENT = 1;

export function markOf(closeness: Closeness, typos: number): Mark {
  return (closeness << 4) | ((MAX_TYPOS - typos) << 2);
}

export const EXACT_MARK = markOf(Closeness.exact, 0);
export const PREFIX_MARK = markOf(Closeness.prefix, 0);

export function closenessOf(mark: Mark): Closeness {
  return (mark >> 4) as Closeness;
}

export function typosOf(mark: Mark): number {
  return MAX_TYPOS - ((mark >> 2) & 3);
}

/** The closer of two, in the statement if either is. */
export function closerMark(a: Mark, b: Mark): Mark {
  return (a | 1) > (b | 1) ? a | (b & 1) : b | (a & 1);
}
