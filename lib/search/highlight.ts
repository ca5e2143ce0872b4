import type { Span } from '../model/mention.ts';
import { matchTerm, mergeSpans } from './match-terms.ts';
import { joinTerms, readTerms, type Term } from './terms.ts';

/** Where the words of a query stand in a text; words that are not there are passed over. */
export function findSpans(text: string, words: readonly string[]): Span[] {
  const terms = readTerms(text);
  // "soft bank" where the text has "SoftBank".
  const inOne = words.length > 1 ? matchTerm(words.join(''), text, terms, false) : undefined;
  if (inOne !== undefined) return mergeSpans([inOne]);
  const found = words.flatMap((word) => matchTerm(word, text, terms, true) ?? []);
  if (found.length > 0) return mergeSpans(found);
  // "deepmind" where the text has "Deep Mind".
  const whole = joinTerms(terms);
  const joined = [...pairsOf(terms), ...(whole === undefined ? [] : [whole])];
  return mergeSpans(words.flatMap((word) => matchTerm(word, text, joined, false) ?? []));
}

function pairsOf(terms: readonly Term[]): Term[] {
  return terms.slice(1).flatMap((term, at) => joinTerms([terms[at] as Term, term]) ?? []);
}

/** True if the words stand side by side in the text, in this order. */
export function hasPhrase(text: string, phrase: readonly string[]): boolean {
  const terms = readTerms(text);
  return terms.some((_, at) => phrase.every((word, offset) => terms[at + offset]?.text === word));
}

/** True if some word of the text begins with this one. */
export function hasBeginning(text: string, beginning: string): boolean {
  return readTerms(text).some((term) => term.text.startsWith(beginning));
}
