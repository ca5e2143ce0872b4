import { type Closest, TypoCounter } from '../typos.ts';
import type { Dictionary, TermRange } from './dictionary.ts';

export interface CloseWord extends Closest {
  readonly term: number;
}

/** More words near one of a query than this are no help to anybody. */
const MAX_CLOSE_WORDS = 100;

/**
 * Walks the words like a trie for those that a misspelled word may mean: within `max` typos, those with the
 * fewest first, and of these the ones that the query comes closest to finishing. Words without a typo are
 * among them.
 *
 * @param counts False for words that are of no interest.
 * @param range Words to look among; all, or those with a first letter.
 */
export function findCloseWords(
  dictionary: Dictionary,
  wanted: string,
  max: number,
  counts: (term: number) => boolean,
  range: TermRange = { low: 0, high: dictionary.count },
): CloseWord[] {
  const rest = ({ term, length }: CloseWord) => dictionary.lengthOf(term) - length;
  return walkCloseWords(dictionary, wanted, max, range)
    .filter(({ term }) => counts(term))
    .sort((a, b) => a.typos - b.typos || rest(a) - rest(b))
    .slice(0, MAX_CLOSE_WORDS);
}

/** Walks that are kept: names and facts ask for the same, and so does the next letter for all words but the last. */
const KEPT_WALKS = 16;
/** Words of a walk up to which it is kept. */
const MAX_KEPT = 4_000;
const WALKS = new WeakMap<Dictionary, Map<string, readonly CloseWord[]>>();

function walkCloseWords(
  dictionary: Dictionary,
  wanted: string,
  max: number,
  range: TermRange,
): readonly CloseWord[] {
  const walks = WALKS.get(dictionary) ?? new Map<string, readonly CloseWord[]>();
  WALKS.set(dictionary, walks);
  const key = `${max} ${range.low} ${range.high} ${wanted}`;
  const found = walks.get(key) ?? walk(dictionary, wanted, max, range);
  walks.delete(key);
  if (found.length <= MAX_KEPT) walks.set(key, found);
  const [oldest] = walks.keys();
  if (walks.size > KEPT_WALKS && oldest !== undefined) walks.delete(oldest);
  return found;
}

function walk(dictionary: Dictionary, wanted: string, max: number, range: TermRange): readonly CloseWord[] {
  const { text, offsets } = dictionary;
  const counter = new TypoCounter(wanted, max);
  const found: CloseWord[] = [];
  const take = (term: number, closest: Closest) => found.push({ term, ...closest });
  const descend = (low: number, high: number): void => {
    const depth = counter.length;
    if (counter.leastTypos > max) {
      // No letter more can help. What was close before stays close, however the word goes on.
      const closest = counter.closest(max);
      if (closest === undefined || closest.length === depth) return;
      for (let at = low; at < high; at++) take(at, closest);
      return;
    }
    let at = low;
    if (offsets[at + 1]! - offsets[at]! === depth) {
      const closest = counter.closest(max);
      if (closest !== undefined) take(at, closest);
      at++;
    }
    while (at < high) {
      const letter = text.charCodeAt(offsets[at]! + depth);
      const end = endOf(letter, depth, at, high);
      counter.push(letter);
      descend(at, end);
      counter.truncate(depth);
      at = end;
    }
  };
  /** End of the words in `low..high` that have this letter at `depth`; they share all letters before it. */
  const endOf = (letter: number, depth: number, low: number, high: number): number => {
    // Most often few words go on from here: look near before looking far.
    let step = 1;
    while (low + step < high && text.charCodeAt(offsets[low + step]! + depth) === letter) step *= 2;
    let [from, to] = [low + (step >>> 1) + (step > 1 ? 0 : 1), Math.min(low + step, high)];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (text.charCodeAt(offsets[middle]! + depth) > letter) to = middle;
      else from = middle + 1;
    }
    return from;
  };
  if (range.low < range.high) descend(range.low, range.high);
  return found;
}
