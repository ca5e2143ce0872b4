import {
  CharacterKind,
  composeMark,
  EXPANDS,
  expansionOf,
  foldedUnitOf,
  foldPair,
  kindOf,
  kindOfPair,
} from './characters.ts';
import { foldInto, isCyrillic, MAX_FOLDED_LENGTH, stemInto } from './fold-word.ts';
import { addToHash, EMPTY_HASH, hashUnits, removeFromHash } from './hash.ts';
import { GAP_SHIFT, Gap, WordFlag, Words } from './words.ts';

const scratch = new Uint16Array(MAX_FOLDED_LENGTH);

/**
 * Splits a text into words and folds them, in one pass.
 *
 * Boundaries follow Unicode's UAX 29 where names allow; docs/decisions/0010-words-for-names.md says where
 * not: the possessive "'s" and the French article are words, hyphens and dots separate, initials ("U.S.",
 * "J. K.") are one word, "&" is the word "and", and unspaced scripts have a word per character.
 *
 * @param into Reused when given; its former content is gone.
 */
export function readWords(text: string, into: Words = new Words()): Words {
  into.count = 0;
  const length = text.length;
  let gap: Gap = Gap.sentence;
  let at = 0;
  while (at < length) {
    const unit = text.charCodeAt(at);
    let kind = kindOf(unit);
    let width = 1;
    if (kind === CharacterKind.surrogate) {
      kind = kindOfPair(unit, text.charCodeAt(at + 1));
      width = 2;
    }
    if (kind <= CharacterKind.digit) {
      at = readSpacedWord(text, at, gap, into);
      gap = Gap.none;
    } else if (kind === CharacterKind.solo) {
      at = readSoloWord(text, at, at + width, gap, into);
      gap = Gap.none;
    } else if (kind === CharacterKind.ampersand) {
      addWord(into, at, at + 1, AND_HASH, WordFlag.letter, gap);
      at += 1;
      gap = Gap.none;
    } else if (kind === CharacterKind.suffixSign && gap === Gap.none && into.count > 0) {
      addWord(into, at, at + 1, addToHash(EMPTY_HASH, foldedUnitOf(unit)), 0, gap);
      at += 1;
    } else {
      gap = widen(gap, kind, text, at, into);
      at += width;
    }
  }
  return into;
}

const AND_HASH = [...'and'].reduce((hash, c) => addToHash(hash, c.charCodeAt(0)), EMPTY_HASH);

/** The gap after one more character that belongs to no word. */
function widen(gap: Gap, kind: CharacterKind, text: string, at: number, words: Words): Gap {
  switch (kind) {
    case CharacterKind.mark:
    case CharacterKind.ignorable:
      return gap;
    case CharacterKind.space:
      if (gap === Gap.dot) return isAbbreviation(text, words) ? Gap.space : Gap.sentence;
      return gap === Gap.hyphen || gap === Gap.apostrophe ? Gap.mark : gap > Gap.space ? gap : Gap.space;
    case CharacterKind.lineBreak:
      if (gap === Gap.dot) return isAbbreviation(text, words) ? Gap.space : Gap.sentence;
      // A blank line ends whatever there was.
      if (gap === Gap.space && isAfterLineBreak(text, at)) return Gap.sentence;
      return gap > Gap.space ? gap : Gap.space;
    case CharacterKind.hyphen:
      return gap === Gap.none ? Gap.hyphen : (Math.max(gap, Gap.mark) as Gap);
    case CharacterKind.apostrophe:
      return gap === Gap.none ? Gap.apostrophe : (Math.max(gap, Gap.mark) as Gap);
    case CharacterKind.dot:
      return gap === Gap.none ? Gap.dot : gap === Gap.dot ? Gap.mark : (Math.max(gap, Gap.mark) as Gap);
    case CharacterKind.sentenceEnd:
      return Gap.sentence;
    default:
      return Math.max(gap, Gap.mark) as Gap;
  }
}

function isAfterLineBreak(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const unit = text.charCodeAt(before);
    const kind = kindOf(unit);
    if (kind === CharacterKind.lineBreak)
      return !(unit === 13 && text.charCodeAt(before + 1) === 10 && before + 1 === at);
    if (kind !== CharacterKind.space) return false;
  }
  return false;
}

/** Words that end in a dot without ending a sentence, in names and before them. */
const ABBREVIATIONS = new Set(
  'st ste mr mrs ms dr jr sr prof gen col maj capt lt sgt sen rep gov hon rev pres inc co corp ltd bros no mt ft vs u.s dept univ assn intl jan feb aug sept oct nov dec'.split(
    ' ',
  ),
);

function isAbbreviation(text: string, words: Words): boolean {
  const last = words.count - 1;
  if (last < 0) return false;
  const start = words.start[last] as number;
  const end = words.end[last] as number;
  if (end - start === 1) {
    const flags = words.flags[last] as number;
    return (flags & WordFlag.capital) !== 0 && flags >> GAP_SHIFT !== Gap.none;
  }
  return end - start <= 5 && ABBREVIATIONS.has(text.slice(start, end).toLowerCase());
}

/** Prefixes that French and Italian join to a name by an apostrophe. */
const ELIDED = new Set('c d j l m n s t qu all dall dell nell sull un'.split(' '));

function readSpacedWord(text: string, start: number, gap: Gap, words: Words): number {
  const length = text.length;
  let hash = EMPTY_HASH;
  /** Last folded code unit, so that a combining mark can change it. */
  let previous = 0;
  let flags = 0;
  let letters = 0;
  let capitals = 0;
  let isAfterSmall = false;
  let areSpaced = false;
  let at = start;
  let end = start;
  let lastKind: CharacterKind = CharacterKind.other;
  const feed = (unit: number) => {
    hash = addToHash(hash, unit);
    previous = unit;
  };
  while (at < length) {
    const unit = text.charCodeAt(at);
    let kind = kindOf(unit);
    let width = 1;
    if (kind === CharacterKind.surrogate) {
      kind = kindOfPair(unit, text.charCodeAt(at + 1));
      width = 2;
      if (kind > CharacterKind.digit && kind !== CharacterKind.mark) break;
    }
    if (kind <= CharacterKind.digit) {
      if (kind === CharacterKind.digit) flags |= WordFlag.digit;
      else {
        if (kind === CharacterKind.upper) {
          capitals++;
          if (letters === 0) flags |= WordFlag.capital;
          if (isAfterSmall) flags |= WordFlag.innerCaps;
          isAfterSmall = false;
        } else isAfterSmall = true;
        letters++;
      }
      if (width === 2)
        for (const character of foldPair(unit, text.charCodeAt(at + 1)))
          for (let i = 0; i < character.length; i++) feed(character.charCodeAt(i));
      else {
        const folded = foldedUnitOf(unit);
        if (folded !== EXPANDS) feed(folded);
        else {
          const expansion = expansionOf(unit);
          for (let i = 0; i < expansion.length; i++) feed(expansion.charCodeAt(i));
        }
      }
      at += width;
      end = at;
      lastKind = kind;
      continue;
    }
    if (kind === CharacterKind.mark) {
      const composed = composeMark(previous, unit);
      if (composed === undefined) feed(foldedUnitOf(unit) === EXPANDS ? unit : foldedUnitOf(unit));
      else if (composed !== previous) {
        hash = removeFromHash(hash, previous);
        feed(composed);
      }
      at += width;
      end = at;
      continue;
    }
    if (kind === CharacterKind.ignorable) {
      at++;
      continue;
    }
    const next = at + 1 < length ? kindOf(text.charCodeAt(at + 1)) : CharacterKind.other;
    if (kind === CharacterKind.apostrophe && next <= CharacterKind.upper && lastKind <= CharacterKind.upper) {
      if (isPossessiveEnding(text, at + 1)) break;
      if (end - start <= 4 && ELIDED.has(text.slice(start, end).toLowerCase())) break;
      at++;
      continue;
    }
    if (
      lastKind === CharacterKind.digit &&
      next === CharacterKind.digit &&
      (kind === CharacterKind.dot || kind === CharacterKind.comma || kind === CharacterKind.apostrophe)
    ) {
      // "1,000": the separator is part of the number, but says nothing that a comparison needs.
      at++;
      continue;
    }
    if (kind === CharacterKind.dot && letters > 0) {
      const resume = continueInitials(text, start, at, letters, areSpaced);
      if (resume < 0) break;
      end = at + 1;
      areSpaced = resume > end;
      at = resume;
      if (resume === end && !(resume < length && kindOf(text.charCodeAt(resume)) <= CharacterKind.upper))
        break;
      continue;
    }
    break;
  }
  if (letters > 0) flags |= WordFlag.letter;
  if (capitals >= 2 && capitals === letters) flags |= WordFlag.allCaps;
  if (isCyrillic(previous)) {
    hash = hashStem(text, start, end);
    flags |= WordFlag.stemmed;
  }
  addWord(words, start, end, hash, flags, gap);
  markPossessive(text, at, words);
  return Math.max(at, end);
}

function hashStem(text: string, start: number, end: number): number {
  return hashUnits(scratch, 0, stemInto(scratch, foldInto(text, start, end, scratch)));
}

/** Is the "s" at `at` all that follows an apostrophe? */
function isPossessiveEnding(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit !== 0x73 && unit !== 0x53) return false;
  return at + 1 >= text.length || kindOf(text.charCodeAt(at + 1)) > CharacterKind.mark;
}

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
  const isInitial = letters === 1 ? before === start : !isLetterAt(text, before - 1);
  if (!isInitial) return -1;
  const next = dot + 1;
  if (isLetterAt(text, next) && !isLetterAt(text, next + 1)) {
    if (isDigitAt(text, next + 1)) return -1;
    return next;
  }
  if (
    (letters === 1 || areSpaced) &&
    isCapitalAt(text, before) &&
    isSpaceAt(text, next) &&
    isCapitalAt(text, next + 1) &&
    text.charCodeAt(next + 2) === 0x2e &&
    !isLetterAt(text, next + 3)
  ) {
    return next + 1;
  }
  // The last dot belongs to the initials, that of a lone letter ("plan B.") does not.
  return letters > 1 ? next : -1;
}

function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && kindOf(text.charCodeAt(at)) <= CharacterKind.upper;
}
function isCapitalAt(text: string, at: number): boolean {
  return at < text.length && kindOf(text.charCodeAt(at)) === CharacterKind.upper;
}
function isDigitAt(text: string, at: number): boolean {
  return at < text.length && kindOf(text.charCodeAt(at)) === CharacterKind.digit;
}
function isSpaceAt(text: string, at: number): boolean {
  return at < text.length && kindOf(text.charCodeAt(at)) === CharacterKind.space;
}

/** Notes "Altman's" and "Altmans’" on the word just read. */
function markPossessive(text: string, at: number, words: Words): void {
  const last = words.count - 1;
  const isAtApostrophe = at < text.length && kindOf(text.charCodeAt(at)) === CharacterKind.apostrophe;
  if (isAtApostrophe) {
    const before = text.charCodeAt((words.end[last] as number) - 1) | 0x20;
    if (isPossessiveEnding(text, at + 1) || (before === 0x73 && !isLetterAt(text, at + 1))) {
      words.flags[last] = (words.flags[last] as number) | WordFlag.possessive;
    }
  }
  const isS =
    words.end[last] === (words.start[last] as number) + 1 &&
    (text.charCodeAt(words.start[last] as number) | 0x20) === 0x73;
  if (isS && (words.flags[last] as number) >> GAP_SHIFT === Gap.apostrophe) {
    words.flags[last] = (words.flags[last] as number) | WordFlag.possessiveEnding;
  }
}

/** One character of an unspaced script, with the marks that sit on it. */
function readSoloWord(text: string, start: number, from: number, gap: Gap, words: Words): number {
  let at = from;
  while (at < text.length) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind !== CharacterKind.mark && kind !== CharacterKind.ignorable) break;
    at++;
  }
  const hash = hashUnits(scratch, 0, foldInto(text, start, at, scratch));
  addWord(words, start, at, hash, WordFlag.letter | WordFlag.solo, gap);
  return at;
}

function addWord(words: Words, start: number, end: number, hash: number, flags: number, gap: Gap): void {
  const index = words.count;
  if (index === words.start.length) words.grow();
  words.start[index] = start;
  words.end[index] = end;
  words.hash[index] = hash;
  words.flags[index] = flags | (gap === Gap.sentence ? WordFlag.sentenceStart : 0) | (gap << GAP_SHIFT);
  words.count = index + 1;
}
