import { CHARACTER_PAGES } from './character-data.ts';
import { CharacterKind } from './character-kind.ts';
import { PAGE_BITS, readPage } from './character-pages.ts';
import { ACCENTS_ARE_OPTIONAL, classifyPoint, foldCharacter } from './unicode-rules.ts';

export { CharacterKind } from './character-kind.ts';

/**
 * What a single UTF-16 code unit is to the word reader, and what it becomes when folded.
 *
 * Tables are filled a page of 256 code units at a time, when a text first needs the page, from what
 * scripts/make-characters.ts has written down: to ask Unicode's properties would cost a waking worker
 * tens of milliseconds.
 */

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
 * - 5 bits that are 1 for a plain digit, a Cyrillic letter or one of a script without case, else 0
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
  readPage(page, CHARACTER_PAGES[page] as string, (unit, kind, folded) => {
    kinds[unit] = kind;
    if (typeof folded === 'number') folds[unit] = folded;
    else {
      folds[unit] = EXPANDS;
      expansions.set(unit, folded);
    }
    table[unit] = entryOf(kind, folds[unit] as number);
  });
}

function entryOf(kind: CharacterKind, folded: number): number {
  const upper = (folded << FOLDED_SHIFT) >>> 0;
  if (kind > CharacterKind.digit || folded === EXPANDS) return upper + NOT_PLAIN + kind;
  const isUnusual = kind === CharacterKind.digit || isCyrillic(folded) || isCaseless(folded);
  return upper + (kind === CharacterKind.upper ? CAPITAL_UNIT : 0) + (isUnusual ? UNUSUAL_UNIT : 0);
}

/** Russian and its neighbours; the stemmer's rules are for Russian. */
export function isCyrillic(unit: number): boolean {
  return unit >= 0x400 && unit <= 0x52f;
}

/**
 * Blocks of scripts without capitals, as [first, end): Hebrew, Arabic and their neighbours up to Myanmar,
 * Georgian as it is written today, Ethiopic, Canadian syllables to Balinese, East Asia, and the rest of India.
 */
const CASELESS_BLOCKS = [
  [0x5d0, 0x10a0],
  [0x10d0, 0x13a0],
  [0x1400, 0x1c80],
  [0x3040, 0xa640],
  [0xa840, 0xab30],
  [0xabc0, 0xd7ff],
] as const;

export function isCaseless(unit: number): boolean {
  return unit >= 0x5d0 && CASELESS_BLOCKS.some(([first, end]) => first <= unit && unit < end);
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

/** Pictures and emoji, which texts are full of, and nothing else: U+1F300 to U+1FAFF. */
const FIRST_PICTURE = 0x1f300;
const LAST_PICTURE = 0x1faff;

/** Kind of a code point beyond the basic plane, from its two halves. A lone half is no letter. */
export function kindOfPair(high: number, low: number): CharacterKind {
  const point = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  if (point >= FIRST_PICTURE && point <= LAST_PICTURE) return CharacterKind.other;
  return classifyPoint(String.fromCharCode(high, low));
}

export function foldPair(high: number, low: number): string {
  return foldCharacter(String.fromCharCode(high, low));
}
