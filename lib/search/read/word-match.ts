import { Closeness } from '../match-terms.ts';
import { allowedTypos } from '../typos.ts';
import { type CloseWord, findCloseWords } from './close-words.ts';
import type { Dictionary, TermRange } from './dictionary.ts';
import { EXACT_MARK, type Mark, markOf, PREFIX_MARK } from './marks.ts';

/** Which words of an index one word of the query may mean. */
export interface WordMatch {
  readonly word: string;
  readonly exact: number | undefined;
  /** Words that it begins, itself included. */
  readonly begun: TermRange;
  /** By word, for typos; undefined where none is forgiven. */
  readonly close: ReadonlyMap<number, CloseWord> | undefined;
}

export interface MatchOptions {
  /** Letters from which on the word may be the beginning of one; below it stands for itself. */
  readonly minPrefix: number;
  /** Words of the index that may be meant with typos; undefined where none is forgiven. */
  readonly mayBeMeant?: ((term: number) => boolean) | undefined;
}

export function matchWord(
  dictionary: Dictionary,
  word: string,
  { minPrefix, mayBeMeant }: MatchOptions,
): WordMatch {
  const exact = dictionary.find(word);
  const itself = exact === undefined ? { low: 0, high: 0 } : { low: exact, high: exact + 1 };
  const begun = word.length >= minPrefix ? dictionary.findBeginning(word) : itself;
  const typos = mayBeMeant ? allowedTypos(word) : 0;
  if (!mayBeMeant || typos === 0) return { word, exact, begun, close: undefined };
  const close = findCloseWords(dictionary, word, typos, mayBeMeant);
  return { word, exact, begun, close: new Map(close.map((one) => [one.term, one])) };
}

/** How closely the query's word means this one; 0 if not at all. */
export function markTerm({ exact, begun, close }: WordMatch, term: number): Mark {
  if (term >= begun.low && term < begun.high) return term === exact ? EXACT_MARK : PREFIX_MARK;
  const closest = close?.get(term);
  return closest === undefined ? 0 : markOf(Closeness.fuzzy, closest.typos);
}

export function isHopeless({ begun, close }: WordMatch): boolean {
  return begun.low === begun.high && (close === undefined || close.size === 0);
}
