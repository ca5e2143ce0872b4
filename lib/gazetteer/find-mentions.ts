import { foldedUnitOf } from '../text/characters.ts';
import { MAX_FOLDED_LENGTH } from '../text/fold-word.ts';
import { removeFromHash } from '../text/hash.ts';
import { GAP_SHIFT, Gap, WordFlag, type Words } from '../text/words.ts';
import { endMarkOfForm, hashSurface, hasSameCapitals, hasSameLetters } from './alias-form.ts';
import { encodeWordOf } from './builder.ts';
import type { Gazetteer } from './gazetteer.ts';
import { MatchFlag, Mentions } from './mentions.ts';
import { filterBit } from './slots.ts';

export interface FindOptions {
  /** First word to look at. Default 0. */
  readonly from?: number;
  /** Word before which to stop; no mention goes beyond it. Default: all. */
  readonly to?: number;
  /** Longest mention, in words: one less than a rejected mention's finds what is nested in it. */
  readonly maxWords?: number;
  /**
   * Every alias at every word, instead of leftmost-longest; where several start at one word, the longest
   * comes first. For nested annotation.
   */
  readonly overlapping?: boolean;
}

/**
 * Finds every mention of a known alias: leftmost first and, where several aliases start at one word, the
 * longest only. "New York Times" is one mention, not also "New York". Several gazetteers (one per pack) are
 * searched as if they were one: the longest alias of any wins, and candidates of equal length come together.
 *
 * A surface form agrees with an alias if their words fold alike, or with a simple ending taken off the
 * former (MatchFlag.inflected). Case never matters here: it is evidence, which the linker weighs.
 *
 * @param words The words of `text` (readWords).
 * @param into Reused when given; its former content is gone.
 */
export function findMentions(
  gazetteers: readonly Gazetteer[],
  words: Words,
  text: string,
  into: Mentions = new Mentions(),
  options: FindOptions = {},
): Mentions {
  into.clear();
  const to = Math.min(options.to ?? words.count, words.count);
  const longest = options.maxWords ?? Number.POSITIVE_INFINITY;
  for (let index = options.from ?? 0; index < to; ) {
    let limit = Math.min(to, index + longest);
    let length = 0;
    for (;;) {
      const found = findAt(gazetteers, words, text, index, limit, into);
      if (length === 0) length = found;
      if (!options.overlapping || found <= 1) break;
      limit = index + found - 1;
    }
    index += options.overlapping || length === 0 ? 1 : length;
  }
  return into;
}

/** Matches at one word that tie for the longest: segment, node, inflected. */
const ties: { segment: number; node: number; isInflected: boolean }[] = [];
let tieLength = 0;

/** Steps through the trie that one starting word may cost, so that a forged pack cannot stall a page. */
const MAX_STEPS = 512;
let steps = 0;

/** Adds the longest mention at word `index`, ending before word `limit`. @returns its length in words, or 0. */
function findAt(
  gazetteers: readonly Gazetteer[],
  words: Words,
  text: string,
  index: number,
  limit: number,
  into: Mentions,
): number {
  tieLength = 0;
  ties.length = 0;
  const flags = words.flags[index] as number;
  if ((flags & WordFlag.possessiveEnding) !== 0) return 0;
  for (let segment = 0; segment < gazetteers.length; segment++) {
    const gazetteer = gazetteers[segment] as Gazetteer;
    steps = 0;
    for (let cut = 0; cut <= 2; cut++) {
      const hash = hashWithout(cut, words, text, index);
      if (cut > 0 && hash === NO_HASH) continue;
      if (!passesFilter(gazetteer, hash)) continue;
      const slot = findSlot(gazetteer, hash, cut, words, text, index);
      if (slot < 0) continue;
      const node = gazetteer.findRoot(slot);
      if (node >= 0) walk(gazetteer, segment, node, words, text, index, index + 1, limit, cut > 0);
    }
  }
  if (tieLength === 0) return 0;
  addMention(gazetteers, words, text, index, into);
  return tieLength;
}

function passesFilter(gazetteer: Gazetteer, hash: number): boolean {
  const bit = filterBit(hash, gazetteer.header.filterBits);
  return ((gazetteer.sections.filter[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
}

/** Goes on from `node`, which stands for the words before `index`. */
function walk(
  gazetteer: Gazetteer,
  segment: number,
  node: number,
  words: Words,
  text: string,
  first: number,
  index: number,
  limit: number,
  isInflected: boolean,
): void {
  const length = index - first;
  if (length >= tieLength && gazetteer.accepting.has(node)) {
    if (length > tieLength) {
      ties.length = 0;
      tieLength = length;
    }
    ties.push({ segment, node, isInflected });
  }
  if (index >= limit || ++steps > MAX_STEPS) return;
  const gap = (words.flags[index] as number) >> GAP_SHIFT;
  for (let cut = 0; cut <= 2; cut++) {
    const hash = hashWithout(cut, words, text, index);
    if (cut > 0 && hash === NO_HASH) continue;
    const slot = findSlot(gazetteer, hash, cut, words, text, index);
    if (slot < 0) continue;
    const child = gazetteer.findChild(node, slot);
    if (child < 0 || (gap >= Gap.dot && !gazetteer.allowsGap(child, gap))) continue;
    walk(gazetteer, segment, child, words, text, first, index + 1, limit, isInflected || cut > 0);
  }
}

const NO_HASH = 0;

/**
 * Hash of a word without its last `cut` code units, if these may be an ending: plural and genitive "s",
 * German "-n -r -m -es -en" (Berlins, der Deutschen Bank). NO_HASH otherwise.
 */
function hashWithout(cut: number, words: Words, text: string, index: number): number {
  const hash = words.hash[index] as number;
  if (cut === 0) return hash;
  const end = words.end[index] as number;
  const flags = words.flags[index] as number;
  if (end - (words.start[index] as number) < 3 + cut || (flags & MAY_INFLECT) !== WordFlag.letter)
    return NO_HASH;
  const last = foldedUnitOf(text.charCodeAt(end - 1));
  if (cut === 1) {
    return last === 0x73 || last === 0x6e || last === 0x72 || last === 0x6d
      ? removeFromHash(hash, last)
      : NO_HASH;
  }
  if ((last !== 0x73 && last !== 0x6e) || foldedUnitOf(text.charCodeAt(end - 2)) !== 0x65) return NO_HASH;
  return removeFromHash(removeFromHash(hash, last), 0x65);
}

const MAY_INFLECT = WordFlag.letter | WordFlag.digit | WordFlag.solo | WordFlag.stemmed;

const units = new Uint16Array(MAX_FOLDED_LENGTH);
const bytes = new Uint8Array(MAX_FOLDED_LENGTH * 3);

/** Slot of the word, its text compared: a hash alone proves nothing. */
function findSlot(
  gazetteer: Gazetteer,
  hash: number,
  cut: number,
  words: Words,
  text: string,
  index: number,
): number {
  let length = -1;
  const encode = () => {
    length = encodeWordOf(text, words, index, units, bytes) - cut;
    return length;
  };
  const slot = gazetteer.findSlot(hash, bytes, encode);
  if (slot < 0) return -1;
  if (length < 0) encode();
  return gazetteer.isWordAt(slot, bytes, length) ? slot : -1;
}

function addMention(
  gazetteers: readonly Gazetteer[],
  words: Words,
  text: string,
  first: number,
  into: Mentions,
): void {
  const last = first + tieLength - 1;
  const surface = hashSurface(text, words, first, last);
  let end = words.end[last] as number;
  const after = text.charAt(end);
  for (const { segment, node, isInflected } of ties) {
    const { sections, accepting, firstCandidates, header } = gazetteers[segment] as Gazetteer;
    const nth = accepting.rank(node);
    const start = firstCandidates.select(nth);
    const stop = nth + 1 < header.acceptingCount ? firstCandidates.select(nth + 1) : header.candidateCount;
    for (let at = start; at < stop; at++) {
      const form = sections.candidateForm[at] as number;
      const mark = endMarkOfForm(form);
      if (mark !== '' && mark === after) end = (words.end[last] as number) + 1;
      into.addCandidate(
        segment,
        sections.candidateOrdinal[at] as number,
        form,
        matchOf(form, surface, isInflected),
      );
    }
  }
  into.addMention(words.start[first] as number, end, first, tieLength);
}

function matchOf(form: number, surface: number, isInflected: boolean): number {
  if (isInflected || !hasSameLetters(form, surface)) return MatchFlag.inflected;
  return hasSameCapitals(form, surface) ? MatchFlag.exact : MatchFlag.otherCase;
}
