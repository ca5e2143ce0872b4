import { WordFlag, type Words } from '../text/words.ts';
import { isKnown, mixHash } from './filter.ts';
import type { Gazetteer } from './gazetteer.ts';

/** Words at which a search has to look, in order; reused from text to text. */
export class Starts {
  count = 0;
  indices = new Int32Array(1024);

  /** Makes room for a text of `wordCount` words. */
  reserve(wordCount: number): void {
    if (wordCount > this.indices.length) this.indices = new Int32Array(2 ** Math.ceil(Math.log2(wordCount)));
  }
}

/** Those of one gazetteer while they are joined with others'. */
const other = new Starts();
const joined = new Starts();

/**
 * Fills `starts` with the words from `from` to `to` at which a search is worth a look: those with a capital,
 * and of the others those that the first-word filter of any gazetteer knows.
 */
export function findStarts(
  gazetteers: readonly Gazetteer[],
  words: Words,
  from: number,
  to: number,
  ignoreCase: boolean,
  starts: Starts,
): void {
  starts.count = 0;
  starts.reserve(to - from);
  for (let segment = 0; segment < gazetteers.length; segment++) {
    const gazetteer = gazetteers[segment] as Gazetteer;
    if (segment === 0) {
      starts.count = scan(gazetteer, words, from, to, ignoreCase, starts.indices);
    } else {
      other.reserve(to - from);
      other.count = scan(gazetteer, words, from, to, ignoreCase, other.indices);
      join(starts, other);
    }
  }
}

// Named in this module, so that the compiler sees a constant. It is 1, as what the filter says.
const CAPITAL = WordFlag.capital;

/**
 * The loop that every word of every page goes through. It writes each index and moves on only past those
 * that begin with a capital or that a filter knows: which ones it will be cannot be foreseen, and guessing
 * costs more than writing.
 */
function scan(
  gazetteer: Gazetteer,
  words: Words,
  from: number,
  to: number,
  ignoreCase: boolean,
  indices: Int32Array,
): number {
  const { filters } = gazetteer.sections;
  const { hash, flags } = words;
  // The filter for small starts comes first.
  const base = ignoreCase ? gazetteer.smallFilterWords : 0;
  const mask = (ignoreCase ? gazetteer.filterWords : gazetteer.smallFilterWords) - 1;
  let count = 0;
  for (let index = from; index < to; index++) {
    const mixed = mixHash(hash[index] as number);
    indices[count] = index;
    count += isKnown(filters[base + (mixed & mask)] as number, mixed) | ((flags[index] as number) & CAPITAL);
  }
  return count;
}

/** Joins `more` into `starts`; both are in order. */
function join(starts: Starts, more: Starts): void {
  joined.reserve(starts.count + more.count);
  let count = 0;
  let one = 0;
  let two = 0;
  while (one < starts.count || two < more.count) {
    const first = one < starts.count ? (starts.indices[one] as number) : Number.POSITIVE_INFINITY;
    const second = two < more.count ? (more.indices[two] as number) : Number.POSITIVE_INFINITY;
    joined.indices[count++] = Math.min(first, second);
    if (first <= second) one++;
    if (second <= first) two++;
  }
  starts.indices.set(joined.indices.subarray(0, count));
  starts.count = count;
}
