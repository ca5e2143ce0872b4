import type { Span } from '../model/mention.ts';
import { endOfPrefix, type Term } from './terms.ts';
import { allowedTypos, type Closest, compareWords } from './typos.ts';

/** How a word of the query met a word of a text; higher is closer. A typo costs more than an unfinished word. */
export const Closeness = {
  fuzzy: 1,
  prefix: 2,
  exact: 3,
} as const;
export type Closeness = (typeof Closeness)[keyof typeof Closeness];

/** One word of the query in one text. */
export interface TermMatch extends Span {
  readonly closeness: Closeness;
  /** 0 unless fuzzy. */
  readonly typos: number;
  /** Position of the word in the text, 0-based. */
  readonly position: number;
  /** Share of the word that the query covers, 0..1. */
  readonly coverage: number;
}

/** The closest word of a text to one word of a query, the earliest of equals; undefined if none is close. */
export function matchTerm(
  wanted: string,
  text: string,
  terms: readonly Term[],
  mayHaveTypos: boolean,
): TermMatch | undefined {
  const exact = terms.findIndex((term) => term.text === wanted);
  if (exact >= 0) return toMatch(text, terms, exact, Closeness.exact, wanted.length);
  const begun = terms.findIndex((term) => term.text.startsWith(wanted));
  if (begun >= 0) return toMatch(text, terms, begun, Closeness.prefix, wanted.length);
  let best: (Closest & { position: number }) | undefined;
  let most = mayHaveTypos ? allowedTypos(wanted) : 0;
  for (let position = 0; position < terms.length && most > 0; position++) {
    const closest = compareWords(wanted, (terms[position] as Term).text, most);
    if (closest === undefined) continue;
    best = { ...closest, position };
    most = closest.typos - 1;
  }
  return best && toMatch(text, terms, best.position, Closeness.fuzzy, best.length, best.typos);
}

/** @param length Code units of the term that the query's word covers. */
function toMatch(
  text: string,
  terms: readonly Term[],
  position: number,
  closeness: Closeness,
  length: number,
  typos = 0,
): TermMatch {
  const term = terms[position] as Term;
  const { start } = term;
  const end = endOfPrefix(text, term, length);
  return { start, end, closeness, typos, position, coverage: length / term.text.length };
}

/** Spans in text order, those that touch or overlap made one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
