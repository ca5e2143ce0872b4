import { MatchFlag } from '../gazetteer/mentions.ts';
import { isWholeWord } from '../text/whole-word.ts';
import { Gap, gapBefore, hasFlag, WordFlag, type Words } from '../text/words.ts';
import { Commonness, type CommonWords, commonnessOf } from './common-words.ts';
import type { BlockWords, Draft, DraftCandidate, WordMatch } from './draft.ts';
import { describeSurface } from './evidence/alias-quality.ts';
import { describeTitle } from './evidence/in-title.ts';
import { describeHeadlineNeighbours, describeNeighbours } from './evidence/longer-name.ts';
import { describeSetting } from './evidence/setting.ts';
import { Observations, type Position } from './features.ts';
import { traitsOf } from './language-traits.ts';
import { nameKey } from './name-key.ts';
import { positionOf, readCasings } from './positions.ts';
import { readStems } from './stem-hash.ts';
import { LEGAL_FORMS } from './word-classes.ts';

/** @param language BCP 47 tag; empty if unknown. */
export function readBlockWords(
  text: string,
  words: Words,
  common: CommonWords,
  language: string,
): BlockWords {
  return {
    text,
    words,
    common,
    traits: traitsOf(language),
    casings: readCasings(text, words),
    stems: readStems(text, words),
    covered: new Uint8Array(words.count),
  };
}

/**
 * Makes drafts of matches. Those that no evidence could save are left out at once, so that their
 * entities need not be read: single small words that are common in the page's language.
 *
 * @param matches In text order, not overlapping.
 */
export function draftMentions(block: BlockWords, matches: readonly WordMatch[]): Draft[] {
  for (const { first, last } of matches) block.covered.fill(1, first, last + 1);
  return matches.flatMap((match) => {
    const draft = draftMention(block, match);
    return draft === undefined ? [] : [draft];
  });
}

function draftMention(block: BlockWords, match: WordMatch): Draft | undefined {
  const { text, words, casings, common } = block;
  const { first } = match;
  if (hasFlag(words, first, WordFlag.solo) && !isWholeWord(text, words.start[first] as number, match.end)) {
    return undefined;
  }
  const { last, end } = withClosingBracket(text, withLegalForm(block, match), words.start[first] as number);
  const position = positionOf(text, words, casings, first, last, block.traits.hasCapitalNouns);
  const commonness = rarestOf(words, common, first, match.last);
  const isExact = match.candidates.some((candidate) => candidate.match === MatchFlag.exact);
  const candidates = match.candidates.filter(
    (candidate) =>
      isPossible(candidate, position) &&
      // "Woods" is no genitive of Wood's where somebody is called Woods.
      !(isExact && candidate.isDerived && candidate.match === MatchFlag.inflected) &&
      isEndingPossible(block, match.last, candidate) &&
      !(candidate.isDerived && first === match.last && isOrdinary(position, commonness)),
  );
  if (candidates.length === 0) return undefined;
  if (position === 'lower' && commonness < Commonness.occasional) return undefined;
  // Months and days are dates. Only the pack itself can say that it means the magazine "Freitag".
  if (
    commonness === Commonness.calendar &&
    first === last &&
    !candidates.some((one) => one.case === 'sensitive')
  ) {
    return undefined;
  }
  const start = words.start[first] as number;
  const surface = text.slice(start, end);
  const seen = new Observations();
  describeSurface(block, first, match.last, position, commonness, seen);
  const isInflected = candidates.every((candidate) => candidate.match === MatchFlag.inflected);
  const cues = describeSetting(block, first, last, end, isInflected, seen);
  describeTitle(block, first, last, end, seen);
  if (position !== 'headline' && position !== 'caps') {
    describeNeighbours(block, first, last, seen);
  } else if (position === 'headline') {
    describeHeadlineNeighbours(block, first, last, seen);
  }
  const hashes = Array.from(words.hash.subarray(first, match.last + 1));
  return {
    start,
    end,
    surface,
    hashes,
    key: nameKey(hashes),
    candidates,
    position,
    commonness,
    seen,
    cues,
    stems: block.stems,
    first,
    hashBefore: neighbourHash(words, first - 1, first),
    // What a genitive has is no part of its name: "Ostrias Golfstar".
    hashAfter: cues.possessive ? undefined : neighbourHash(words, last + 1, last + 1),
    abbreviation: abbreviationAfter(block, last, end, start),
  };
}

/** @param border The later one of the two words that stand side by side. */
function neighbourHash(words: Words, index: number, border: number): number | undefined {
  if (index < 0 || border >= words.count || gapBefore(words, border) !== Gap.space) return undefined;
  return hasFlag(words, index, WordFlag.capital) ? (words.hash[index] as number) : undefined;
}

/** What the pack forbids is no candidate: the wrong case, or a name that only ever stands in capitals. */
function isPossible(candidate: DraftCandidate, position: Position): boolean {
  if (candidate.case === 'sensitive') return (candidate.match & 1) !== 0;
  if (candidate.case === 'insensitive') return true;
  if (position === 'lower') return candidate.casing === 'lower' || (candidate.match & 1) !== 0;
  return true;
}

/** A common word where a capital tells nothing: too little for a short name. */
function isOrdinary(position: Position, commonness: Commonness): boolean {
  const hasTelling = position === 'inside';
  return !hasTelling && (commonness <= Commonness.usual || commonness === Commonness.calendar);
}

/** Where words do not change their endings, a plural or genitive "s" is all that may follow a name. */
function isEndingPossible(
  { text, words, traits }: BlockWords,
  last: number,
  { match, isDerived }: DraftCandidate,
): boolean {
  if ((traits.hasEndings && !isDerived) || match !== MatchFlag.inflected) return true;
  return hasFlag(words, last, WordFlag.stemmed) || /s$/i.test(text.slice(0, words.end[last]).slice(-1));
}

function rarestOf(words: Words, common: CommonWords, first: number, last: number): Commonness {
  let rarest: Commonness | undefined;
  for (let index = first; index <= last; index++) {
    if (hasFlag(words, index, WordFlag.possessiveEnding)) continue;
    const found = isNumber(words, index)
      ? Commonness.basic
      : commonnessOf(common, words.hash[index] as number);
    if (rarest === undefined || rank(found) > rank(rarest)) rarest = found;
  }
  return rarest ?? Commonness.rare;
}

/** Texts are full of numbers; that one is a name ("1984") takes as much to believe as of "will". */
function isNumber(words: Words, index: number): boolean {
  return hasFlag(words, index, WordFlag.digit) && !hasFlag(words, index, WordFlag.letter);
}

/** Months lie between frequent and usual words: never a name by themselves, often part of one. */
function rank(commonness: Commonness): number {
  return commonness === Commonness.calendar ? 1.5 : commonness;
}

/** "Volkswagen" followed by "AG" is one name, whether or not the pack lists it so. */
function withLegalForm(block: BlockWords, match: WordMatch): { last: number; end: number } {
  const { words, text, covered } = block;
  const next = match.last + 1;
  if (next >= words.count || covered[next] === 1 || !LEGAL_FORMS.has(words.hash[next] as number))
    return match;
  if (!hasFlag(words, next, WordFlag.capital) || gapBefore(words, next) !== Gap.space) return match;
  if (match.end !== (words.end[match.last] as number)) return match;
  const end = words.end[next] as number;
  return { last: next, end: text[end] === '.' && hasDotInside(text, end) ? end + 1 : end };
}

/** "Game of Thrones (season 6" lacks its bracket: marks are no words. */
function withClosingBracket(
  text: string,
  { last, end }: { last: number; end: number },
  start: number,
): { last: number; end: number } {
  if (text[end] !== ')') return { last, end };
  const surface = text.slice(start, end);
  const isOpen = surface.lastIndexOf('(') > surface.lastIndexOf(')');
  return { last, end: isOpen ? end + 1 : end };
}

/** Is the dot at `at` an abbreviation's rather than the sentence's? */
function hasDotInside(text: string, at: number): boolean {
  return /^\.(?:\s+[\p{Ll}\d(]|[,;:)])/u.test(text.slice(at, at + 4));
}

const LONGEST_ABBREVIATION = 8;

/**
 * The text itself says what an abbreviation stands for, "Internationales Olympisches Komitee (IOC)", which
 * need not be its initials in the text's language. One that begins like none of the name's words is
 * something else: "Mia Larsen (NDP)".
 */
function abbreviationAfter(
  { text, words }: BlockWords,
  last: number,
  end: number,
  start: number,
): number | undefined {
  const index = last + 1;
  if (index >= words.count || !hasFlag(words, index, WordFlag.allCaps)) return undefined;
  const from = words.start[index] as number;
  const to = words.end[index] as number;
  if (text.slice(end, from) !== ' (' || text[to] !== ')') return undefined;
  if (to - from < 2 || to - from > LONGEST_ABBREVIATION) return undefined;
  const initial = text.charAt(from);
  const begins = text
    .slice(start, end)
    .split(/[\s-]+/)
    .some((word) => word.startsWith(initial));
  return begins ? (words.hash[index] as number) : undefined;
}
