import { Gap, gapBefore, hasFlag, WordFlag, type Words } from '../../text/words.ts';
import { Commonness, commonnessOf } from '../common-words.ts';
import type { BlockWords } from '../draft.ts';
import type { Neighbour, Observations } from '../features.ts';
import { isGivenName } from '../given-names.ts';
import { isSentenceStart } from '../positions.ts';
import { AND, DEMONYMS, DIRECTIONS, GENERIC_ENDINGS, NOBILITY, OF, TITLES } from '../word-classes.ts';

/**
 * Signs that the mention is only part of a longer name, which is another thing: "Amazon River",
 * "City of London", "Goeppert Mayer", "Wells & Fargo". For running text; where every word has a
 * capital, a neighbour's tells nothing.
 */
export function describeNeighbours(block: BlockWords, first: number, last: number, seen: Observations): void {
  const { words } = block;
  const many = first === last ? 'one' : 'more';
  const before = first - 1;
  const after = last + 1;
  if (before >= 0) describeBefore(block, before, first, many, seen);
  if (after < words.count && !hasFlag(words, last, WordFlag.possessive)) {
    describeAfter(block, last, after, many, seen);
  }
}

function describeBefore(
  block: BlockWords,
  before: number,
  first: number,
  many: 'one' | 'more',
  seen: Observations,
): void {
  const { words, text, covered, traits } = block;
  const gap = gapBefore(words, first);
  const isCapital = hasFlag(words, before, WordFlag.capital);
  if (gap === Gap.hyphen) seen.add(isName(block, before) ? 'before.hyphen-name' : 'before.hyphen');
  if (!isBesideLast(block, first)) return;
  if (isNameBefore(words, before)) {
    const isAnother = isOtherScript(words, before, first) || (!traits.joinsNames && covered[before] === 1);
    if (traits.hasCapitalNouns && isCapitalAdjective(block, before)) seen.add('before.adjective');
    const neighbour = isAnother ? undefined : neighbourBefore(block, before);
    if (neighbour) seen.add(`before.${neighbour}.${many}`);
    if (covered[before] === 1 && !isAnother) seen.add('before.known');
  }
  if (
    !isCapital &&
    traits.hasCapitalNouns &&
    SMALL_ADJECTIVE.test(text.slice(words.start[before], words.end[before]))
  ) {
    seen.add('before.small-adjective');
  }
  if (!isCapital && DIRECTIONS.has(words.hash[before] as number)) seen.add('before.direction');
  if (hasFlag(words, before, WordFlag.digit) && !hasFlag(words, before, WordFlag.letter))
    seen.add('before.number');
  const further = before - 1;
  if (further < 0 || !hasFlag(words, further, WordFlag.capital) || gapBefore(words, before) !== Gap.space)
    return;
  if (isSentenceStart(text, words, further) && commonness(block, further) <= Commonness.usual) return;
  const hash = words.hash[before] as number;
  if (isCapital) return;
  if (OF.has(hash)) seen.add(`before.of-${kindBeforeOf(words, further)}`);
  else if (AND.has(hash) && text.slice(words.start[before], words.end[before]) === '&')
    seen.add('before.and');
}

function describeAfter(
  block: BlockWords,
  last: number,
  after: number,
  many: 'one' | 'more',
  seen: Observations,
): void {
  const { words, text, covered } = block;
  const gap = gapBefore(words, after);
  const isCapital = hasFlag(words, after, WordFlag.capital);
  if (gap === Gap.hyphen) seen.add(isName(block, after) ? 'after.hyphen-name' : 'after.hyphen');
  if (!isBesideLast(block, after)) return;
  if (isCapital) {
    if (isOtherScript(words, last, after)) return;
    const neighbour = neighbourAfter(block, after);
    if (neighbour) seen.add(`after.${neighbour}.${many}`);
    if (covered[after] === 1) seen.add('after.known');
    return;
  }
  if (hasFlag(words, after, WordFlag.digit) && !hasFlag(words, after, WordFlag.letter))
    seen.add('after.number');
  const further = after + 1;
  if (further >= words.count || !hasFlag(words, further, WordFlag.capital)) return;
  if (gapBefore(words, further) !== Gap.space) return;
  const hash = words.hash[after] as number;
  if (OF.has(hash)) seen.add('after.of-name');
  else if (AND.has(hash) && text.slice(words.start[after], words.end[after]) === '&') seen.add('after.and');
}

/** "Caroline of Nassau", "Duchess of Cambridge" and "City of London" are longer names; "Dennis O'Dell of Intel" is none. */
function kindBeforeOf(words: Words, index: number): 'given' | 'noble' | 'generic' | 'name' {
  const hash = words.hash[index] as number;
  if (NOBILITY.has(hash)) return 'noble';
  if (GENERIC_ENDINGS.has(hash)) return 'generic';
  return isGivenName(hash) ? 'given' : 'name';
}

/** Where nouns have capitals, an adjective that has one is part of a name: "Deutsche Bank", "Rotes Kreuz". */
function isCapitalAdjective({ text, words }: BlockWords, index: number): boolean {
  return (
    !isSentenceStart(text, words, index) && ADJECTIVE.test(text.slice(words.start[index], words.end[index]))
  );
}
const ADJECTIVE = /(?:isch|lich|ig|eutsch|nal|oß|ot|eu|ereint)e[nrsm]?$/;
/** A German adjective without a capital stands before common nouns, seldom before names. */
const SMALL_ADJECTIVE = /(?:isch|lich|ig|sam|bar|haft|los|iv|al|ell|eu|oß|lt|ut)e[nrsm]?$/;

/** Does the word's capital make it part of a name? Not where every noun has one: "Golf-Turnier". */
function isName({ words, traits }: BlockWords, index: number): boolean {
  return hasFlag(words, index, WordFlag.capital) && !traits.hasCapitalNouns;
}

/** The same in a headline, where it tells less: observations of their own. */
export function describeHeadlineNeighbours(
  block: BlockWords,
  first: number,
  last: number,
  seen: Observations,
): void {
  const { words } = block;
  const before = first - 1;
  const after = last + 1;
  if (isBesideLast(block, first) && isNameBefore(words, before)) {
    const neighbour = neighbourBefore(block, before);
    if (neighbour) seen.add(`headline-before.${neighbour}`);
  }
  if (hasFlag(words, last, WordFlag.possessive) || !isBesideLast(block, after)) return;
  if (hasFlag(words, after, WordFlag.capital)) {
    const neighbour = neighbourAfter(block, after);
    if (neighbour) seen.add(`headline-after.${neighbour}`);
  }
}

/** Is there nothing but a space between the word and the one before? */
function isBesideLast({ text, words }: BlockWords, index: number): boolean {
  if (index === 0 || index >= words.count || gapBefore(words, index) !== Gap.space) return false;
  return !text.slice(words.end[index - 1], words.start[index]).includes('\n');
}

/** Has the word before a capital, and goes on with the next one rather than owning it? */
function isNameBefore(words: Words, before: number): boolean {
  return (
    hasFlag(words, before, WordFlag.capital) &&
    !hasFlag(words, before, WordFlag.possessive | WordFlag.possessiveEnding)
  );
}

/** Cyrillic beside Latin: two names, whoever wrote them side by side. */
function isOtherScript(words: Words, one: number, two: number): boolean {
  return hasFlag(words, one, WordFlag.stemmed) !== hasFlag(words, two, WordFlag.stemmed);
}

/** @returns undefined where the neighbour's capital tells nothing. */
function neighbourBefore(block: BlockWords, index: number): Neighbour | undefined {
  const { words, text, traits } = block;
  const hash = words.hash[index] as number;
  const isTitle = TITLES.has(hash);
  if (isTitle && (traits.hasCapitalTitles || !isSentenceStart(text, words, index))) return 'title';
  if (DIRECTIONS.has(hash)) return 'direction';
  if (DEMONYMS.has(hash)) return 'demonym';
  if (isGivenName(hash)) return 'given';
  const found = commonness(block, index);
  if (found === Commonness.basic) return 'basic';
  if (traits.hasCapitalNouns) return undefined;
  if (isTitle) return 'start';
  if (isSentenceStart(text, words, index) && found < Commonness.rare) return 'start';
  return found < Commonness.rare || found === Commonness.calendar ? 'common' : 'rare';
}

function neighbourAfter(block: BlockWords, index: number): Neighbour | undefined {
  const { words, traits } = block;
  const found = commonness(block, index);
  if (traits.hasCapitalNouns) return found === Commonness.basic ? 'basic' : undefined;
  if (GENERIC_ENDINGS.has(words.hash[index] as number)) return 'generic';
  if (TITLES.has(words.hash[index] as number)) return 'title';
  if (found === Commonness.basic) return 'basic';
  return found < Commonness.rare || found === Commonness.calendar ? 'common' : 'rare';
}

function commonness({ words, common }: BlockWords, index: number): Commonness {
  return commonnessOf(common, words.hash[index] as number);
}
