import { GAP_SHIFT, Gap, WordFlag, type Words } from '../text/words.ts';
import { admitsSmallStart, endMarkOfForm, hasCapitalIn, mayBeEndMark } from './alias-form.ts';
import { type Endings, hashWithout, NO_HASH } from './endings.ts';
import { hasPair, isFirstInFilter, isInFilter, mixHash } from './filter.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Mentions } from './mentions.ts';
import { SlotFlag } from './slots.ts';
import { isWordOf } from './vocabulary.ts';
import { newWordBytes } from './word-text.ts';

/** Steps through the trie that one starting word may cost, so that a forged pack cannot stall a page. */
const MAX_STEPS = 512;
/** Nodes that may tie for the longest match: one a gazetteer and way of inflection. */
const MAX_TIES = 256;

const tieSegment = new Uint16Array(MAX_TIES);
const tieNode = new Int32Array(MAX_TIES);
const tieInflected = new Uint8Array(MAX_TIES);
const bytes = newWordBytes();

// Named in this module, so that the compiler sees constants.
const { capital: CAPITAL, possessiveEnding: POSSESSIVE_ENDING } = WordFlag;
const { twin: TWIN, alias: ALIAS, smallAlias: SMALL_ALIAS, goesOn: GOES_ON } = SlotFlag;
const SHIFT_TO_GAP = GAP_SHIFT;
const FIRST_HARD_GAP = Gap.dot;
const NONE = NO_HASH;

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
    if ((flag & POSSESSIVE_ENDING) !== 0) return 0;
    const isCapital = (flag & CAPITAL) !== 0;
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
    if (stem === NONE) return;
    this.startAt(stem, 1);
    const shorter = hashWithout(2, words, text, first, endings);
    if (shorter !== NONE) this.startAt(shorter, 2);
  }

  /** Starts with the first word, or what remains of it without its last `cut` letters. */
  private startAt(hash: number, cut: number): void {
    const { gazetteer, first, isSmall } = this;
    const { filters, pairFilter } = gazetteer.sections;
    const mixed = mixHash(hash);
    const known = filters[gazetteer.filterWordOf(mixed, isSmall)] as number;
    if (!isInFilter(known, mixed)) {
      if (!isFirstInFilter(known, mixed) || !this.mayGoOn(pairFilter, hash, first + 1)) return;
    }
    const slot = this.findWord(hash, first, cut);
    if (slot < 0) return;
    const flags = gazetteer.flagsOf(slot);
    if ((flags & (isSmall ? SMALL_ALIAS : ALIAS)) !== 0 && this.longest <= 1) {
      this.addTie(~slot, 1, cut > 0);
    }
    if ((flags & GOES_ON) !== 0) this.goOn(~slot, hash, first + 1, cut > 0);
  }

  private mayGoOn(pairs: Int32Array, before: number, index: number): boolean {
    if (index >= this.limit) return false;
    const { words, text, endings } = this;
    if (hasPair(pairs, before, words.hash[index] as number)) return true;
    const stem = hashWithout(1, words, text, index, endings);
    if (stem === NONE) return false;
    if (hasPair(pairs, before, stem)) return true;
    const shorter = hashWithout(2, words, text, index, endings);
    return shorter !== NONE && hasPair(pairs, before, shorter);
  }

  /**
   * Goes on with word `index` from a node that stands for the words before it, the last of which had the
   * hash `before`. A node of the first level is written as `~slot` of its word until it is needed.
   */
  private goOn(node: number, before: number, index: number, isInflected: boolean): void {
    if (index >= this.limit) return;
    const { words, text, endings } = this;
    const { pairFilter } = this.gazetteer.sections;
    const hash = words.hash[index] as number;
    if (hasPair(pairFilter, before, hash)) this.step(node, hash, index, 0, isInflected);
    const stem = hashWithout(1, words, text, index, endings);
    if (stem === NONE) return;
    if (hasPair(pairFilter, before, stem)) this.step(node, stem, index, 1, true);
    const shorter = hashWithout(2, words, text, index, endings);
    if (shorter !== NONE && hasPair(pairFilter, before, shorter)) this.step(node, shorter, index, 2, true);
  }

  private step(node: number, hash: number, index: number, cut: number, isInflected: boolean): void {
    if (++this.steps > MAX_STEPS) return;
    const { gazetteer } = this;
    const slot = this.findWord(hash, index, cut);
    const child = slot < 0 ? -1 : gazetteer.findChild(node < 0 ? gazetteer.rootOf(~node) : node, slot);
    if (child < 0) return;
    const gap = (this.words.flags[index] as number) >> SHIFT_TO_GAP;
    if (gap >= FIRST_HARD_GAP && !gazetteer.allowsGap(child, gap)) return;
    const length = index + 1 - this.first;
    if (length >= this.longest && gazetteer.candidates.has(child)) {
      if (!this.isSmall || this.admitsSmall(child, length)) this.addTie(child, length, isInflected);
    }
    if (gazetteer.parents.has(child)) this.goOn(child, hash, index + 1, isInflected);
  }

  private addTie(node: number, length: number, isInflected: boolean): void {
    if (length > this.longest) this.tieCount = 0;
    this.longest = length;
    const tie = this.tieCount;
    if (tie === MAX_TIES) return;
    tieSegment[tie] = this.segment;
    tieNode[tie] = node;
    tieInflected[tie] = isInflected ? 1 : 0;
    this.tieCount = tie + 1;
  }

  /** May any candidate of the node be written like the first `length` words, the first of which is small? */
  private admitsSmall(node: number, length: number): boolean {
    const { candidates: range, sections } = this.gazetteer;
    const hasCapital = hasCapitalIn(this.words, this.first, this.first + length - 1);
    range.find(node);
    for (let at = range.start; at < range.stop; at++) {
      if (admitsSmallStart(sections.candidates[at * 2 + 1] as number, length === 1, hasCapital)) return true;
    }
    return false;
  }

  /** Slot of the word, without its last `cut` letters, its text compared: a hash alone proves nothing. */
  private findWord(hash: number, index: number, cut: number): number {
    const { gazetteer } = this;
    let slot = gazetteer.findSlot(hash);
    while (slot >= 0 && !this.isWord(slot, index, cut)) {
      slot = (gazetteer.flagsOf(slot) & TWIN) !== 0 ? gazetteer.findSlot(hash, slot) : -1;
    }
    return slot;
  }

  private isWord(slot: number, index: number, cut: number): boolean {
    const { gazetteer } = this;
    const start = gazetteer.textOffset(slot);
    const stop = gazetteer.textOffset(slot + 1);
    return isWordOf(gazetteer.sections.wordText, start, stop, this.text, this.words, index, bytes, cut);
  }

  private addMention(): void {
    const { words, text, into, first, longest } = this;
    const end = words.end[first + longest - 1] as number;
    const hasMark =
      end < text.length && mayBeEndMark(text.charCodeAt(end)) && this.hasEndMark(text.charCodeAt(end));
    for (let tie = 0; tie < this.tieCount; tie++) {
      const node = tieNode[tie] as number;
      const segment = tieSegment[tie] as number;
      const place = node < 0 ? (this.gazetteers[segment] as Gazetteer).rootOf(~node) : node;
      into.addName(segment, place, tieInflected[tie] as number);
    }
    into.addMention(words.start[first] as number, hasMark ? end + 1 : end, first, longest);
  }

  /** Does a name that was found end with this mark: "Yahoo!", "Warner Bros."? */
  private hasEndMark(mark: number): boolean {
    const { words, first, longest, isSmall } = this;
    const hasCapital = isSmall && hasCapitalIn(words, first, first + longest - 1);
    for (let tie = 0; tie < this.tieCount; tie++) {
      const gazetteer = this.gazetteers[tieSegment[tie] as number] as Gazetteer;
      const { candidates: range, sections } = gazetteer;
      const node = tieNode[tie] as number;
      range.find(node < 0 ? gazetteer.rootOf(~node) : node);
      for (let at = range.start; at < range.stop; at++) {
        const form = sections.candidates[at * 2 + 1] as number;
        if (isSmall && !admitsSmallStart(form, longest === 1, hasCapital)) continue;
        if (endMarkOfForm(form) === mark) return true;
      }
    }
    return false;
  }
}
