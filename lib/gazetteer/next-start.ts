import { characterTable, FOLDED_SHIFT } from '../text/characters.ts';
import { removeFromHash } from '../text/hash.ts';
import { WordFlag, type Words } from '../text/words.ts';
import { E, Endings, hashWithout, isLastOfEnding, isLastOfLongEnding, NO_HASH } from './endings.ts';
import { hasPair, isFirstInFilter, isInFilter, isKnown, mixHash } from './filter.ts';
import type { Gazetteer } from './gazetteer.ts';

/**
 * First word from `from` on that may begin an alias of any gazetteer, or `to`. This is the loop that every
 * word of every page goes through.
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
    const gazetteer = gazetteers[segment] as Gazetteer;
    const { filter, smallFilter } = gazetteer.sections;
    nearest = nextInFilters(
      gazetteer,
      ignoreCase ? filter : smallFilter,
      words,
      text,
      from,
      nearest,
      endings,
    );
  }
  return nearest;
}

/** @param small Filter for words that begin with a small letter. */
function nextInFilters(
  gazetteer: Gazetteer,
  small: Int32Array,
  words: Words,
  text: string,
  from: number,
  to: number,
  endings: Endings,
): number {
  const { filter, pairFilter } = gazetteer.sections;
  const { hash, flags } = words;
  for (let index = from; ; index++) {
    index = nextNotable(filter, small, words, text, index, to, endings);
    if (index === to) return to;
    const isSmall = ((flags[index] as number) & WordFlag.capital) === 0;
    const code = hash[index] as number;
    if (begins(isSmall ? small : filter, pairFilter, code, words, text, index, to, endings)) return index;
    if (!isSmall && isInflectedStart(filter, pairFilter, words, text, index, to, endings)) return index;
  }
}

/**
 * Next word that a filter of first words knows, as it stands or without an ending. Nothing is called in
 * here, which lets the compiler keep all in registers.
 */
function nextNotable(
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
    const stop = end[index] as number;
    const last = (table[text.charCodeAt(stop - 1)] as number) >>> FOLDED_SHIFT;
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

const table = characterTable;

function isInflectedStart(
  filter: Int32Array,
  pairs: Int32Array,
  words: Words,
  text: string,
  index: number,
  to: number,
  endings: Endings,
): boolean {
  const stem = hashWithout(1, words, text, index, endings);
  if (stem === NO_HASH) return false;
  if (begins(filter, pairs, stem, words, text, index, to, endings)) return true;
  const shorter = hashWithout(2, words, text, index, endings);
  return shorter !== NO_HASH && begins(filter, pairs, shorter, words, text, index, to, endings);
}

function begins(
  filter: Int32Array,
  pairs: Int32Array,
  hash: number,
  words: Words,
  text: string,
  index: number,
  to: number,
  endings: Endings,
): boolean {
  const mixed = mixHash(hash);
  const bits = filter[mixed & (filter.length - 1)] as number;
  if (isInFilter(bits, mixed)) return true;
  return isFirstInFilter(bits, mixed) && goesOn(pairs, hash, words, text, index + 1, to, endings);
}

/** May an alias go on from a word with the hash `hash` to word `index`, or to what that is inflected from? */
function goesOn(
  pairs: Int32Array,
  hash: number,
  words: Words,
  text: string,
  index: number,
  to: number,
  endings: Endings,
): boolean {
  if (index >= to) return false;
  if (hasPair(pairs, hash, words.hash[index] as number)) return true;
  const stem = hashWithout(1, words, text, index, endings);
  if (stem === NO_HASH) return false;
  if (hasPair(pairs, hash, stem)) return true;
  const shorter = hashWithout(2, words, text, index, endings);
  return shorter !== NO_HASH && hasPair(pairs, hash, shorter);
}
