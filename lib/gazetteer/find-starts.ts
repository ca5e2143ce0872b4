import { characterTable, FOLDED_SHIFT } from '../text/characters.ts';
import { removeFromHash } from '../text/hash.ts';
import { WordFlag, type Words } from '../text/words.ts';
import { E, Endings, isLastOfEnding, isLastOfLongEnding } from './endings.ts';
import { hasPair, isInFilter, isKnown, mixHash } from './filter.ts';
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

/** Fills `starts` with the words from `from` to `to` that the first-word filters of any gazetteer know. */
export function findStarts(
  gazetteers: readonly Gazetteer[],
  words: Words,
  text: string,
  from: number,
  to: number,
  endings: Endings,
  ignoreCase: boolean,
  starts: Starts,
): void {
  starts.count = 0;
  starts.reserve(to - from);
  for (let segment = 0; segment < gazetteers.length; segment++) {
    const gazetteer = gazetteers[segment] as Gazetteer;
    if (segment === 0) {
      starts.count = scan(gazetteer, words, text, from, to, endings, ignoreCase, starts.indices);
    } else {
      other.reserve(to - from);
      other.count = scan(gazetteer, words, text, from, to, endings, ignoreCase, other.indices);
      join(starts, other);
    }
  }
}

// Named in this module, so that the compiler sees constants.
const table = characterTable;
const CAPITAL = WordFlag.capital;
const NO_ENDINGS = Endings.none;
const GERMAN = Endings.german;

/**
 * The loop that every word of every page goes through. It writes each index and moves on only past those
 * that a filter knows: which ones it will be cannot be foreseen, and guessing costs more than writing.
 */
function scan(
  gazetteer: Gazetteer,
  words: Words,
  text: string,
  from: number,
  to: number,
  endings: Endings,
  ignoreCase: boolean,
  indices: Int32Array,
): number {
  const { filters } = gazetteer.sections;
  const { hash, flags, end } = words;
  const smallLength = ignoreCase ? gazetteer.smallFilterWords : 0;
  const mask = gazetteer.filterWords - 1;
  const smallMask = ignoreCase ? mask : gazetteer.smallFilterWords - 1;
  // The filter for small starts comes first; what is added to reach the other one.
  const offset = gazetteer.smallFilterWords - smallLength;
  const maskChange = mask ^ smallMask;
  let count = 0;
  for (let index = from; index < to; index++) {
    const code = hash[index] as number;
    const mixed = mixHash(code);
    const isCapital = -((flags[index] as number) & CAPITAL);
    const at = smallLength + (mixed & (smallMask ^ (maskChange & isCapital))) + (offset & isCapital);
    let known = isKnown(filters[at] as number, mixed);
    if (isCapital !== 0 && endings !== NO_ENDINGS) {
      const last = (table[text.charCodeAt((end[index] as number) - 1)] as number) >>> FOLDED_SHIFT;
      if (isLastOfEnding(last, endings)) {
        const base = smallLength + offset;
        const stem = removeFromHash(code, last);
        const mixedStem = mixHash(stem);
        known |= isKnown(filters[base + (mixedStem & mask)] as number, mixedStem);
        if (endings === GERMAN && isLastOfLongEnding(last)) {
          // Whether an "e" stands there at all is seen to later.
          const mixedShorter = mixHash(removeFromHash(stem, E));
          known |= isKnown(filters[base + (mixedShorter & mask)] as number, mixedShorter);
        }
      }
    }
    indices[count] = index;
    count += known;
  }
  return sift(gazetteer, words, to, ignoreCase, indices, count);
}

/**
 * Drops small words like "the" that only begin longer names, unless the next word goes with them. Where an
 * ending may hide that, the word stays.
 */
function sift(
  gazetteer: Gazetteer,
  words: Words,
  to: number,
  ignoreCase: boolean,
  indices: Int32Array,
  count: number,
): number {
  const { filters, pairFilter } = gazetteer.sections;
  const { hash, flags } = words;
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const index = indices[at] as number;
    indices[kept] = index;
    if (((flags[index] as number) & CAPITAL) !== 0) {
      kept++;
      continue;
    }
    const code = hash[index] as number;
    const mixed = mixHash(code);
    if (isInFilter(filters[gazetteer.filterWordOf(mixed, !ignoreCase)] as number, mixed)) kept++;
    else if (index + 1 < to) {
      const mayHide = ((flags[index + 1] as number) & CAPITAL) !== 0;
      kept += mayHide || hasPair(pairFilter, code, hash[index + 1] as number) ? 1 : 0;
    }
  }
  return kept;
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
