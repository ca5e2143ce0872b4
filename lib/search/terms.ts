import type { Span } from '../model/mention.ts';
import { foldInto, MAX_FOLDED_LENGTH } from '../text/fold-word.ts';
import { readWords } from '../text/read-words.ts';
import { hasFlag, WordFlag, Words } from '../text/words.ts';
import { MAX_TERM } from './format.ts';

/** A word in comparable form, and where it stands in its text. */
export interface Term extends Span {
  readonly text: string;
}

/** Reused from call to call: reading is synchronous and keeps nothing of it. */
const words = new Words();

/** Words of a text in its order, folded, without the "s" of possessives. "OpenAI’s U.S. deal" has openai, us, deal. */
export function readTerms(text: string): Term[] {
  readWords(text, words);
  const terms: Term[] = [];
  for (let index = 0; index < words.count; index++) {
    if (hasFlag(words, index, WordFlag.possessiveEnding)) continue;
    const start = words.start[index] as number;
    const end = words.end[index] as number;
    const folded = foldTerm(text.slice(start, end));
    if (folded !== '') terms.push({ text: folded, start, end });
  }
  return terms;
}

const units = new Uint16Array(MAX_FOLDED_LENGTH);

/** Comparable form of one word, as the index has it; "&" is the word that it is read as. */
function foldTerm(word: string): string {
  const length = foldInto(word, 0, word.length, units);
  return String.fromCharCode(...units.subarray(0, Math.min(length, MAX_TERM)));
}

/**
 * End of the shortest part of a term's source text that folds to at least `length` code units, so that
 * "straß" is marked in "Straße" for the query "strass".
 */
export function endOfPrefix(text: string, term: Term, length: number): number {
  if (length >= term.text.length) return term.end;
  let end = term.start;
  while (end < term.end && foldTerm(text.slice(term.start, end)).length < length) {
    end += (text.codePointAt(end) as number) > 0xffff ? 2 : 1;
  }
  return end;
}

/** All terms as one, for names that some write in one word: "Soft Bank". Undefined if there is nothing to join. */
export function joinTerms(terms: readonly Term[]): Term | undefined {
  const [first, last] = [terms[0], terms.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  return { text: terms.map((term) => term.text).join(''), start: first.start, end: last.end };
}
