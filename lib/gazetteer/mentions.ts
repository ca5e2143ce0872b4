import type { AliasCase } from '../model/fact-pack.ts';
import { WordFlag, Words } from '../text/words.ts';
import {
  admitsSmallStart,
  type Casing,
  caseOfForm,
  casingOfForm,
  type FormKind,
  hasCapitalIn,
  hashSurface,
  hasSameCapitals,
  hasSameLetters,
  kindOfForm,
} from './alias-form.ts';
import type { Gazetteer } from './gazetteer.ts';

/** How a surface form agrees with the alias of one candidate. */
export const MatchFlag = {
  /** Letters and capitals as in the alias (accents, spaces, hyphens and apostrophes aside). */
  exact: 1,
  /** Same letters, other capitals: "GRAND RAPIDS" for "Grand Rapids". */
  otherCase: 2,
  /** Another form of the word: plural, genitive, Russian or German case. */
  inflected: 4,
} as const;

/** A candidate as an object, for tests, tools and places where speed does not matter. */
export interface Candidate {
  /** Index into the gazetteers that were searched. */
  readonly segment: number;
  readonly ordinal: number;
  readonly kind: FormKind;
  readonly case: AliasCase;
  /** Casing of the alias as the pack writes it. */
  readonly casing: Casing;
  /** See {@link MatchFlag}. */
  readonly match: number;
}

/**
 * Mentions of one text as parallel arrays, in text order. Mention `i` covers
 * `text.slice(start[i], end[i])`. Who it may be stands in the gazetteers, six entities for a name when there
 * are a million, and is read when it is asked for ({@link readCandidates}).
 */
export class Mentions {
  count = 0;
  start = new Uint32Array(64);
  end = new Uint32Array(64);
  /** Index of its first word in the words that were searched. */
  firstWord = new Uint32Array(64);
  wordCount = new Uint16Array(64);

  /** Candidates of the mention last read, in the first `candidateCount` places of the four arrays that follow. */
  candidateCount = 0;
  /** Which of the gazetteers. */
  segment = new Uint16Array(64);
  /** Which entity of that gazetteer's generation. */
  ordinal = new Uint32Array(64);
  /** Read it with kindOfForm, caseOfForm, casingOfForm. */
  form = new Uint32Array(64);
  /** See {@link MatchFlag}. */
  match = new Uint8Array(64);

  /** Mention `i` has the names from `nameStart[i]` up to `nameStart[i + 1]`: one a gazetteer and inflection. */
  private nameStart = new Uint32Array(65);
  private nameCount = 0;
  private nameSegment = new Uint16Array(64);
  /** See Gazetteer.findCandidates. */
  private namePlace = new Int32Array(64);
  private nameInflected = new Uint8Array(64);

  private gazetteers: readonly Gazetteer[] = [];
  private words = NO_WORDS;
  private text = '';
  private ignoreCase = false;

  /** Empties it for the mentions of another text. Candidates can be read until `words` are used again. */
  begin(gazetteers: readonly Gazetteer[], words: Words, text: string, ignoreCase: boolean): void {
    this.count = 0;
    this.nameCount = 0;
    this.candidateCount = 0;
    this.gazetteers = gazetteers;
    this.words = words;
    this.text = text;
    this.ignoreCase = ignoreCase;
  }

  /** Adds to the names of the mention that {@link addMention} will close. */
  addName(segment: number, place: number, isInflected: number): void {
    const index = this.nameCount;
    if (index === this.namePlace.length) {
      const capacity = index * 2;
      this.nameSegment = enlarged(this.nameSegment, new Uint16Array(capacity));
      this.namePlace = enlarged(this.namePlace, new Int32Array(capacity));
      this.nameInflected = enlarged(this.nameInflected, new Uint8Array(capacity));
    }
    this.nameSegment[index] = segment;
    this.namePlace[index] = place;
    this.nameInflected[index] = isInflected;
    this.nameCount = index + 1;
  }

  addMention(start: number, end: number, firstWord: number, wordCount: number): void {
    const index = this.count;
    if (index === this.start.length) {
      const capacity = index * 2;
      this.start = enlarged(this.start, new Uint32Array(capacity));
      this.end = enlarged(this.end, new Uint32Array(capacity));
      this.firstWord = enlarged(this.firstWord, new Uint32Array(capacity));
      this.wordCount = enlarged(this.wordCount, new Uint16Array(capacity));
      this.nameStart = enlarged(this.nameStart, new Uint32Array(capacity + 1));
    }
    this.start[index] = start;
    this.end[index] = end;
    this.firstWord[index] = firstWord;
    this.wordCount[index] = wordCount;
    this.nameStart[index + 1] = this.nameCount;
    this.count = index + 1;
  }

  /** Reads the candidates of mention `index` into the arrays. @returns how many there are. */
  readCandidates(index: number): number {
    const { words, text } = this;
    const first = this.firstWord[index] as number;
    const last = first + (this.wordCount[index] as number) - 1;
    const surface = hashSurface(text, words, first, last);
    const isSmall = !this.ignoreCase && ((words.flags[first] as number) & WordFlag.capital) === 0;
    const hasCapital = isSmall && hasCapitalIn(words, first, last);
    this.candidateCount = 0;
    for (let name = this.nameStart[index] as number; name < (this.nameStart[index + 1] as number); name++) {
      const segment = this.nameSegment[name] as number;
      const { candidates, sections } = this.gazetteers[segment] as Gazetteer;
      const isInflected = this.nameInflected[name] === 1;
      candidates.find(this.namePlace[name] as number);
      for (let at = candidates.start; at < candidates.stop; at++) {
        const form = sections.candidates[at * 2 + 1] as number;
        if (isSmall && !admitsSmallStart(form, first === last, hasCapital)) continue;
        const match = matchOf(form, surface, isInflected);
        this.addCandidate(segment, sections.candidates[at * 2] as number, form, match);
      }
    }
    return this.candidateCount;
  }

  private addCandidate(segment: number, ordinal: number, form: number, match: number): void {
    const index = this.candidateCount;
    if (index === this.ordinal.length) {
      const capacity = index * 2;
      this.segment = enlarged(this.segment, new Uint16Array(capacity));
      this.ordinal = enlarged(this.ordinal, new Uint32Array(capacity));
      this.form = enlarged(this.form, new Uint32Array(capacity));
      this.match = enlarged(this.match, new Uint8Array(capacity));
    }
    this.segment[index] = segment;
    this.ordinal[index] = ordinal;
    this.form[index] = form;
    this.match[index] = match;
    this.candidateCount = index + 1;
  }

  /** Candidates of mention `index` as objects. */
  candidates(index: number): Candidate[] {
    return Array.from({ length: this.readCandidates(index) }, (_, at) => {
      const form = this.form[at] as number;
      return {
        segment: this.segment[at] as number,
        ordinal: this.ordinal[at] as number,
        kind: kindOfForm(form),
        case: caseOfForm(form),
        casing: casingOfForm(form),
        match: this.match[at] as number,
      };
    });
  }
}

const NO_WORDS = new Words();

function matchOf(form: number, surface: number, isInflected: boolean): number {
  if (isInflected || !hasSameLetters(form, surface)) return MatchFlag.inflected;
  return hasSameCapitals(form, surface) ? MatchFlag.exact : MatchFlag.otherCase;
}

function enlarged<T extends Uint32Array | Int32Array | Uint16Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
