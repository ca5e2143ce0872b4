import { characterTable, FOLDED_SHIFT } from '../text/characters.ts';
import { removeFromHash } from '../text/hash.ts';
import { WordFlag, type Words } from '../text/words.ts';
import { E, Endings, isLastOfEnding, isLastOfLongEnding } from './endings.ts';
import { isKnown, mixHash } from './filter.ts';
import type { Gazetteer } from './gazetteer.ts';

/**
 * First word from `from` on that the first-word filters of any gazetteer know, or `to`. This is the loop
 * that every word of every page goes through.
 */
export function nextStart(
  gazetteers: readonly Gazetteer[],
  words: Words,
  text: string,
  from: number,
  to: number,
  endings: Endings,
  ignoreCase: boolean,
): number {
  let nearest = to;
  for (let segment = 0; segment < gazetteers.length; segment++) {
    const { filter, smallFilter } = (gazetteers[segment] as Gazetteer).sections;
    nearest = nextInFilters(filter, ignoreCase ? filter : smallFilter, words, text, from, nearest, endings);
  }
  return nearest;
}

const table = characterTable;

/**
 * Next word that a filter knows, as it stands or without an ending. Nothing is called in here that is not
 * inlined, which lets the compiler keep all in registers.
 *
 * @param small Filter for words that begin with a small letter.
 */
function nextInFilters(
  filter: Int32Array,
  small: Int32Array,
  words: Words,
  text: string,
  from: number,
  to: number,
  endings: Endings,
): number {
  const { hash, flags, end } = words;
  const mask = filter.length - 1;
  const smallMask = small.length - 1;
  for (let index = from; index < to; index++) {
    const code = hash[index] as number;
    const mixed = mixHash(code);
    if (((flags[index] as number) & WordFlag.capital) === 0) {
      if (isKnown(small[mixed & smallMask] as number, mixed)) return index;
      continue;
    }
    if (isKnown(filter[mixed & mask] as number, mixed)) return index;
    if (endings === Endings.none) continue;
    const last = (table[text.charCodeAt((end[index] as number) - 1)] as number) >>> FOLDED_SHIFT;
    if (!isLastOfEnding(last, endings)) continue;
    const stem = removeFromHash(code, last);
    const mixedStem = mixHash(stem);
    if (isKnown(filter[mixedStem & mask] as number, mixedStem)) return index;
    if (endings === Endings.s || !isLastOfLongEnding(last)) continue;
    // Whether an "e" stands there at all is seen to later.
    const mixedShorter = mixHash(removeFromHash(stem, E));
    if (isKnown(filter[mixedShorter & mask] as number, mixedShorter)) return index;
  }
  return to;
}
