import { foldedUnitOf } from '../text/characters.ts';
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

/** Languages whose names take no ending, or only one that is not among these. */
const UNINFLECTED = new Set(['fr', 'it', 'ja', 'zh', 'ko', 'th', 'vi', 'ru', 'uk', 'ar', 'he']);
const ONLY_S = new Set(['en', 'es', 'pt', 'ca', 'gl']);

/** @param language BCP 47 tag; endings of all languages when it is missing. */
export function endingsOf(language: string | undefined): Endings {
  const primary = language?.toLowerCase().split('-', 1)[0] ?? '';
  if (UNINFLECTED.has(primary)) return Endings.none;
  return ONLY_S.has(primary) ? Endings.s : Endings.german;
}

/** Longest ending, in code units. */
export const LONGEST_ENDING = 2;
/** No such form; a word whose own hash were this would only lose its inflected forms. */
export const NO_HASH = 0;

/** Shortest word that may remain. */
const SHORTEST = 3;
const E = 0x65;
const M = 0x6d;
const N = 0x6e;
const R = 0x72;
const S = 0x73;
const MAY_INFLECT = WordFlag.letter | WordFlag.digit | WordFlag.solo | WordFlag.stemmed;

/** Hash of a word without its last `cut` letters, if these may be an ending; else NO_HASH. */
export function hashWithout(
  cut: number,
  words: Words,
  text: string,
  index: number,
  endings: Endings,
): number {
  if (endings === Endings.none) return NO_HASH;
  const end = words.end[index] as number;
  if (end - (words.start[index] as number) < SHORTEST + cut) return NO_HASH;
  if (((words.flags[index] as number) & MAY_INFLECT) !== WordFlag.letter) return NO_HASH;
  const last = foldedUnitOf(text.charCodeAt(end - 1));
  const isGerman = endings === Endings.german;
  if (cut === 1) {
    const isEnding = last === S || (isGerman && (last === N || last === R || last === M));
    return isEnding ? removeFromHash(words.hash[index] as number, last) : NO_HASH;
  }
  const isEnding = isGerman && (last === S || last === N) && foldedUnitOf(text.charCodeAt(end - 2)) === E;
  return isEnding ? removeFromHash(removeFromHash(words.hash[index] as number, last), E) : NO_HASH;
}
