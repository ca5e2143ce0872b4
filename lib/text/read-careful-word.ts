import { addWord } from './add-word.ts';
import {
  CharacterKind,
  composeMark,
  EXPANDS,
  expansionOf,
  foldedUnitOf,
  foldPair,
  isCaseless,
  isCyrillic,
  kindOf,
  kindOfPair,
} from './characters.ts';
import { foldInto, MAX_FOLDED_LENGTH } from './fold-word.ts';
import { addToHash, EMPTY_HASH, hashUnits, removeFromHash } from './hash.ts';
import { stemHashOf } from './stem-hash.ts';
import { Gap, WordFlag, type Words } from './words.ts';

const scratch = new Uint16Array(MAX_FOLDED_LENGTH);

/** Prefixes that French and Italian join to a name by an apostrophe. */
const ELIDED = new Set('c d j l m n s t qu all dall dell nell sull un'.split(' '));

/**
 * Reads the word at `start` with everything that a word can hold: marks, invisible characters, letters
 * beyond the basic plane, apostrophes, the dots of initials, separators in numbers.
 *
 * @returns where to read on.
 */
export function readCarefulWord(text: string, start: number, gap: Gap, words: Words): number {
  const length = text.length;
  let hash = EMPTY_HASH;
  /** Last folded code unit, so that a combining mark can change it. */
  let previous = 0;
  let letters = 0;
  let areSpaced = false;
  let at = start;
  let end = start;
  let lastKind: CharacterKind = CharacterKind.other;
  let firstFolded = 0;
  const feed = (unit: number) => {
    if (hash === EMPTY_HASH) firstFolded = unit;
    hash = addToHash(hash, unit);
    previous = unit;
  };
  const feedAll = (folded: string) => {
    for (let i = 0; i < folded.length; i++) feed(folded.charCodeAt(i));
  };
  while (at < length) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind <= CharacterKind.digit) {
      if (kind !== CharacterKind.digit) letters++;
      const folded = foldedUnitOf(unit);
      if (folded !== EXPANDS) feed(folded);
      else feedAll(expansionOf(unit));
      end = ++at;
      lastKind = kind;
    } else if (kind === CharacterKind.surrogate) {
      const pairKind = kindOfPair(unit, text.charCodeAt(at + 1));
      if (pairKind > CharacterKind.digit && pairKind !== CharacterKind.mark) break;
      if (pairKind < CharacterKind.digit) letters++;
      feedAll(foldPair(unit, text.charCodeAt(at + 1)));
      at += 2;
      end = at;
      if (pairKind !== CharacterKind.mark) lastKind = pairKind;
    } else if (kind === CharacterKind.mark) {
      const composed = composeMark(previous, unit);
      if (composed === undefined) feed(foldedUnitOf(unit) === EXPANDS ? unit : foldedUnitOf(unit));
      else if (composed !== previous) {
        hash = removeFromHash(hash, previous);
        feed(composed);
      }
      end = ++at;
    } else if (kind === CharacterKind.ignorable) {
      at++;
    } else if (isInsideNumber(text, at, kind, lastKind) || isInsideWord(text, start, at, kind, lastKind)) {
      // "1,000", "O'Brien": says nothing that a comparison needs.
      at++;
    } else if (kind === CharacterKind.dot && letters > 0) {
      const resume = continueInitials(text, start, at, letters, areSpaced);
      if (resume < 0) break;
      end = at + 1;
      areSpaced = resume > end;
      at = resume;
      if (resume === end && !isLetterAt(text, resume)) break;
    } else break;
  }
  let flags = casingFlags(text, start, end);
  if (isCyrillic(firstFolded)) {
    hash = stemHashOf(hash, text, start, end);
    flags |= WordFlag.stemmed;
  } else if (isCaseless(firstFolded)) flags |= WordFlag.caseless;
  addWord(words, start, end, hash, flags, gap);
  return kindAt(text, at) === CharacterKind.apostrophe ? addPossessive(text, at, words) : Math.max(at, end);
}

/**
 * Looks at the apostrophe at `at` behind the last word: marks "Altmans’" as possessive, and adds the ending
 * of "Altman's" as a word.
 *
 * @returns where to read on: behind that ending, or at the apostrophe.
 */
export function addPossessive(text: string, at: number, words: Words): number {
  const last = words.count - 1;
  const ending = endingAfterApostrophe(text, words.start[last] as number, at);
  const isPlural = (text.charCodeAt(at - 1) | 0x20) === 0x73 && !isLetterAt(text, at + 1);
  if (ending === 0 && !isPlural) return at;
  words.flags[last] = (words.flags[last] as number) | WordFlag.possessive;
  if (ending === 0) return at;
  const end = at + 1 + ending;
  const hash = hashUnits(scratch, 0, foldInto(text, at + 1, end, scratch));
  addWord(words, at + 1, end, hash, POSSESSIVE_FLAGS, Gap.apostrophe);
  return end;
}

const POSSESSIVE_FLAGS = WordFlag.letter | WordFlag.possessiveEnding;

/** One character of an unspaced script, with the marks that sit on it; `from` is behind the character. */
export function readSoloWord(text: string, start: number, from: number, gap: Gap, words: Words): number {
  let at = from;
  while (at < text.length) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind !== CharacterKind.mark && kind !== CharacterKind.ignorable) break;
    at++;
  }
  const hash = hashUnits(scratch, 0, foldInto(text, start, at, scratch));
  addWord(words, start, at, hash, WordFlag.letter | WordFlag.solo | WordFlag.caseless, gap);
  return at;
}

/** Flags that tell of capitals, letters and digits. */
export function casingFlags(text: string, start: number, end: number): number {
  let letters = 0;
  let capitals = 0;
  let flags = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    let kind = kindOf(unit);
    if (kind === CharacterKind.surrogate) kind = kindOfPair(unit, text.charCodeAt(++at));
    if (kind === CharacterKind.digit) flags |= WordFlag.digit;
    else if (kind < CharacterKind.digit) {
      if (kind === CharacterKind.upper) {
        capitals++;
        if (letters === 0) flags |= WordFlag.capital;
      }
      letters++;
    }
  }
  if (letters > 0) flags |= WordFlag.letter;
  if (capitals > 1 && capitals === letters) flags |= WordFlag.allCaps;
  else if (capitals > ((flags & WordFlag.capital) === 0 ? 0 : 1)) flags |= WordFlag.innerCaps;
  return flags;
}

function isInsideNumber(text: string, at: number, kind: CharacterKind, before: CharacterKind): boolean {
  if (before !== CharacterKind.digit) return false;
  if (kind !== CharacterKind.dot && kind !== CharacterKind.comma && kind !== CharacterKind.apostrophe)
    return false;
  return isDigitAfter(text, at);
}

/** Is the next character a digit, whatever marks and invisible characters come before it? */
export function isDigitAfter(text: string, at: number): boolean {
  let next = at + 1;
  let kind = kindAt(text, next);
  while (kind === CharacterKind.mark || kind === CharacterKind.ignorable) kind = kindAt(text, ++next);
  return kind === CharacterKind.digit;
}

/** An apostrophe between letters, but neither a possessive nor the end of a French article. */
function isInsideWord(
  text: string,
  start: number,
  at: number,
  kind: CharacterKind,
  before: CharacterKind,
): boolean {
  if (kind !== CharacterKind.apostrophe || before > CharacterKind.upper || !isLetterAt(text, at + 1))
    return false;
  if (endingAfterApostrophe(text, start, at) > 0) return false;
  return at - start > 4 || !ELIDED.has(text.slice(start, at).toLowerCase());
}

/**
 * Length of the ending that the apostrophe at `at` sets off from the word that begins at `start`: the "s" of
 * a possessive, or what Turkish adds to a name, "Ankara’da". 0 if what follows is no such ending.
 */
export function endingAfterApostrophe(text: string, start: number, at: number): number {
  const first = at + 1;
  if ((text.charCodeAt(first) | 0x20) === 0x73 && kindAt(text, first + 1) > CharacterKind.mark) return 1;
  if (at - start < SHORTEST_BEFORE_ENDING || kindAt(text, start) !== CharacterKind.upper) return 0;
  let end = first;
  while (end - first <= LONGEST_ENDING && isLetterAt(text, end)) end++;
  if (end === first || end - first > LONGEST_ENDING || kindAt(text, end) <= CharacterKind.mark) return 0;
  return TURKISH_ENDING.test(text.slice(first, end)) ? end - first : 0;
}

/** Shorter ones are prefixes rather: O’, D’, Qu’. */
const SHORTEST_BEFORE_ENDING = 4;
const LONGEST_ENDING = 5;
/** Cases, "with", "by", and "that is in", in all harmonies of vowels. */
const TURKISH_ENDING = /^(?:[yns]?[aeıiuü]|n?[ıiuü]n|n?[dt][ae](?:n|ki)?|y?l[ae]|l[ıiuü]|n?c[ae])$/u;

/**
 * Where initials go on after a dot: "U.S.A.", "J. K.", or -1 if these are none. Every initial is one
 * letter; across a space it must be a capital with a dot of its own, and all initials must be so
 * (`areSpaced`), for "the U.S. J. K. Rowling" has two words of initials.
 *
 * @returns the offset of the next initial, or of what follows the last dot.
 */
function continueInitials(
  text: string,
  start: number,
  dot: number,
  letters: number,
  areSpaced: boolean,
): number {
  const before = dot - 1;
  const isInitial =
    letters === 1 ? before === start : isLetterAt(text, before) && !isLetterAt(text, before - 1);
  if (!isInitial) return -1;
  const next = dot + 1;
  if (isLetterAt(text, next) && kindAt(text, next + 1) > CharacterKind.digit) return next;
  if (
    (letters === 1 || areSpaced) &&
    kindAt(text, before) === CharacterKind.upper &&
    kindAt(text, next) === CharacterKind.space &&
    kindAt(text, next + 1) === CharacterKind.upper &&
    kindAt(text, next + 2) === CharacterKind.dot &&
    kindAt(text, next + 3) > CharacterKind.digit
  ) {
    return next + 1;
  }
  // The last dot belongs to the initials, that of a lone letter ("plan B.") does not.
  return letters > 1 ? next : -1;
}

function kindAt(text: string, at: number): CharacterKind {
  return at >= 0 && at < text.length ? kindOf(text.charCodeAt(at)) : CharacterKind.other;
}

function isLetterAt(text: string, at: number): boolean {
  return kindAt(text, at) <= CharacterKind.upper;
}
