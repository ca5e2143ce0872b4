/**
 * What a single UTF-16 code unit is to the word reader, and what it becomes when folded.
 *
 * Tables are filled a page of 256 code units at a time, when a text first needs the page: building all
 * of them would cost a waking worker tens of milliseconds for scripts that the reader never meets.
 */

/** Kinds of code units. Letters and digits come first, so that `kind <= LAST_WORD_KIND` asks "may be in a word?". */
export const CharacterKind = {
  lower: 1,
  upper: 2,
  digit: 3,
  /** A letter of a script that writes no spaces between words: a word of its own. */
  solo: 4,
  /** A combining mark: goes with the character before it. */
  mark: 5,
  /** Soft hyphen, zero-width characters, direction marks: as if it were not there. */
  ignorable: 6,
  /** High or low surrogate: the code point decides. */
  surrogate: 7,
  space: 8,
  lineBreak: 9,
  hyphen: 10,
  apostrophe: 11,
  dot: 12,
  comma: 13,
  /** Ends a sentence: ! ? … and their kin. */
  sentenceEnd: 14,
  ampersand: 15,
  /** Plus and number sign: part of a name right after a letter ("Disney+", "C#"), else punctuation. */
  suffixSign: 16,
  /** Quotation marks and brackets that open something. */
  opening: 17,
  other: 18,
  /** Stands behind the text; no character is of this kind. */
  end: 19,
} as const;
export type CharacterKind = (typeof CharacterKind)[keyof typeof CharacterKind];

const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;

/** {@link CharacterKind} of each code unit; 0 until its page is ready. */
const kinds = new Uint8Array(0x10000);
const folds = new Uint16Array(0x10000);
const expansions = new Map<number, string>();

/** Marks a character whose folded form is not exactly one code unit; see {@link expansionOf}. */
export const EXPANDS = 0xffff;

/**
 * What the word reader's inner loop asks of each code unit, in one look. A *plain* character is a letter or
 * digit that folds to one code unit. From the lowest bit:
 *
 * - kind (5 bits) of a character that is not plain, else 0
 * - 5 bits that are 1 for a plain capital, else 0
 * - 5 bits that are 1 for a plain digit or Cyrillic letter, else 0
 * - 1 bit that is set unless the character is plain
 * - folded form (16 bits)
 *
 * so that the sum over a word counts its capitals, and says whether it is out of the ordinary. Code units of
 * a page that is not ready are of kind 0, and not plain.
 */
const table = new Int32Array(0x10000).fill(1 << 15);
export const characterTable: Int32Array = table;
export const KIND_MASK = 0x1f;
export const CAPITAL_UNIT = 1 << 5;
export const UNUSUAL_UNIT = 1 << 10;
/** Capitals and unusual characters of a word, as long as it has fewer than LONGEST_COUNT. */
export const COUNTS_MASK = 0x7fe0;
export const LONGEST_COUNT = 32;
export const NOT_PLAIN = 1 << 15;
export const FOLDED_SHIFT = 16;

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
const ACCENTS_ARE_OPTIONAL = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]/u;
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

function classify(unit: number, character: string): CharacterKind {
  const special = SPECIAL[character];
  if (special !== undefined) return special;
  if (unit >= 0xd800 && unit <= 0xdfff) return CharacterKind.surrogate;
  return classifyPoint(character);
}

function classifyPoint(character: string): CharacterKind {
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

/**
 * What a combining mark does to the folded code unit before it: the code unit that replaces it, or
 * `undefined` when the mark stands for itself (a vowel sign), so that decomposed and composed text agree.
 */
export function composeMark(folded: number, mark: number): number | undefined {
  const composed = (String.fromCharCode(folded) + String.fromCharCode(mark).normalize('NFKC')).normalize(
    'NFC',
  );
  if (composed.length === 1) {
    const unit = foldedUnitOf(composed.charCodeAt(0));
    return unit === EXPANDS ? folded : unit;
  }
  // An accent that no letter takes carries nothing; an optional one neither.
  return isOptionalMark(folded, mark) ? folded : undefined;
}

function isOptionalMark(folded: number, mark: number): boolean {
  if (
    (mark >= 0x300 && mark <= 0x36f) ||
    (mark >= 0x1ab0 && mark <= 0x1aff) ||
    (mark >= 0x20d0 && mark <= 0x20ff)
  )
    return true;
  return ACCENTS_ARE_OPTIONAL.test(String.fromCharCode(folded));
}

function readyPage(page: number): void {
  for (let unit = page << PAGE_BITS, end = unit + PAGE_SIZE; unit < end; unit++) {
    const character = String.fromCharCode(unit);
    const kind = classify(unit, character);
    const folded = kind === CharacterKind.surrogate ? character : foldCharacter(character);
    kinds[unit] = kind;
    folds[unit] = EXPANDS;
    if (folded.length === 1) folds[unit] = folded.charCodeAt(0);
    else expansions.set(unit, folded);
    table[unit] = entryOf(kind, folds[unit] as number);
  }
}

function entryOf(kind: CharacterKind, folded: number): number {
  const upper = (folded << FOLDED_SHIFT) >>> 0;
  if (kind > CharacterKind.digit || folded === EXPANDS) return upper + NOT_PLAIN + kind;
  const isUnusual = kind === CharacterKind.digit || isCyrillic(folded);
  return upper + (kind === CharacterKind.upper ? CAPITAL_UNIT : 0) + (isUnusual ? UNUSUAL_UNIT : 0);
}

/** Russian and its neighbours; the stemmer's rules are for Russian. */
export function isCyrillic(unit: number): boolean {
  return unit >= 0x400 && unit <= 0x52f;
}

export function kindOf(unit: number): CharacterKind {
  const kind = kinds[unit] as number;
  if (kind !== 0) return kind as CharacterKind;
  readyPage(unit >> PAGE_BITS);
  return kinds[unit] as CharacterKind;
}

/** One folded code unit, or EXPANDS: then ask {@link expansionOf}. */
export function foldedUnitOf(unit: number): number {
  if (kinds[unit] === 0) readyPage(unit >> PAGE_BITS);
  return folds[unit] as number;
}

export function expansionOf(unit: number): string {
  return expansions.get(unit) ?? '';
}

/** Kind of a code point beyond the basic plane, from its two halves. A lone half is no letter. */
export function kindOfPair(high: number, low: number): CharacterKind {
  return classifyPoint(String.fromCharCode(high, low));
}

export function foldPair(high: number, low: number): string {
  return foldCharacter(String.fromCharCode(high, low));
}
