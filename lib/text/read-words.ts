import { addWord, gapFlags } from './add-word.ts';
import {
  CharacterClass,
  CharacterKind,
  characterTable,
  FOLDED_MASK,
  foldedUnitOf,
  KIND_SHIFT,
  kindOf,
  kindOfPair,
  PLAIN_CLASSES,
} from './characters.ts';
import { addToHash, EMPTY_HASH } from './hash.ts';
import { casingFlags, readCarefulWord, readSoloWord } from './read-careful-word.ts';
import { stemHashOf } from './stem-hash.ts';
import { GAP_SHIFT, Gap, WordFlag, Words } from './words.ts';

/**
 * Splits a text into words and folds them, in one pass.
 *
 * Boundaries follow Unicode's UAX 29 where names allow; docs/decisions/0010-words-for-names.md says where
 * not: the possessive "'s" and the French article are words, hyphens and dots separate, initials ("U.S.",
 * "J. K.") are one word, "&" is the word "and", and unspaced scripts have a word per character.
 *
 * Words of plain letters, nearly all there are, take the inner loop of this function: one look into a table
 * and one multiplication per character. Everything else is read with care elsewhere.
 *
 * @param into Reused when given; its former content is gone.
 */
export function readWords(text: string, into: Words = new Words()): Words {
  const length = text.length;
  into.reserve(length);
  const { start, end, hash, flags } = into;
  let gap: Gap = Gap.sentence;
  let at = 0;
  while (at < length) {
    const unit = text.charCodeAt(at);
    const first = characterTable[unit] as number;
    if ((first & PLAIN_CLASSES) === 0) {
      if (first === SPACE && gap <= Gap.space) {
        gap = Gap.space;
        at++;
        continue;
      }
      at = readOther(text, at, gap, into);
      gap = nextGap;
      continue;
    }
    const from = at;
    let code = addToHash(EMPTY_HASH, first & FOLDED_MASK);
    let rest = 0;
    let next = SPACE;
    for (at++; at < length; at++) {
      next = characterTable[text.charCodeAt(at)] as number;
      if ((next & PLAIN_CLASSES) === 0) break;
      code = addToHash(code, next & FOLDED_MASK);
      rest |= next;
      next = SPACE;
    }
    const classes = first | rest;
    if (next !== SPACE && !endsPlainWord(next >>> KIND_SHIFT, at - from, classes)) {
      at = readCarefulWord(text, from, gap, into);
      gap = Gap.none;
      continue;
    }
    let flag = WordFlag.letter | ((first & CharacterClass.upper) >>> UPPER_TO_CAPITAL);
    if (((rest | CharacterClass.lower) & UNUSUAL) !== 0 || (first & CharacterClass.digit) !== 0)
      flag = casingFlags(text, from, at);
    if ((classes & CharacterClass.cyrillic) !== 0 && isStemmed(text, at)) {
      code = stemHashOf(code, text, from, at);
      flag |= WordFlag.stemmed;
    }
    const index = into.count++;
    start[index] = from;
    end[index] = at;
    hash[index] = code;
    flags[index] = flag | gapFlags(gap);
    gap = Gap.none;
  }
  return into;
}

const SPACE = (CharacterKind.space << KIND_SHIFT) | foldedUnitOf(0x20);
const UPPER_TO_CAPITAL = Math.log2(CharacterClass.upper / WordFlag.capital);
/** Classes that say more than "begins with a capital, or not" when they stand after the first character. */
const UNUSUAL = CharacterClass.upper | CharacterClass.digit;

/** Kinds that end a word of plain letters, whatever comes after them. */
const ENDING_KINDS =
  (1 << CharacterKind.solo) |
  (1 << CharacterKind.space) |
  (1 << CharacterKind.lineBreak) |
  (1 << CharacterKind.hyphen) |
  (1 << CharacterKind.sentenceEnd) |
  (1 << CharacterKind.ampersand) |
  (1 << CharacterKind.suffixSign) |
  (1 << CharacterKind.opening) |
  (1 << CharacterKind.other);

function endsPlainWord(kind: number, length: number, classes: number): boolean {
  if ((ENDING_KINDS & (1 << kind)) !== 0) return true;
  if ((classes & CharacterClass.digit) !== 0) return false;
  // A dot after a lone letter may be one of several initials.
  return kind === CharacterKind.comma || (kind === CharacterKind.dot && length > 1);
}

function isStemmed(text: string, end: number): boolean {
  return ((characterTable[text.charCodeAt(end - 1)] as number) & CharacterClass.cyrillic) !== 0;
}

const AND_HASH = [...'and'].reduce((hash, letter) => addToHash(hash, letter.charCodeAt(0)), EMPTY_HASH);

/** Gap after {@link readOther}: its second result, kept here because an object a call would cost more than the call. */
let nextGap: Gap = Gap.none;

/** Reads on where no plain letter stands. @returns where to read on; the gap is in `nextGap`. */
function readOther(text: string, at: number, gap: Gap, words: Words): number {
  const unit = text.charCodeAt(at);
  let kind = kindOf(unit);
  let width = 1;
  if (kind === CharacterKind.surrogate) {
    kind = kindOfPair(unit, text.charCodeAt(at + 1));
    width = 2;
  }
  nextGap = Gap.none;
  if (kind <= CharacterKind.digit) return readCarefulWord(text, at, gap, words);
  if (kind === CharacterKind.solo) return readSoloWord(text, at, at + width, gap, words);
  if (kind === CharacterKind.ampersand) {
    addWord(words, at, at + 1, AND_HASH, WordFlag.letter, gap);
    return at + 1;
  }
  if (kind === CharacterKind.suffixSign && gap === Gap.none && words.count > 0) {
    addWord(words, at, at + 1, addToHash(EMPTY_HASH, foldedUnitOf(unit)), 0, gap);
    return at + 1;
  }
  nextGap = widen(gap, kind, text, at, words);
  return at + width;
}

/** The gap after one more character that belongs to no word. */
function widen(gap: Gap, kind: CharacterKind, text: string, at: number, words: Words): Gap {
  switch (kind) {
    case CharacterKind.mark:
    case CharacterKind.ignorable:
      return gap;
    case CharacterKind.space:
    case CharacterKind.lineBreak:
      if (gap === Gap.dot) return isAbbreviation(words) ? Gap.space : Gap.sentence;
      // A blank line ends whatever there was.
      if (kind === CharacterKind.lineBreak && gap <= Gap.space && isAfterLineBreak(text, at))
        return Gap.sentence;
      // "Rhine - Ruhr" is no compound, and a quotation mark no apostrophe.
      if (gap === Gap.hyphen || gap === Gap.apostrophe) return Gap.mark;
      return gap === Gap.none ? Gap.space : gap;
    case CharacterKind.hyphen:
      return gap === Gap.none ? Gap.hyphen : widest(gap, Gap.mark);
    case CharacterKind.apostrophe:
      return gap === Gap.none ? Gap.apostrophe : widest(gap, Gap.mark);
    case CharacterKind.dot:
      return gap === Gap.none ? Gap.dot : widest(gap, Gap.mark);
    case CharacterKind.sentenceEnd:
      return Gap.sentence;
    default:
      return widest(gap, Gap.mark);
  }
}

function widest(gap: Gap, other: Gap): Gap {
  return gap > other ? gap : other;
}

/** Is there another line break before this one, with nothing but white space between? CR LF is one. */
function isAfterLineBreak(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const unit = text.charCodeAt(before);
    const kind = kindOf(unit);
    if (kind === CharacterKind.lineBreak)
      return !(unit === 13 && text.charCodeAt(at) === 10 && before === at - 1);
    if (kind !== CharacterKind.space) return false;
  }
  return false;
}

/** Words that end in a dot without ending a sentence, in names and before them; by their hash. */
const ABBREVIATIONS = new Set(
  'st ste mr mrs ms dr jr sr prof gen col maj capt lt sgt sen rep gov hon rev pres inc co corp ltd bros no mt ft vs dept univ assn intl'
    .split(' ')
    .map((word) => [...word].reduce((hash, letter) => addToHash(hash, letter.charCodeAt(0)), EMPTY_HASH)),
);

/** Does a dot after the last word leave the sentence open? So it does after an initial that stands alone. */
function isAbbreviation(words: Words): boolean {
  const last = words.count - 1;
  if (last < 0) return false;
  const flags = words.flags[last] as number;
  if ((words.end[last] as number) - (words.start[last] as number) === 1) {
    return (flags & WordFlag.capital) !== 0 && flags >> GAP_SHIFT !== Gap.none;
  }
  return ABBREVIATIONS.has(words.hash[last] as number);
}
