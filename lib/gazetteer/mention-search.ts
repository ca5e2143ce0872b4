import { GAP_SHIFT, Gap, WordFlag, type Words } from '../text/words.ts';
import {
  admitsSmallStart,
  endMarkOfForm,
  hashSurface,
  hasSameCapitals,
  hasSameLetters,
} from './alias-form.ts';
import { type Endings, hashWithout, NO_HASH } from './endings.ts';
import { hasPair, isFirstInFilter, isInFilter, mixHash } from './filter.ts';
import type { Gazetteer } from './gazetteer.ts';
import { MatchFlag, type Mentions } from './mentions.ts';
import { isWordOf } from './vocabulary.ts';
import { newWordBytes } from './word-text.ts';

/** Steps through the trie that one starting word may cost, so that a forged pack cannot stall a page. */
const MAX_STEPS = 512;
/** Nodes that may tie for the longest match: one a gazetteer and way of inflection. */
const MAX_TIES = 256;

const tieSegment = new Uint16Array(MAX_TIES);
const tieStart = new Uint32Array(MAX_TIES);
const tieStop = new Uint32Array(MAX_TIES);
const tieInflected = new Uint8Array(MAX_TIES);
const bytes = newWordBytes();

/** One search of one text: finds the mention at a given word. */
export class MentionSearch {
  private readonly gazetteers: readonly Gazetteer[];
  private readonly words: Words;
  private readonly text: string;
  private readonly into: Mentions;
  private readonly endings: Endings;
  private readonly ignoreCase: boolean;
  /** Of the mention looked for: its first word, the word it must end before, the longest so far. */
  private first = 0;
  private limit = 0;
  private longest = 0;
  private isSmall = false;
  /** The gazetteer at work, and its place among all. */
  private gazetteer: Gazetteer;
  private segment = 0;
  private tieCount = 0;
  private steps = 0;

  constructor(
    gazetteers: readonly Gazetteer[],
    words: Words,
    text: string,
    into: Mentions,
    endings: Endings,
    ignoreCase: boolean,
  ) {
    this.gazetteers = gazetteers;
    this.gazetteer = gazetteers[0] as Gazetteer;
    this.words = words;
    this.text = text;
    this.into = into;
    this.endings = endings;
    this.ignoreCase = ignoreCase;
  }

  /** Adds the longest mention at word `first`, ending before word `limit`. @returns its length in words, or 0. */
  findAt(first: number, limit: number): number {
    this.first = first;
    this.limit = limit;
    this.longest = 0;
    this.tieCount = 0;
    const { hash, flags } = this.words;
    const flag = flags[first] as number;
    if ((flag & WordFlag.possessiveEnding) !== 0) return 0;
    const isCapital = (flag & WordFlag.capital) !== 0;
    this.isSmall = !isCapital && !this.ignoreCase;
    for (let segment = 0; segment < this.gazetteers.length; segment++) {
      this.gazetteer = this.gazetteers[segment] as Gazetteer;
      this.segment = segment;
      this.steps = 0;
      this.startAt(hash[first] as number, 0);
      if (isCapital) this.startInflected();
    }
    if (this.tieCount > 0) this.addMention();
    return this.longest;
  }

  private startInflected(): void {
    const { words, text, first, endings } = this;
    const stem = hashWithout(1, words, text, first, endings);
    if (stem === NO_HASH) return;
    this.startAt(stem, 1);
    const shorter = hashWithout(2, words, text, first, endings);
    if (shorter !== NO_HASH) this.startAt(shorter, 2);
  }

  /** Starts with the first word, or what remains of it without its last `cut` letters. */
  private startAt(hash: number, cut: number): void {
    const { gazetteer, first } = this;
    const { filters, pairFilter } = gazetteer.sections;
    const mixed = mixHash(hash);
    const known = filters[gazetteer.filterWordOf(mixed, this.isSmall)] as number;
    if (!isInFilter(known, mixed)) {
      if (!isFirstInFilter(known, mixed) || !this.mayGoOn(pairFilter, hash, first + 1)) return;
    }
    const slot = this.findWord(hash, first, cut);
    const node = slot < 0 ? -1 : gazetteer.findRoot(slot);
    if (node >= 0) this.walk(node, hash, first + 1, cut > 0);
  }

  private mayGoOn(pairs: Int32Array, before: number, index: number): boolean {
    if (index >= this.limit) return false;
    const { words, text, endings } = this;
    if (hasPair(pairs, before, words.hash[index] as number)) return true;
    const stem = hashWithout(1, words, text, index, endings);
    if (stem === NO_HASH) return false;
    if (hasPair(pairs, before, stem)) return true;
    const shorter = hashWithout(2, words, text, index, endings);
    return shorter !== NO_HASH && hasPair(pairs, before, shorter);
  }

  /** Goes on from `node`, which stands for the words before `index`, the last of which had the hash `before`. */
  private walk(node: number, before: number, index: number, isInflected: boolean): void {
    const { gazetteer, words, text, endings } = this;
    const length = index - this.first;
    if (length >= this.longest && gazetteer.candidates.has(node)) this.addTie(node, length, isInflected);
    if (index >= this.limit || !gazetteer.parents.has(node)) return;
    this.step(node, before, words.hash[index] as number, index, 0, isInflected);
    const stem = hashWithout(1, words, text, index, endings);
    if (stem === NO_HASH) return;
    this.step(node, before, stem, index, 1, true);
    const shorter = hashWithout(2, words, text, index, endings);
    if (shorter !== NO_HASH) this.step(node, before, shorter, index, 2, true);
  }

  private step(
    node: number,
    before: number,
    hash: number,
    index: number,
    cut: number,
    isInflected: boolean,
  ): void {
    const { gazetteer } = this;
    if (!hasPair(gazetteer.sections.pairFilter, before, hash) || ++this.steps > MAX_STEPS) return;
    const slot = this.findWord(hash, index, cut);
    const child = slot < 0 ? -1 : gazetteer.findChild(node, slot);
    if (child < 0) return;
    const gap = (this.words.flags[index] as number) >> GAP_SHIFT;
    if (gap >= Gap.dot && !gazetteer.allowsGap(child, gap)) return;
    this.walk(child, hash, index + 1, isInflected);
  }

  private addTie(node: number, length: number, isInflected: boolean): void {
    const ranges = this.gazetteer.candidates;
    ranges.find(node);
    if (this.isSmall && !this.admitsSmall(ranges.start, ranges.stop, length)) return;
    if (length > this.longest) this.tieCount = 0;
    this.longest = length;
    const tie = this.tieCount;
    if (tie === MAX_TIES) return;
    tieSegment[tie] = this.segment;
    tieStart[tie] = ranges.start;
    tieStop[tie] = ranges.stop;
    tieInflected[tie] = isInflected ? 1 : 0;
    this.tieCount = tie + 1;
  }

  /** May any of these candidates be written like the first `length` words, the first of which is small? */
  private admitsSmall(start: number, stop: number, length: number): boolean {
    const { candidates } = this.gazetteer.sections;
    const hasCapital = this.hasCapital(length);
    for (let at = start; at < stop; at++) {
      if (admitsSmallStart(candidates[at * 2 + 1] as number, length === 1, hasCapital)) return true;
    }
    return false;
  }

  /** Slot of the word, without its last `cut` letters, its text compared: a hash alone proves nothing. */
  private findWord(hash: number, index: number, cut: number): number {
    const { gazetteer } = this;
    let slot = gazetteer.findSlot(hash);
    while (slot >= 0 && !this.isWord(slot, index, cut)) {
      slot = gazetteer.hasTwin(slot) ? gazetteer.findSlot(hash, slot) : -1;
    }
    return slot;
  }

  private isWord(slot: number, index: number, cut: number): boolean {
    const { slots, wordText } = this.gazetteer.sections;
    const start = slots[slot * 2 + 1] as number;
    const stop = slots[slot * 2 + 3] as number;
    return isWordOf(wordText, start, stop, this.text, this.words, index, bytes, cut);
  }

  private hasCapital(length: number): boolean {
    const { flags } = this.words;
    for (let index = this.first; index < this.first + length; index++) {
      if (((flags[index] as number) & (WordFlag.capital | WordFlag.innerCaps)) !== 0) return true;
    }
    return false;
  }

  private addMention(): void {
    const { words, text, into, first, longest, isSmall } = this;
    const last = first + longest - 1;
    const surface = hashSurface(text, words, first, last);
    const hasCapital = isSmall && this.hasCapital(longest);
    const end = words.end[last] as number;
    const after = end < text.length ? text.charCodeAt(end) : 0;
    let hasMark = false;
    for (let tie = 0; tie < this.tieCount; tie++) {
      const segment = tieSegment[tie] as number;
      const isInflected = tieInflected[tie] === 1;
      const { candidates } = (this.gazetteers[segment] as Gazetteer).sections;
      const stop = tieStop[tie] as number;
      for (let at = tieStart[tie] as number; at < stop; at++) {
        const form = candidates[at * 2 + 1] as number;
        if (isSmall && !admitsSmallStart(form, longest === 1, hasCapital)) continue;
        if (endMarkOfForm(form) === after) hasMark = true;
        into.addCandidate(segment, candidates[at * 2] as number, form, matchOf(form, surface, isInflected));
      }
    }
    into.addMention(words.start[first] as number, hasMark ? end + 1 : end, first, longest);
  }
}

function matchOf(form: number, surface: number, isInflected: boolean): number {
  if (isInflected || !hasSameLetters(form, surface)) return MatchFlag.inflected;
  return hasSameCapitals(form, surface) ? MatchFlag.exact : MatchFlag.otherCase;
}
