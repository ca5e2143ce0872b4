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
import { type Endings, endingsOf, hashWithout, LONGEST_ENDING, NO_HASH } from './endings.ts';
import { mayBegin, SMALL } from './filter.ts';
import type { Gazetteer } from './gazetteer.ts';
import { MatchFlag, Mentions } from './mentions.ts';

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
  /**
   * Let "target" be a mention of "Target". By default a surface form that begins with a small letter is one
   * only of an alias that does so too, or that is marked `insensitive`: at a million names nearly every
   * word is somebody's name in other letters.
   */
  readonly ignoreCase?: boolean;
  /** BCP 47 tag of the text: says which endings a name may take. Default: those of all languages known here. */
  readonly language?: string;
}

/**
 * Finds every mention of a known alias: leftmost first and, where several aliases start at one word, the
 * longest only. "New York Times" is one mention, not also "New York". Several gazetteers (one per pack) are
 * searched as if they were one: the longest alias of any wins, and candidates of equal length come together.
 *
 * A surface form agrees with an alias if their words fold alike, or with a simple ending taken off the
 * former (MatchFlag.inflected). Beyond the first letter, case is evidence, which the linker weighs.
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
  const maxWords = options.maxWords ?? to;
  const search = new Search(gazetteers, words, text, into, options);
  let index = search.nextStart(options.from ?? 0, to);
  while (index < to) {
    let found = search.findAt(index, Math.min(to, index + maxWords));
    const longest = found;
    while (options.overlapping && found > 1) found = search.findAt(index, index + found - 1);
    index = search.nextStart(index + (options.overlapping || longest === 0 ? 1 : longest), to);
  }
  return into;
}

/** Steps through the trie that one starting word may cost, so that a forged pack cannot stall a page. */
const MAX_STEPS = 512;
/** Nodes that may tie for the longest match: one a gazetteer and way of inflection. */
const MAX_TIES = 256;

const tieSegment = new Uint16Array(MAX_TIES);
const tieNode = new Uint32Array(MAX_TIES);
const tieInflected = new Uint8Array(MAX_TIES);
const units = new Uint16Array(MAX_FOLDED_LENGTH);
const bytes = new Uint8Array(MAX_FOLDED_LENGTH * 3);

/** One call of findMentions. */
class Search {
  private readonly gazetteers: readonly Gazetteer[];
  private readonly words: Words;
  private readonly text: string;
  private readonly into: Mentions;
  private readonly endings: Endings;
  private readonly small: number;
  /** Of the mention looked for: its first word, the word it must end before, the longest so far. */
  private first = 0;
  private limit = 0;
  private longest = 0;
  private tieCount = 0;
  private steps = 0;

  constructor(
    gazetteers: readonly Gazetteer[],
    words: Words,
    text: string,
    into: Mentions,
    options: FindOptions,
  ) {
    this.gazetteers = gazetteers;
    this.words = words;
    this.text = text;
    this.into = into;
    this.endings = endingsOf(options.language);
    this.small = options.ignoreCase ? 0 : SMALL;
  }

  /** First word from `index` on that may begin an alias of any gazetteer, or `to`. */
  nextStart(index: number, to: number): number {
    let nearest = to;
    for (let segment = 0; segment < this.gazetteers.length; segment++) {
      const { filter } = (this.gazetteers[segment] as Gazetteer).sections;
      nearest = this.nextInFilter(filter, index, nearest);
    }
    return nearest;
  }

  private nextInFilter(filter: Uint32Array, index: number, to: number): number {
    const { hash, flags } = this.words;
    const small = this.small;
    for (; index < to; index++) {
      const flag = flags[index] as number;
      const code = hash[index] as number;
      if ((flag & WordFlag.capital) === 0) {
        if (mayBegin(filter, code ^ small)) return index;
      } else if (mayBegin(filter, code) || this.mayBeginInflected(filter, index)) return index;
    }
    return to;
  }

  private mayBeginInflected(filter: Uint32Array, index: number): boolean {
    for (let cut = 1; cut <= LONGEST_ENDING; cut++) {
      const hash = hashWithout(cut, this.words, this.text, index, this.endings);
      if (hash !== NO_HASH && mayBegin(filter, hash)) return true;
    }
    return false;
  }

  /** Adds the longest mention at word `first`, ending before word `limit`. @returns its length in words, or 0. */
  findAt(first: number, limit: number): number {
    this.first = first;
    this.limit = limit;
    this.longest = 0;
    this.tieCount = 0;
    const flags = this.words.flags[first] as number;
    if ((flags & WordFlag.possessiveEnding) !== 0) return 0;
    const cuts = (flags & WordFlag.capital) === 0 ? 0 : LONGEST_ENDING;
    for (let segment = 0; segment < this.gazetteers.length; segment++) {
      const gazetteer = this.gazetteers[segment] as Gazetteer;
      this.steps = 0;
      for (let cut = 0; cut <= cuts; cut++) {
        const slot = this.findWord(gazetteer, first, cut);
        const node = slot < 0 ? -1 : gazetteer.findRoot(slot);
        if (node >= 0) this.walk(gazetteer, segment, node, first + 1, cut > 0);
      }
    }
    if (this.tieCount > 0) this.addMention();
    return this.longest;
  }

  /** Goes on from `node`, which stands for the words before `index`. */
  private walk(
    gazetteer: Gazetteer,
    segment: number,
    node: number,
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
    if (index >= this.limit || !gazetteer.parents.has(node) || ++this.steps > MAX_STEPS) return;
    const gap = (this.words.flags[index] as number) >> GAP_SHIFT;
    for (let cut = 0; cut <= LONGEST_ENDING; cut++) {
      const slot = this.findWord(gazetteer, index, cut);
      const child = slot < 0 ? -1 : gazetteer.findChild(node, slot);
      if (child < 0 || (gap >= Gap.dot && !gazetteer.allowsGap(child, gap))) continue;
      this.walk(gazetteer, segment, child, index + 1, isInflected || cut > 0);
    }
  }

  /** Slot of the word, without its last `cut` letters, its text compared: a hash alone proves nothing. */
  private findWord(gazetteer: Gazetteer, index: number, cut: number): number {
    let hash = this.words.hash[index] as number;
    if (cut > 0) {
      hash = hashWithout(cut, this.words, this.text, index, this.endings);
      if (hash === NO_HASH) return -1;
    }
    let slot = gazetteer.findSlot(hash);
    while (slot >= 0 && !this.isWord(gazetteer, slot, index, cut)) {
      slot = gazetteer.hasTwin(slot) ? gazetteer.findSlot(hash, slot) : -1;
    }
    return slot;
  }

  private isWord(gazetteer: Gazetteer, slot: number, index: number, cut: number): boolean {
    const { slotText, wordText } = gazetteer.sections;
    const { text, words } = this;
    const end = (words.end[index] as number) - cut;
    const stop = slotText[slot + 1] as number;
    let pooled = slotText[slot] as number;
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
    if (!this.isSmall()) return true;
    const { candidateForm, firstCandidateWords, candidateSamples } = gazetteer.sections;
    const start = firstCandidate(firstCandidateWords, candidateSamples, gazetteer.accepting.rank(node));
    const stop = endOfCandidates(firstCandidateWords, start, gazetteer.header.candidateCount);
    const hasCapital = this.hasCapital(end);
    for (let at = start; at < stop; at++) {
      if (admitsSmallStart(candidateForm[at] as number, end - this.first === 1, hasCapital)) return true;
    }
    return false;
  }

  private isSmall(): boolean {
    return this.small !== 0 && ((this.words.flags[this.first] as number) & WordFlag.capital) === 0;
  }

  private hasCapital(end: number): boolean {
    for (let index = this.first; index < end; index++) {
      if (((this.words.flags[index] as number) & (WordFlag.capital | WordFlag.innerCaps)) !== 0) return true;
    }
    return false;
  }

  private addMention(): void {
    const { words, text, into, first, longest } = this;
    const last = first + longest - 1;
    const surface = hashSurface(text, words, first, last);
    const isSmall = this.isSmall();
    const hasCapital = this.hasCapital(last + 1);
    const end = words.end[last] as number;
    let hasMark = false;
    for (let tie = 0; tie < this.tieCount; tie++) {
      const segment = tieSegment[tie] as number;
      const { sections, accepting, header } = this.gazetteers[segment] as Gazetteer;
      const { candidateForm, candidateOrdinal, firstCandidateWords, candidateSamples } = sections;
      const start = firstCandidate(
        firstCandidateWords,
        candidateSamples,
        accepting.rank(tieNode[tie] as number),
      );
      const stop = endOfCandidates(firstCandidateWords, start, header.candidateCount);
      for (let at = start; at < stop; at++) {
        const form = candidateForm[at] as number;
        if (isSmall && !admitsSmallStart(form, longest === 1, hasCapital)) continue;
        const mark = endMarkOfForm(form);
        if (mark !== '' && mark === text.charAt(end)) hasMark = true;
        into.addCandidate(
          segment,
          candidateOrdinal[at] as number,
          form,
          matchOf(form, surface, tieInflected[tie] === 1),
        );
      }
    }
    into.addMention(words.start[first] as number, hasMark ? end + 1 : end, first, longest);
  }
}

function matchOf(form: number, surface: number, isInflected: boolean): number {
  if (isInflected || !hasSameLetters(form, surface)) return MatchFlag.inflected;
  return hasSameCapitals(form, surface) ? MatchFlag.exact : MatchFlag.otherCase;
}
