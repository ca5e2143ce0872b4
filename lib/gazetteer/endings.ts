import { characterTable, FOLDED_SHIFT } from '../text/characters.ts';
import { removeFromHash } from '../text/hash.ts';
import { WordFlag, type Words } from '../text/words.ts';

/** Endings that a name may take in a language, besides those that a stemmer knows (lib/text/stem-hash.ts). */
export const Endings = {
  none: 0,
  /** Plural and genitive: Altmans, Berlins, the two Koreas. */
  s: 1,
  /** German, in addition: der Deutschen Bank, eines Landes. Also what Dutch and Scandinavian names take. */
  german: 2,
} as const;
export type Endings = (typeof Endings)[keyof typeof Endings];

// Named in this module, so that the compiler sees constants.
const table = characterTable;
const FOLDED = FOLDED_SHIFT;
const NO_ENDINGS = Endings.none;
const GERMAN = Endings.german;

/** Languages whose names take no ending, or only one that is not among these. */
const UNINFLECTED = new Set(['fr', 'it', 'ja', 'zh', 'ko', 'th', 'vi', 'ru', 'uk', 'ar', 'he']);
const ONLY_S = new Set(['en', 'es', 'pt', 'ca', 'gl']);

const known = new Map<string, Endings>();

/** @param language BCP 47 tag; endings of all languages when it is missing. */
export function endingsOf(language = ''): Endings {
  let endings = known.get(language);
  if (endings === undefined) {
    const primary = language.slice(0, 2).toLowerCase();
    endings = UNINFLECTED.has(primary) ? Endings.none : ONLY_S.has(primary) ? Endings.s : Endings.german;
    // Pages name their language as they please; the few real ones are what is worth remembering.
    if (known.size < 64) known.set(language, endings);
  }
  return endings;
}

/** No such form; a word whose own hash were this would only lose its inflected forms. */
export const NO_HASH = 0;

/** Shortest word that may remain, in code units. */
export const SHORTEST = 3;
export const E = 0x65;
const M = 0x6d;
const N = 0x6e;
const R = 0x72;
const S = 0x73;

const CONCERNED = WordFlag.letter | WordFlag.digit | WordFlag.solo | WordFlag.stemmed | WordFlag.capital;
const INFLECTED = WordFlag.letter | WordFlag.capital;

/** May a word with these flags take endings? Only a capitalised one: it is names that are inflected here. */
export function mayInflect(flags: number): boolean {
  return (flags & CONCERNED) === INFLECTED;
}

/** Is this folded letter an ending, or the last of one? */
export function isLastOfEnding(last: number, endings: Endings): boolean {
  return last === S || (endings === GERMAN && (last === N || last === R || last === M));
}

/** May an "e" before it be part of the ending: -es, -en? */
export function isLastOfLongEnding(last: number): boolean {
  return last === S || last === N;
}

/** Hash of a word without its last `cut` letters, if these may be an ending; else NO_HASH. */
export function hashWithout(
  cut: number,
  words: Words,
  text: string,
  index: number,
  endings: Endings,
): number {
  if (endings === NO_ENDINGS || (cut > 1 && endings !== GERMAN)) return NO_HASH;
  const end = words.end[index] as number;
  if (end - (words.start[index] as number) < SHORTEST + cut) return NO_HASH;
  if (!mayInflect(words.flags[index] as number)) return NO_HASH;
  const last = (table[text.charCodeAt(end - 1)] as number) >>> FOLDED;
  if (!isLastOfEnding(last, endings)) return NO_HASH;
  const stem = removeFromHash(words.hash[index] as number, last);
  if (cut === 1) return stem;
  if (!isLastOfLongEnding(last) || (table[text.charCodeAt(end - 2)] as number) >>> FOLDED !== E)
    return NO_HASH;
  return removeFromHash(stem, E);
}
