import { addWord, gapFlags } from './add-word.ts';
import {
  CAPITAL_UNIT,
  CharacterKind,
  COUNTS_MASK,
  characterTable,
  EXPANDS,
  FOLDED_SHIFT,
  foldedUnitOf,
  isCaseless,
  isCyrillic,
  KIND_MASK,
  kindOf,
  kindOfPair,
  LONGEST_COUNT,
  UNUSUAL_UNIT,
} from './characters.ts';
import {
  GAP_AFTER,
  GAP_KINDS,
  gapAfterSentenceDot,
  isAfterLineBreak,
  LONGEST_ABBREVIATION,
  UNCLEAR,
} from './gaps.ts';
import { addToHash, EMPTY_HASH } from './hash.ts';
import {
  addPossessive,
  casingFlags,
  endingAfterApostrophe,
  isDigitAfter,
  readCarefulWord,
  readSoloWord,
} from './read-careful-word.ts';
import { closeRun, findRuns, RUN_CHUNK, runs } from './runs.ts';
import { stemHashOf } from './stem-hash.ts';
import { Gap, WordFlag, Words } from './words.ts';

/**
 * Splits a text into words and folds them, in one pass.
 *
 * Boundaries follow Unicode's UAX 29 where names allow; docs/decisions/0010-words-for-names.md says where
 * not: the possessive "'s" and the French article are words, hyphens and dots separate, initials ("U.S.",
 * "J. K.") are one word, "&" is the word "and", and unspaced scripts have a word per character.
 *
 * Words of plain letters, nearly all there are, come ready from lib/text/runs.ts; everything else is read
 * with care elsewhere.
 *
 * @param into Reused when given; its former content is gone.
 */
export function readWords(text: string, into: Words = new Words()): Words {
  const length = text.length;
  into.reserve(length);
  runs.reset();
  for (let from = 0; from < length; from += RUN_CHUNK) {
    const to = Math.min(from + RUN_CHUNK, length);
    findRuns(text, from, to);
    if (to === length) closeRun(to, END);
    readRuns(text, into);
  }
  return into;
}

const { stop: stops, hash: hashes, info: infos } = runs;
// What the loop below uses, named in this module: the compiler then knows the numbers and where the arrays
// are. What is imported it would read from memory, and look at, each time.
const gapAfter = GAP_AFTER;
const table = characterTable;
const KIND = KIND_MASK;
const COUNTS = COUNTS_MASK;
const ONE_CAPITAL = CAPITAL_UNIT;
const UNUSUAL = UNUSUAL_UNIT;
const TOO_LONG = LONGEST_COUNT;
const COLUMNS = GAP_KINDS;
const NOT_CLEAR = UNCLEAR;
const LONGEST_BEFORE_DOT = LONGEST_ABBREVIATION;
const SPACE = CharacterKind.space;
const UNIT_TO_CAPITAL = Math.log2(CAPITAL_UNIT / WordFlag.capital);
const { none: NO_GAP, dot: DOT, sentence: SENTENCE } = Gap;
const { allCaps: ALL_CAPS, innerCaps: INNER_CAPS } = WordFlag;
/** Flags of a plain word after each gap. */
const gapFlagsOf = new Uint16Array(Object.keys(Gap).length);
for (const gap of Object.values(Gap)) gapFlagsOf[gap] = gapFlags(gap) | WordFlag.letter;

/** Adds the words of the runs just found, from `runs.at` on, which it moves. */
function readRuns(text: string, words: Words): void {
  for (let run = readPlainRuns(text, words, 0); run < runs.count; run = readPlainRuns(text, words, run + 1)) {
    readRun(text, words, run);
  }
}

/**
 * Adds words as long as they are plain: letters, then a character that says at once what gap it makes.
 * Nothing is called in here, which lets the compiler keep all in registers.
 *
 * @returns the first run that is not so.
 */
function readPlainRuns(text: string, words: Words, from: number): number {
  const { start, end, hash, flags } = words;
  const { count } = runs;
  let { at, gap } = runs;
  let total = words.count;
  let run = from;
  for (; run < count; run++) {
    const stop = stops[run] as number;
    const info = infos[run] as number;
    const kind = info & KIND;
    const length = stop - at;
    if (length > 0) {
      const counts = info & COUNTS;
      if (counts >= UNUSUAL || length >= TOO_LONG) break;
      if (((ENDING_KINDS >>> kind) & 1) === 0 && (((ENDING_LONGER_KINDS >>> kind) & 1) === 0 || length === 1))
        break;
      let flag = gapFlagsOf[gap] as number;
      if (counts !== 0) {
        const first = (table[text.charCodeAt(at)] as number) & ONE_CAPITAL;
        flag |= first >>> UNIT_TO_CAPITAL;
        if (counts !== first) flag |= counts === length * ONE_CAPITAL ? ALL_CAPS : INNER_CAPS;
      }
      start[total] = at;
      end[total] = stop;
      hash[total] = hashes[run] as number;
      flags[total] = flag;
      total++;
      gap = NO_GAP;
    } else if (length < 0) continue;
    let next = gapAfter[gap * COLUMNS + kind] as number;
    if (next === NOT_CLEAR) {
      at = stop;
      if (gap !== DOT || kind !== SPACE || total === 0) break;
      const last = total - 1;
      if ((end[last] as number) - (start[last] as number) <= LONGEST_BEFORE_DOT) break;
      next = SENTENCE;
    }
    gap = next;
    at = stop + 1;
  }
  words.count = total;
  runs.at = at;
  runs.gap = gap;
  return run;
}

/** Adds what one run holds that needs a closer look, and what follows it. */
function readRun(text: string, words: Words, run: number): void {
  const stop = stops[run] as number;
  const info = infos[run] as number;
  const kind = info & KIND_MASK;
  let at = runs.at;
  let gap = runs.gap as Gap;
  if (stop > at) {
    const counts = info & COUNTS_MASK;
    if (!endsPlainWord(text, at, stop, kind, counts)) {
      at = readCarefulWord(text, at, gap, words);
    } else {
      const flags = wordFlags(text, at, stop, counts);
      const hash = hashes[run] as number;
      const isStem = (flags & WordFlag.stemmed) !== 0;
      addWord(words, at, stop, isStem ? stemHashOf(hash, text, at, stop) : hash, flags, gap);
      at = kind === CharacterKind.apostrophe ? addPossessive(text, stop, words) : stop;
    }
    gap = Gap.none;
  }
  if (at === stop && at < text.length) {
    at = readOther(text, at, gap, words);
    gap = nextGap;
  }
  runs.at = at;
  runs.gap = gap;
}

/** Stands behind the text. */
const END = CharacterKind.end;

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
  (1 << CharacterKind.other) |
  (1 << CharacterKind.end);

/** The same for words of two letters or more, without digits: a dot after a lone letter may be an initial's. */
const ENDING_LONGER_KINDS = (1 << CharacterKind.comma) | (1 << CharacterKind.dot);

/** Does the word end at `stop`, where a comma, dot or apostrophe may not be its end? */
function endsPlainWord(text: string, start: number, stop: number, kind: number, counts: number): boolean {
  if (((ENDING_KINDS >>> kind) & 1) !== 0) return true;
  const mayBeNumber = counts >= UNUSUAL_UNIT || stop - start >= LONGEST_COUNT;
  if (kind === CharacterKind.comma || (kind === CharacterKind.dot && stop - start > 1)) {
    return !mayBeNumber || !isDigitAfter(text, stop);
  }
  if (kind !== CharacterKind.apostrophe) return false;
  if (stop + 1 >= text.length || kindOf(text.charCodeAt(stop + 1)) > CharacterKind.digit) return true;
  return endingAfterApostrophe(text, start, stop) > 0;
}

/** Flags of a plain word that is long, to be stemmed, or has digits or capitals. */
function wordFlags(text: string, start: number, stop: number, counts: number): number {
  const first = characterTable[text.charCodeAt(start)] as number;
  const isCapital = first & CAPITAL_UNIT;
  if (counts >= UNUSUAL_UNIT || stop - start >= LONGEST_COUNT) {
    const flags = casingFlags(text, start, stop);
    const unit = first >>> FOLDED_SHIFT;
    return isCyrillic(unit) ? flags | WordFlag.stemmed : isCaseless(unit) ? flags | WordFlag.caseless : flags;
  }
  const flags = WordFlag.letter | (isCapital >>> UNIT_TO_CAPITAL);
  if (counts === isCapital) return flags;
  return flags | (counts === (stop - start) * CAPITAL_UNIT ? WordFlag.allCaps : WordFlag.innerCaps);
}

const AND_HASH = [...'and'].reduce((hash, letter) => addToHash(hash, letter.charCodeAt(0)), EMPTY_HASH);

/** Gap after {@link readOther}: its second result, kept here because an object a call would cost more than the call. */
let nextGap: Gap = Gap.none;

/** Reads on where no plain letter stands. @returns where to read on; the gap is in `nextGap`. */
function readOther(text: string, at: number, gap: Gap, words: Words): number {
  const unit = text.charCodeAt(at);
  let kind = kindOf(unit);
  let width = 1;
  nextGap = Gap.none;
  if (kind === CharacterKind.solo && isPlainSolo(text, at)) return readPlainSolos(text, at, gap, words);
  if (kind === CharacterKind.surrogate) {
    kind = kindOfPair(unit, text.charCodeAt(at + 1));
    width = 2;
  }
  if (kind <= CharacterKind.digit) return readCarefulWord(text, at, gap, words);
  if (kind === CharacterKind.solo) return readSoloWord(text, at, at + width, gap, words);
  if (kind === CharacterKind.ampersand) {
    addWord(words, at, at + 1, AND_HASH, 0, gap);
    return at + 1;
  }
  if (kind === CharacterKind.suffixSign && gap === Gap.none && words.count > 0) {
    addWord(words, at, at + 1, addToHash(EMPTY_HASH, foldedUnitOf(unit)), 0, gap);
    return at + 1;
  }
  const next = GAP_AFTER[gap * GAP_KINDS + kind] as number;
  if (next !== UNCLEAR) nextGap = next as Gap;
  else if (gap === Gap.dot) nextGap = gapAfterSentenceDot(words);
  else if (kind === CharacterKind.lineBreak) nextGap = isAfterLineBreak(text, at) ? Gap.sentence : Gap.space;
  else nextGap = gap > Gap.mark ? gap : Gap.mark;
  return at + width;
}

const SOLO_FLAGS = WordFlag.letter | WordFlag.solo | WordFlag.caseless;

/** The word at `at`, and all such words that follow it without a gap. @returns where to read on. */
function readPlainSolos(text: string, at: number, gap: Gap, words: Words): number {
  let gapBefore: Gap = gap;
  do {
    const folded = foldedUnitOf(text.charCodeAt(at));
    addWord(words, at, at + 1, addToHash(EMPTY_HASH, folded), SOLO_FLAGS, gapBefore);
    gapBefore = Gap.none;
    at++;
  } while (at < text.length && kindOf(text.charCodeAt(at)) === CharacterKind.solo && isPlainSolo(text, at));
  return at;
}

/** A character of an unspaced script that folds to one code unit and carries no mark. */
function isPlainSolo(text: string, at: number): boolean {
  if (foldedUnitOf(text.charCodeAt(at)) === EXPANDS) return false;
  if (at + 1 >= text.length) return true;
  const next = kindOf(text.charCodeAt(at + 1));
  return next !== CharacterKind.mark && next !== CharacterKind.ignorable;
}
