import type { Span } from '../model/mention.ts';
import { endOfPrefix, type Term } from './terms.ts';
import { allowedTypos, countTypos } from './typos.ts';

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
export function matchTerm(wanted: string, text: string, terms: readonly Term[]): TermMatch | undefined {
  let best: { term: Term; position: number; closeness: Closeness; typos: number } | undefined;
  const mostTypos = allowedTypos(wanted);
  for (const [position, term] of terms.entries()) {
    if (term.text === wanted) {
      return {
        start: term.start,
        end: term.end,
        closeness: Closeness.exact,
        typos: 0,
        position,
        coverage: 1,
      };
    }
    if (term.text.startsWith(wanted)) {
      if (best?.closeness !== Closeness.prefix)
        best = { term, position, closeness: Closeness.prefix, typos: 0 };
    } else if (best?.closeness !== Closeness.prefix && mostTypos > 0) {
      const typos = countTypos(wanted, term.text, Math.min(mostTypos, (best?.typos ?? mostTypos + 1) - 1));
      if (typos < (best?.typos ?? mostTypos + 1))
        best = { term, position, closeness: Closeness.fuzzy, typos };
    }
  }
  if (best === undefined) return undefined;
  const { term, closeness, typos, position } = best;
  const isPrefix = closeness === Closeness.prefix;
  return {
    start: term.start,
    end: isPrefix ? endOfPrefix(text, term, wanted.length) : term.end,
    closeness,
    typos,
    position,
    coverage: isPrefix ? wanted.length / term.text.length : 1,
  };
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
