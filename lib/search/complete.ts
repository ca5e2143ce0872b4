import { ENTITY_TYPES, FACT_STATUSES } from '../model/fact-pack.ts';
import { FILTER_KEYS, type FilterKey, findBegunFilter, wordsOf } from './query.ts';

/** A way to finish the word that is being typed. */
export interface Completion {
  /** What stands there then: "type:", "type:person". */
  readonly text: string;
  /** The whole query, so finished. */
  readonly query: string;
}

export interface CompletionContext {
  readonly packTitles: readonly string[];
  /** Of entities that are at hand, e.g. those whose facts the query has found so far. */
  readonly names: readonly string[];
  /** Titles and publishers of sources, the best to offer first. */
  readonly sources: readonly string[];
  /** The present one. */
  readonly year: number;
}

/** More than this would be a list of its own. */
const MAX_COMPLETIONS = 7;
/** Letters from which on a word may be the beginning of a filter. */
const MIN_KEY = 2;
/** Years that are offered for `since:` and `before:`. */
const YEARS = 4;

/**
 * Filters, and values of filters, that the end of a query begins. Nothing after a space, but within quotation
 * marks, nor for a word that begins none.
 */
export function completeFilters(query: string, context: CompletionContext): Completion[] {
  const begun = findBegunFilter(query);
  if (begun === undefined) return completeKeys(query);
  const { key, typed, before } = begun;
  const values = valuesOf(key, context)
    .filter((value) => isBegun(value, typed))
    .map(quote);
  return [...new Set(values)].slice(0, MAX_COMPLETIONS).map((value) => {
    const text = `${key}:${value}`;
    return { text, query: `${before}${text} ` };
  });
}

function completeKeys(query: string): Completion[] {
  const [word] = /\S*$/.exec(query) ?? [''];
  if (word.length < MIN_KEY) return [];
  const before = query.slice(0, query.length - word.length);
  return FILTER_KEYS.filter((key) => key.startsWith(word.toLowerCase())).map((key) => ({
    text: `${key}:`,
    query: `${before}${key}:`,
  }));
}

/** A value as `readQuery` reads it back. Quotation marks of its own would end it; words are compared without. */
function quote(value: string): string {
  const plain = value
    .replace(/["“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.includes(' ') ? `"${plain}"` : plain;
}

function valuesOf(
  key: FilterKey,
  { packTitles, names, sources, year }: CompletionContext,
): readonly string[] {
  switch (key) {
    case 'type':
      return ENTITY_TYPES;
    case 'status':
      return FACT_STATUSES;
    case 'since':
    case 'before':
      return Array.from({ length: YEARS }, (_, ago) => String(year - ago));
    case 'pack':
      return packTitles;
    case 'about':
      return names;
    case 'source':
      return sources;
  }
}

/** A value that stands there already need not be offered. */
function isBegun(value: string, typed: string): boolean {
  if (value.toLowerCase() === typed.toLowerCase()) return false;
  if (typed.trim() === '') return true;
  const wanted = wordsOf(typed);
  const words = wordsOf(value);
  return wanted.length > 0 && wanted.every((begun) => words.some((word) => word.startsWith(begun)));
}
