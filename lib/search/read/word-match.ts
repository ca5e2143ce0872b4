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
  /** Most typos that are forgiven; fewer are in short words. */
  readonly maxTypos: number;
  /** Words of the index that may be meant with typos. */
  readonly mayBeMeant: (term: number) => boolean;
}

export function matchWord(
  dictionary: Dictionary,
  word: string,
  { minPrefix, maxTypos, mayBeMeant }: MatchOptions,
): WordMatch {
  const exact = dictionary.find(word);
  const itself = exact === undefined ? { low: 0, high: 0 } : { low: exact, high: exact + 1 };
  const begun = word.length >= minPrefix ? dictionary.findBeginning(word) : itself;
  const typos = Math.min(maxTypos, allowedTypos(word));
  if (typos === 0) return { word, exact, begun, close: undefined };
  const close = findCloseWords(dictionary, word, 1, mayBeMeant);
  if (typos > 1) {
    // Two typos, one of them in the first letter, are too many: half of all words would have to be looked at.
    close.push(
      ...findCloseWords(dictionary, word, typos, mayBeMeant, dictionary.findBeginning(word.slice(0, 1))),
    );
  }
  return { word, exact, begun, close: new Map(close.toReversed().map((one) => [one.term, one])) };
}

/** How closely the query's word means this one; 0 if not at all. */
export function markTerm({ exact, begun, close }: WordMatch, term: number): Mark {
  if (term >= begun.low && term < begun.high) return term === exact ? EXACT_MARK : PREFIX_MARK;
  const closest = close?.get(term);
  return closest === undefined ? 0 : markOf(Closeness.fuzzy, closest.typos);
}

/** As written, or begun. */
export function matchPlainWord(dictionary: Dictionary, word: string): WordMatch {
  return matchWord(dictionary, word, { minPrefix: 1, maxTypos: 0, mayBeMeant: () => false });
}

export function isHopeless({ begun, close }: WordMatch): boolean {
  return begun.low === begun.high && (close === undefined || close.size === 0);
}
