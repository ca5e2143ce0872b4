import { CharacterKind } from './character-kind.ts';

/*
 * What follows from the properties that Unicode gives a character. Asking is slow, above all the first time:
 * what a text asks of each code unit is written down in character-data.ts, which comes from here.
 */

/** Letters that Unicode does not decompose, but that readers and keyboards write plainly. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ƒ: 'f',
  ς: 'σ',
  ё: 'е',
};

/**
 * Scripts whose accents are optional or vary between writers. Elsewhere a mark makes another letter:
 * й is not и, が is not か, and Indic vowel signs are vowels.
 */
export const ACCENTS_ARE_OPTIONAL = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]/u;
const MARKS = /\p{M}/gu;

const SOLO =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tibetan}\p{Script=Yi}]/u;
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/u;

const SPECIAL: Readonly<Record<string, CharacterKind>> = Object.fromEntries([
  ...[...'\n\r\u0085\u2028\u2029\v\f'].map((c) => [c, CharacterKind.lineBreak]),
  ...[...'-\u058a\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d\u30fb\uff65\u00b7\u2027'].map((c) => [
    c,
    CharacterKind.hyphen,
  ]),
  ...[..."'’‘ʼʻʹʽ`´＇\u055a\u05f3\u05f4\ua78c"].map((c) => [c, CharacterKind.apostrophe]),
  ...[...'.．\u2024\ufe52'].map((c) => [c, CharacterKind.dot]),
  ...[...',，\ufe50\ufe10'].map((c) => [c, CharacterKind.comma]),
  ...[...'!?…。！？｡։؟۔।॥‼⁇⁈⁉'].map((c) => [c, CharacterKind.sentenceEnd]),
  ...[...'&＆﹠'].map((c) => [c, CharacterKind.ampersand]),
  ...[...'+#＋＃'].map((c) => [c, CharacterKind.suffixSign]),
  ...[...'_＿‿⁀'].map((c) => [c, CharacterKind.lower]),
]);

/** Kind of one code unit. */
function classifyUnit(unit: number): CharacterKind {
  const character = String.fromCharCode(unit);
  const special = SPECIAL[character];
  if (special !== undefined) return special;
  if (unit >= 0xd800 && unit <= 0xdfff) return CharacterKind.surrogate;
  return classifyPoint(character);
}

/** Kind of one code point. */
export function classifyPoint(character: string): CharacterKind {
  if (IGNORABLE.test(character)) return CharacterKind.ignorable;
  if (/\p{M}|[\u3099\u309a\uff9e\uff9f\u1160-\u11ff\ud7b0-\ud7fb]/u.test(character))
    return CharacterKind.mark;
  if (/\p{Nd}/u.test(character)) return CharacterKind.digit;
  if (/[\p{L}\p{Nl}\p{No}\p{Alphabetic}]|ー|ｰ/u.test(character)) {
    if (SOLO.test(character) && !/[ーｰ]/.test(character)) return CharacterKind.solo;
    return character !== character.toLowerCase() || /[\p{Lu}\p{Lt}]/u.test(character)
      ? CharacterKind.upper
      : CharacterKind.lower;
  }
  if (/\s|\p{Z}/u.test(character)) return CharacterKind.space;
  if (/[\p{Ps}\p{Pi}"]/u.test(character)) return CharacterKind.opening;
  return CharacterKind.other;
}

/**
 * Comparable form of one character (a code point); may be several code units, or none. Accents go where
 * they are optional; elsewhere the composed letter stays, so that most letters fold to one code unit.
 */
export function foldCharacter(character: string): string {
  const special = SPECIAL[character];
  if (special === CharacterKind.apostrophe) return "'";
  if (special === CharacterKind.hyphen) return '-';
  if (IGNORABLE.test(character)) return '';
  if (/\s|\p{Z}/u.test(character)) return ' ';
  const lower = character.normalize('NFKC').toLowerCase().normalize('NFKD');
  // An accent that stands on a space (¯ ¨ ¸) stands alone.
  if (lower.startsWith(' ')) return '';
  const bare = ACCENTS_ARE_OPTIONAL.test(lower) ? lower.replace(MARKS, '') : lower.normalize('NFKC');
  return bare.replace(/[^\p{M}\p{ASCII}]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter);
}

/** All that lib/text/characters.ts keeps of a code unit: its kind, and what it folds to. */
export function describeUnit(unit: number): { kind: CharacterKind; folded: number | string } {
  const kind = classifyUnit(unit);
  const character = String.fromCharCode(unit);
  const folded = kind === CharacterKind.surrogate ? character : foldCharacter(character);
  return { kind, folded: folded.length === 1 ? folded.charCodeAt(0) : folded };
}
