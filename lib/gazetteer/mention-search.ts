import { characterTable, FOLDED_SHIFT, NOT_PLAIN } from '../text/characters.ts';
import { MAX_FOLDED_LENGTH } from '../text/fold-word.ts';
import { GAP_SHIFT, Gap, WordFlag, type Words } from '../text/words.ts';
import {
  admitsSmallStart,
  endMarkOfForm,
  hashSurface,
  hasSameCapitals,
  hasSameLetters,
} from './alias-form.ts';
import { encodeWordOf } from './builder.ts';
import { endOfCandidates, firstCandidate } from './candidates.ts';
import { Endings, hashWithout, LONGEST_ENDING, NO_HASH } from './endings.ts';
import { hasPair } from './filter.ts';
import type { Gazetteer } from './gazetteer.ts';
import { MatchFlag, type Mentions } from './mentions.ts';

/** Steps through the trie that one starting word may cost, so that a forged pack cannot stall a page. */
const MAX_STEPS = 512;
/** Nodes that may tie for the longest match: one a gazetteer and way of inflection. */
const MAX_TIES = 256;

const tieSegment = new Uint16Array(MAX_TIES);
const tieNode = new Uint32Array(MAX_TIES);
const tieInflected = new Uint8Array(MAX_TIES);
const units = new Uint16Array(MAX_FOLDED_LENGTH);
const bytes = new Uint8Array(MAX_FOLDED_LENGTH * 3);

/** One search of one text: finds the mention at a given word. */
export class MentionSearch {
  private readonly gazetteers: readonly Gazetteer[];
  private readonly words: Words;
  private readonly text: string;
  private readonly into: Mentions;
  private readonly endings: Endings;
  private readonly longestEnding: number;
  private readonly ignoreCase: boolean;
  /** Of the mention looked for: its first word, the word it must end before, the longest so far. */
  private first = 0;
  private limit = 0;
  private longest = 0;
  private isSmall = false;
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
    this.words = words;
    this.text = text;
    this.into = into;
    this.endings = endings;
    this.longestEnding = endings === Endings.none ? 0 : endings === Endings.s ? 1 : LONGEST_ENDING;
    this.ignoreCase = ignoreCase;
  }

  /** Adds the longest mention at word `first`, ending before word `limit`. @returns its length in words, or 0. */
  findAt(first: number, limit: number): number {
    this.first = first;
    this.limit = limit;
    this.longest = 0;
    this.tieCount = 0;
    const flags = this.words.flags[first] as number;
    if ((flags & WordFlag.possessiveEnding) !== 0) return 0;
    const isCapital = (flags & WordFlag.capital) !== 0;
    this.isSmall = !isCapital && !this.ignoreCase;
    const cuts = isCapital ? this.longestEnding : 0;
    for (let segment = 0; segment < this.gazetteers.length; segment++) {
      const gazetteer = this.gazetteers[segment] as Gazetteer;
      this.steps = 0;
      for (let cut = 0; cut <= cuts; cut++) {
        const hash = this.hashOf(first, cut);
        if (cut > 0 && hash === NO_HASH) break;
        const slot = this.findWord(gazetteer, hash, first, cut);
        const node = slot < 0 ? -1 : gazetteer.findRoot(slot);
        if (node >= 0) this.walk(gazetteer, segment, node, hash, first + 1, cut > 0);
      }
    }
    if (this.tieCount > 0) this.addMention();
    return this.longest;
  }

  /** Goes on from `node`, which stands for the words before `index`, the last of which had the hash `before`. */
  private walk(
    gazetteer: Gazetteer,
    segment: number,
    node: number,
    before: number,
    index: number,
    isInflected: boolean,
  ): void {
    const length = index - this.first;
    if (
      length >= this.longest &&
      gazetteer.accepting.has(node) &&
      this.hasCandidate(gazetteer, node, index)
    ) {
      if (length > this.longest) this.tieCount = 0;
      this.longest = length;
      if (this.tieCount < MAX_TIES) {
        tieSegment[this.tieCount] = segment;
        tieNode[this.tieCount] = node;
        tieInflected[this.tieCount] = isInflected ? 1 : 0;
        this.tieCount++;
      }
    }
    if (index >= this.limit || !gazetteer.parents.has(node)) return;
    const { pairFilter } = gazetteer.sections;
    for (let cut = 0; cut <= this.longestEnding; cut++) {
      const hash = this.hashOf(index, cut);
      if (cut > 0 && hash === NO_HASH) break;
      if (!hasPair(pairFilter, before, hash) || ++this.steps > MAX_STEPS) continue;
      const slot = this.findWord(gazetteer, hash, index, cut);
      const child = slot < 0 ? -1 : gazetteer.findChild(node, slot);
      if (child < 0) continue;
      const gap = (this.words.flags[index] as number) >> GAP_SHIFT;
      if (gap >= Gap.dot && !gazetteer.allowsGap(child, gap)) continue;
      this.walk(gazetteer, segment, child, hash, index + 1, isInflected || cut > 0);
    }
  }

  private hashOf(index: number, cut: number): number {
    if (cut === 0) return this.words.hash[index] as number;
    return hashWithout(cut, this.words, this.text, index, this.endings);
  }

  /** Slot of the word, without its last `cut` letters, its text compared: a hash alone proves nothing. */
  private findWord(gazetteer: Gazetteer, hash: number, index: number, cut: number): number {
    let slot = gazetteer.findSlot(hash);
    while (slot >= 0 && !this.isWord(gazetteer, slot, index, cut)) {
      slot = gazetteer.hasTwin(slot) ? gazetteer.findSlot(hash, slot) : -1;
    }
    return slot;
  }

  private isWord(gazetteer: Gazetteer, slot: number, index: number, cut: number): boolean {
    const { slots, wordText } = gazetteer.sections;
    const { text, words } = this;
    const end = (words.end[index] as number) - cut;
    const stop = slots[slot * 2 + 3] as number;
    let pooled = slots[slot * 2 + 1] as number;
    for (let at = words.start[index] as number; at < end; at++) {
      const entry = characterTable[text.charCodeAt(at)] as number;
      const folded = entry >>> FOLDED_SHIFT;
      if (folded >= 0x80 || (entry & NOT_PLAIN) !== 0) {
        const length = encodeWordOf(text, words, index, units, bytes) - cut;
        return gazetteer.isWordAt(slot, bytes, length);
      }
      if (pooled === stop || wordText[pooled++] !== folded) return false;
    }
    return pooled === stop;
  }

  /** Is there a candidate that may be written like the words from `first` to `end`? */
  private hasCandidate(gazetteer: Gazetteer, node: number, end: number): boolean {
    if (!this.isSmall) return true;
    const { candidates, firstCandidateWords, candidateSamples } = gazetteer.sections;
    const start = firstCandidate(firstCandidateWords, candidateSamples, gazetteer.accepting.rank(node));
    const stop = endOfCandidates(firstCandidateWords, start, gazetteer.candidateCount);
    const hasCapital = this.hasCapital(end);
    for (let at = start; at < stop; at++) {
      if (admitsSmallStart(candidates[at * 2 + 1] as number, end - this.first === 1, hasCapital)) return true;
    }
    return false;
  }

  private hasCapital(end: number): boolean {
    for (let index = this.first; index < end; index++) {
      if (((this.words.flags[index] as number) & (WordFlag.capital | WordFlag.innerCaps)) !== 0) return true;
    }
    return false;
  }

  private addMention(): void {
    const { words, text, into, first, longest, isSmall } = this;
    const last = first + longest - 1;
    const surface = hashSurface(text, words, first, last);
    const hasCapital = isSmall && this.hasCapital(last + 1);
    const end = words.end[last] as number;
    const after = end < text.length ? text.charCodeAt(end) : 0;
    let hasMark = false;
    for (let tie = 0; tie < this.tieCount; tie++) {
      const segment = tieSegment[tie] as number;
      const isInflected = tieInflected[tie] === 1;
      const { sections, accepting, candidateCount } = this.gazetteers[segment] as Gazetteer;
      const { candidates, firstCandidateWords, candidateSamples } = sections;
      const start = firstCandidate(
        firstCandidateWords,
        candidateSamples,
        accepting.rank(tieNode[tie] as number),
      );
      const stop = endOfCandidates(firstCandidateWords, start, candidateCount);
      for (let at = start; at < stop; at++) {
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
