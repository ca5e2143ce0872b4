import type { AliasCase } from '../model/fact-pack.ts';
import {
  type AliasForm,
  type Casing,
  caseOfForm,
  casingOfForm,
  type FormKind,
  kindOfForm,
} from './alias-form.ts';

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
 * `text.slice(start[i], end[i])`, and its candidates are `candidateStart[i]` up to `candidateStart[i + 1]`
 * in `segment`, `ordinal`, `form` and `match`.
 */
export class Mentions {
  count = 0;
  start = new Uint32Array(64);
  end = new Uint32Array(64);
  /** Index of its first word in the words that were searched. */
  firstWord = new Uint32Array(64);
  wordCount = new Uint16Array(64);
  candidateStart = new Uint32Array(65);
  candidateCount = 0;
  /** Which of the gazetteers. */
  segment = new Uint16Array(64);
  /** Which entity of that gazetteer's generation. */
  ordinal = new Uint32Array(64);
  /** Read it with kindOfForm, caseOfForm, casingOfForm. */
  form = new Uint32Array(64);
  /** See {@link MatchFlag}. */
  match = new Uint8Array(64);

  clear(): void {
    this.count = 0;
    this.candidateCount = 0;
  }

  addCandidate(segment: number, ordinal: number, form: AliasForm, match: number): void {
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

  /** Closes a mention over the candidates added since the last one. */
  addMention(start: number, end: number, firstWord: number, wordCount: number): void {
    const index = this.count;
    if (index === this.start.length) {
      const capacity = index * 2;
      this.start = enlarged(this.start, new Uint32Array(capacity));
      this.end = enlarged(this.end, new Uint32Array(capacity));
      this.firstWord = enlarged(this.firstWord, new Uint32Array(capacity));
      this.wordCount = enlarged(this.wordCount, new Uint16Array(capacity));
      this.candidateStart = enlarged(this.candidateStart, new Uint32Array(capacity + 1));
    }
    this.start[index] = start;
    this.end[index] = end;
    this.firstWord[index] = firstWord;
    this.wordCount[index] = wordCount;
    this.candidateStart[index + 1] = this.candidateCount;
    this.count = index + 1;
  }

  /** Candidates of mention `index` as objects. */
  candidates(index: number): Candidate[] {
    const list: Candidate[] = [];
    for (
      let at = this.candidateStart[index] as number;
      at < (this.candidateStart[index + 1] as number);
      at++
    ) {
      const form = this.form[at] as number;
      list.push({
        segment: this.segment[at] as number,
        ordinal: this.ordinal[at] as number,
        kind: kindOfForm(form),
        case: caseOfForm(form),
        casing: casingOfForm(form),
        match: this.match[at] as number,
      });
    }
    return list;
  }
}

function enlarged<T extends Uint32Array | Uint16Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
