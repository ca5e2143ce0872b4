import { ENTITY_TYPES, FACT_STATUSES } from '../model/fact-pack.ts';
import { FILTER_KEYS, type FilterKey, wordsOf } from './query.ts';

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
 * Filters, and values of filters, that the last word of a query begins. Nothing after a space, nor for a word
 * that begins none; sources are not looked up.
 */
export function completeFilters(query: string, context: CompletionContext): Completion[] {
  const [word] = /\S*$/.exec(query) ?? [''];
  const before = query.slice(0, query.length - word.length);
  const colon = word.indexOf(':');
  if (colon < 0) {
    if (word.length < MIN_KEY) return [];
    return FILTER_KEYS.filter((key) => key.startsWith(word.toLowerCase())).map((key) => ({
      text: `${key}:`,
      query: `${before}${key}:`,
    }));
  }
  const key = FILTER_KEYS.find((one) => one === word.slice(0, colon).toLowerCase());
  if (key === undefined) return [];
  const typed = word.slice(colon + 1).replace(/^["“„«]/, '');
  return valuesOf(key, context)
    .filter((value) => isBegun(value, typed))
    .slice(0, MAX_COMPLETIONS)
    .map((value) => {
      const text = `${key}:${/\s/.test(value) ? `"${value}"` : value}`;
      return { text, query: `${before}${text} ` };
    });
}

function valuesOf(key: FilterKey, { packTitles, names, year }: CompletionContext): readonly string[] {
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
      return [...new Set(names)];
    default:
      return [];
  }
}

/** A value that stands there already need not be offered. */
function isBegun(value: string, typed: string): boolean {
  if (value.toLowerCase() === typed.toLowerCase()) return false;
  if (typed === '') return true;
  const [wanted = typed.toLowerCase()] = wordsOf(typed);
  return wordsOf(value).some((word) => word.startsWith(wanted));
}
