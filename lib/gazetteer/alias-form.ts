import { ALIAS_CASES, ALIAS_KINDS, type AliasCase } from '../model/fact-pack.ts';
import { CharacterKind, kindOf, kindOfPair } from '../text/characters.ts';
import { foldInto, MAX_FOLDED_LENGTH } from '../text/fold-word.ts';
import { addToHash, EMPTY_HASH, hashUnits } from '../text/hash.ts';
import { WordFlag, type Words } from '../text/words.ts';

/** How an alias or a surface form is written. Letters without case count as `lower`. */
export const CASINGS = ['lower', 'capitalised', 'caps', 'mixed'] as const;
/**
 * - `lower`: no capital at all
 * - `capitalised`: each word with a capital begins with its only capital ("Bank of America")
 * - `caps`: two letters or more, all of them capitals
 * - `mixed`: anything else ("OpenAI", "iPhone", "NATO summit")
 */
export type Casing = (typeof CASINGS)[number];

/** What an alias is to the gazetteer: of a kind that packs know, or made from another (derived-aliases.ts). */
export const FORM_KINDS = [...ALIAS_KINDS, 'derived'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/**
 * What the gazetteer keeps of an alias besides its words, in 32 bits: kind (3) · case policy (2) · casing (2) ·
 * mark after it (2) · begins small (1) · hash of its capitals (11) · hash of its folded letters (11).
 */
export type AliasForm = number;

const CASE_SHIFT = 3;
const CASING_SHIFT = 5;
const END_MARK_SHIFT = 7;
const BEGINS_SMALL = 1 << 9;
const CAPITALS_SHIFT = 10;
const CAPITALS_MASK = 0x7ff;
const LETTERS_SHIFT = 21;

/** Marks that belong to a name when they follow its last word: "Warner Bros.", "Yahoo!". */
const DOT = '.'.charCodeAt(0);
const EXCLAMATION = '!'.charCodeAt(0);
const QUESTION = '?'.charCodeAt(0);
const END_MARK_UNITS = [-1, DOT, EXCLAMATION, QUESTION] as const;

const scratch = new Uint16Array(MAX_FOLDED_LENGTH);

/** Hashes of the capitals and the letters of words `first`..`last`, in the place that an alias form gives them. */
export function hashSurface(text: string, words: Words, first: number, last: number): number {
  let letters = EMPTY_HASH;
  let capitals = EMPTY_HASH;
  for (let index = first; index <= last; index++) {
    const flags = words.flags[index] as number;
    const isStem = (flags & WordFlag.stemmed) !== 0;
    letters = addToHash(letters, isStem ? hashOfWord(text, words, index) : (words.hash[index] as number));
    const isMixed = (flags & WordFlag.innerCaps) !== 0;
    capitals = addToHash(capitals, isMixed ? hashOfCapitals(text, words, index) : flags & ALL_OR_FIRST);
  }
  return (
    ((mix(letters) >>> LETTERS_SHIFT) << LETTERS_SHIFT) |
    ((mix(capitals) >>> LETTERS_SHIFT) << CAPITALS_SHIFT)
  );
}

const ALL_OR_FIRST = WordFlag.allCaps | WordFlag.capital;

function hashOfWord(text: string, words: Words, index: number): number {
  return hashUnits(
    scratch,
    0,
    foldInto(text, words.start[index] as number, words.end[index] as number, scratch),
  );
}

function hashOfCapitals(text: string, words: Words, index: number): number {
  let hash = EMPTY_HASH;
  for (let at = words.start[index] as number; at < (words.end[index] as number); at++) {
    const kind = kindAt(text, at);
    if (kind <= CharacterKind.upper) hash = addToHash(hash, kind);
  }
  return hash;
}

function kindAt(text: string, at: number): CharacterKind {
  const unit = text.charCodeAt(at);
  const kind = kindOf(unit);
  return kind === CharacterKind.surrogate ? kindOfPair(unit, text.charCodeAt(at + 1)) : kind;
}

function mix(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
}

/**
 * Does an alias begin with a small letter, or with none that has two forms? Then a surface form may too.
 * "The" counts as small before another word: running text writes "the Beatles".
 */
export function beginsSmall(words: Words): boolean {
  const isCapital = ((words.flags[0] as number) & WordFlag.capital) !== 0;
  return !isCapital || (words.hash[0] === THE_HASH && words.count > 1);
}

const THE_HASH = [...'the'].reduce((hash, letter) => addToHash(hash, letter.charCodeAt(0)), EMPTY_HASH);

/** Has any of the words `first`..`last` a capital? */
export function hasCapitalIn(words: Words, first: number, last: number): boolean {
  for (let index = first; index <= last; index++) {
    if (((words.flags[index] as number) & ANY_CAPITAL) !== 0) return true;
  }
  return false;
}

const ANY_CAPITAL = WordFlag.capital | WordFlag.innerCaps;

/** The form of an alias whose text has the words `words`. */
export function formOf(
  alias: { readonly text: string; readonly kind: FormKind; readonly case: AliasCase },
  words: Words,
): AliasForm {
  const last = words.count - 1;
  const mark = END_MARK_UNITS.indexOf(alias.text.charCodeAt(words.end[last] as number));
  return (
    FORM_KINDS.indexOf(alias.kind) |
    (ALIAS_CASES.indexOf(alias.case) << CASE_SHIFT) |
    (CASINGS.indexOf(casingOf(words, 0, last)) << CASING_SHIFT) |
    (Math.max(mark, 0) << END_MARK_SHIFT) |
    (beginsSmall(words) ? BEGINS_SMALL : 0) |
    hashSurface(alias.text, words, 0, last)
  );
}

/** Casing of the surface that words `first`..`last` cover. */
export function casingOf(words: Words, first: number, last: number): Casing {
  let capitals = 0;
  let hasSmall = false;
  let isMixed = false;
  let hasCaps = false;
  for (let index = first; index <= last; index++) {
    const flags = words.flags[index] as number;
    if ((flags & (WordFlag.letter | WordFlag.solo)) !== WordFlag.letter) continue;
    if ((flags & WordFlag.allCaps) !== 0) {
      hasCaps = true;
      capitals += 2;
    } else {
      if ((flags & WordFlag.innerCaps) !== 0) isMixed = true;
      else if ((flags & WordFlag.capital) !== 0) capitals++;
      const isLoneCapital =
        (flags & WordFlag.capital) !== 0 && words.end[index] === (words.start[index] as number) + 1;
      if (!isLoneCapital) hasSmall = true;
    }
  }
  if (isMixed || (hasCaps && hasSmall)) return 'mixed';
  if (capitals === 0) return 'lower';
  return !hasSmall && capitals > 1 ? 'caps' : 'capitalised';
}

export function kindOfForm(form: AliasForm): FormKind {
  return FORM_KINDS[form & 7] as FormKind;
}
export function caseOfForm(form: AliasForm): AliasCase {
  return ALIAS_CASES[(form >>> CASE_SHIFT) & 3] as AliasCase;
}
export function casingOfForm(form: AliasForm): Casing {
  return CASINGS[(form >>> CASING_SHIFT) & 3] as Casing;
}
/** Code unit of the mark behind the alias's last word; -1 when it ends with that. */
export function endMarkOfForm(form: AliasForm): number {
  return END_MARK_UNITS[(form >>> END_MARK_SHIFT) & 3] as number;
}

/** Is the code unit one of the marks that may end a name? */
export function mayBeEndMark(unit: number): boolean {
  return unit === DOT || unit === EXCLAMATION || unit === QUESTION;
}

/**
 * May the alias be written like this surface form, which begins with a small letter? An alias in small
 * letters or one marked `insensitive` always; one that begins small ("iPhone", "von der Leyen", "The Times")
 * if it is one word or has a capital further on.
 */
export function admitsSmallStart(form: AliasForm, isOneWord: boolean, hasCapital: boolean): boolean {
  if (((form >>> CASE_SHIFT) & 3) === INSENSITIVE) return true;
  if ((form & BEGINS_SMALL) === 0) return false;
  return isOneWord || hasCapital || ((form >>> CASING_SHIFT) & 3) === 0;
}

const INSENSITIVE = ALIAS_CASES.indexOf('insensitive');

/** Same letters, accents aside? False for an inflected surface. `surface` comes from {@link hashSurface}. */
export function hasSameLetters(form: AliasForm, surface: number): boolean {
  return form >>> LETTERS_SHIFT === surface >>> LETTERS_SHIFT;
}
export function hasSameCapitals(form: AliasForm, surface: number): boolean {
  return (((form ^ surface) >>> CAPITALS_SHIFT) & CAPITALS_MASK) === 0;
}
