import { ALIAS_CASES, ALIAS_KINDS, type AliasCase, type AliasKind } from '../model/fact-pack.ts';
import { CharacterKind, kindOf, kindOfPair } from '../text/characters.ts';
import { foldInto, MAX_FOLDED_LENGTH } from '../text/fold-word.ts';
import { addToHash, EMPTY_HASH } from '../text/hash.ts';
import type { Words } from '../text/words.ts';

/** How an alias or a surface form is written. Letters without case count as `lower`. */
export const CASINGS = ['lower', 'capitalised', 'caps', 'mixed'] as const;
/**
 * - `lower`: no capital at all
 * - `capitalised`: each word with a capital begins with its only capital ("Bank of America")
 * - `caps`: two letters or more, all of them capitals
 * - `mixed`: anything else ("OpenAI", "iPhone", "NATO summit")
 */
export type Casing = (typeof CASINGS)[number];

/**
 * What the gazetteer keeps of an alias besides its words, in 32 bits:
 * kind (3) · case policy (2) · casing (2) · mark after it (2) · hash of its capitals (11) · hash of its folded letters (12).
 */
export type AliasForm = number;

const CASE_SHIFT = 3;
const CASING_SHIFT = 5;
const END_MARK_SHIFT = 7;
const CAPITALS_SHIFT = 9;
const LETTERS_SHIFT = 20;
const CAPITALS_MASK = 0x7ff;

/** Marks that belong to a name when they follow its last word: "Warner Bros.", "Yahoo!". */
const END_MARKS = ['', '.', '!', '?'] as const;

const scratch = new Uint16Array(MAX_FOLDED_LENGTH);

/** Hashes of the capitals and the letters of words `first`..`last`, in the place that an alias form gives them. */
export function hashSurface(text: string, words: Words, first: number, last: number): number {
  let letters = EMPTY_HASH;
  let capitals = EMPTY_HASH;
  for (let index = first; index <= last; index++) {
    const start = words.start[index] as number;
    const end = words.end[index] as number;
    const length = foldInto(text, start, end, scratch);
    for (let at = 0; at < length; at++) letters = addToHash(letters, scratch[at] as number);
    letters = addToHash(letters, 0x20);
    for (let at = start; at < end; at++) {
      const kind = kindAt(text, at);
      if (kind <= CharacterKind.upper) capitals = addToHash(capitals, kind);
    }
  }
  return ((mix(letters) >>> 20) << LETTERS_SHIFT) | ((mix(capitals) >>> 21) << CAPITALS_SHIFT);
}

function kindAt(text: string, at: number): CharacterKind {
  const unit = text.charCodeAt(at);
  const kind = kindOf(unit);
  return kind === CharacterKind.surrogate ? kindOfPair(unit, text.charCodeAt(at + 1)) : kind;
}

function mix(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
}

/** The form of an alias whose text has the words `words`. */
export function formOf(
  alias: { readonly text: string; readonly kind: AliasKind; readonly case: AliasCase },
  words: Words,
): AliasForm {
  const last = words.count - 1;
  const mark = END_MARKS.indexOf(alias.text.charAt(words.end[last] as number) as '.');
  return (
    ALIAS_KINDS.indexOf(alias.kind) |
    (ALIAS_CASES.indexOf(alias.case) << CASE_SHIFT) |
    (CASINGS.indexOf(casingOf(alias.text, words, 0, last)) << CASING_SHIFT) |
    (Math.max(mark, 0) << END_MARK_SHIFT) |
    hashSurface(alias.text, words, 0, last)
  );
}

/** Casing of the surface that words `first`..`last` cover. */
export function casingOf(text: string, words: Words, first: number, last: number): Casing {
  let small = 0;
  let capitals = 0;
  let isMixed = false;
  for (let index = first; index <= last; index++) {
    let letters = 0;
    for (let at = words.start[index] as number; at < (words.end[index] as number); at++) {
      const kind = kindAt(text, at);
      if (kind === CharacterKind.upper) {
        capitals++;
        if (letters > 0) isMixed = true;
      } else if (kind === CharacterKind.lower) small++;
      if (kind <= CharacterKind.upper) letters++;
    }
  }
  if (capitals === 0) return 'lower';
  if (small === 0 && capitals > 1) return 'caps';
  return isMixed ? 'mixed' : 'capitalised';
}

export function kindOfForm(form: AliasForm): AliasKind {
  return ALIAS_KINDS[form & 7] as AliasKind;
}
export function caseOfForm(form: AliasForm): AliasCase {
  return ALIAS_CASES[(form >>> CASE_SHIFT) & 3] as AliasCase;
}
export function casingOfForm(form: AliasForm): Casing {
  return CASINGS[(form >>> CASING_SHIFT) & 3] as Casing;
}
/** Empty when the alias ends with its last word. */
export function endMarkOfForm(form: AliasForm): string {
  return END_MARKS[(form >>> END_MARK_SHIFT) & 3] as string;
}

/** Same letters, accents aside? False for an inflected surface. `surface` comes from {@link hashSurface}. */
export function hasSameLetters(form: AliasForm, surface: number): boolean {
  return form >>> LETTERS_SHIFT === surface >>> LETTERS_SHIFT;
}
export function hasSameCapitals(form: AliasForm, surface: number): boolean {
  return (((form ^ surface) >>> CAPITALS_SHIFT) & CAPITALS_MASK) === 0;
}
