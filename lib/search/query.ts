import { ENTITY_TYPES, type EntityType, FACT_STATUSES, type FactStatus } from '../model/fact-pack.ts';
import { packDate } from './format.ts';
import { joinTerms, readTerms } from './terms.ts';

export const FILTER_KEYS = ['type', 'status', 'since', 'before', 'source', 'pack', 'about'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** What narrows a search, next to its words. An empty list does not narrow; several values of a key widen it. */
export interface Filters {
  readonly types: readonly EntityType[];
  readonly statuses: readonly FactStatus[];
  /** See `packDate`; facts of that day or later, and of an earlier day. 0 where not asked for. */
  readonly since: number;
  readonly before: number;
  /** Words that a source's title or publisher, a pack's title or id, one of an entity's names must have. */
  readonly sources: readonly (readonly string[])[];
  readonly packs: readonly (readonly string[])[];
  readonly about: readonly (readonly string[])[];
  /** A filter has a value that nothing can have ("type:zebra"). */
  readonly isImpossible: boolean;
}

/** A query as it was typed, taken apart. */
export interface Query {
  /** Without filters. */
  readonly text: string;
  /** Folded, in order; those of phrases included. */
  readonly words: readonly string[];
  /** Words that must stand side by side. */
  readonly phrases: readonly (readonly string[])[];
  readonly filters: Filters;
}

/** `key:value`, `key:"two words"`, or a phrase; the quotation marks of several languages, and one left open. */
const TOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<key>${FILTER_KEYS.join('|')}):(?:["“„«](?<quoted>[^"”“»]*)["”“»]?|(?<value>[^\\s"“„«]*))|["“„«](?<phrase>[^"”“»]+)["”“»]?`,
  'giu',
);

export function readQuery(source: string): Query {
  const values: Record<FilterKey, string[]> = {
    type: [],
    status: [],
    since: [],
    before: [],
    source: [],
    pack: [],
    about: [],
  };
  const phrases: (readonly string[])[] = [];
  const text = source
    .replace(TOKEN, (_match, ...rest) => {
      const { key, quoted, value, phrase } = rest.at(-1) as Record<string, string | undefined>;
      if (key === undefined) {
        const words = wordsOf(phrase ?? '');
        if (words.length > 1) phrases.push(words);
        return ` ${phrase} `;
      }
      const wanted = (quoted ?? value ?? '').trim();
      if (wanted !== '') values[key.toLowerCase() as FilterKey].push(wanted);
      return ' ';
    })
    .trim();
  return { text, words: wordsOf(text), phrases, filters: readFilters(values) };
}

/** A filter at the end of a query whose value is still being typed. */
export interface BegunFilter {
  readonly key: FilterKey;
  /** Without the quotation mark that it may begin with. */
  readonly typed: string;
  /** What stands before the filter. */
  readonly before: string;
}

/** As in {@link TOKEN}, but that the value goes on: `key:val`, `key:"two wo`. */
const BEGUN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<key>${FILTER_KEYS.join('|')}):(?:["“„«](?<quoted>[^"”“»]*)|(?<value>[^\\s"“„«]*))$`,
  'iu',
);

export function findBegunFilter(query: string): BegunFilter | undefined {
  const found = BEGUN.exec(query);
  if (found === null) return undefined;
  const { key = '', quoted, value = '' } = found.groups ?? {};
  return {
    key: key.toLowerCase() as FilterKey,
    typed: quoted ?? value,
    before: query.slice(0, found.index),
  };
}

/** True for a query that asks for nothing at all. */
export function isBlank({ words, filters }: Query): boolean {
  return words.length === 0 && !isNarrowed(filters);
}

/** True if the filters ask for something that only facts have. */
export function asksForFacts({ statuses, since, before, sources, about }: Filters): boolean {
  return statuses.length > 0 || since > 0 || before > 0 || sources.length > 0 || about.length > 0;
}

function isNarrowed(filters: Filters): boolean {
  return (
    asksForFacts(filters) || filters.types.length > 0 || filters.packs.length > 0 || filters.isImpossible
  );
}

function readFilters(values: Record<FilterKey, readonly string[]>): Filters {
  const types = values.type.flatMap((value) => beginningWith(ENTITY_TYPES, value));
  const statuses = values.status.flatMap((value) => beginningWith(FACT_STATUSES, value));
  const since = values.since.map(packDate).filter((date) => date > 0);
  const before = values.before.map(packDate).filter((date) => date > 0);
  const texts = (key: FilterKey) => values[key].map(wordsOf).filter((words) => words.length > 0);
  return {
    types,
    statuses,
    since: Math.max(0, ...since),
    before: before.length > 0 ? Math.min(...before) : 0,
    sources: texts('source'),
    packs: texts('pack'),
    about: texts('about'),
    isImpossible:
      (values.type.length > 0 && types.length === 0) || (values.status.length > 0 && statuses.length === 0),
  };
}

/** While a value is being typed, every value counts that begins with it. */
function beginningWith<T extends string>(choices: readonly T[], value: string): T[] {
  return choices.filter((choice) => choice.startsWith(value.toLowerCase()));
}

/** A text that somebody did not type as a query, as one: nothing in it is a filter or a phrase. */
export function toPlainQuery(text: string): string {
  return text
    .replace(/[:"“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export function wordsOf(text: string): string[] {
  return readTerms(text).map((term) => term.text);
}

/** One way to read the words of a query. */
export interface Reading {
  readonly words: readonly string[];
  readonly mayHaveTypos: boolean;
  /** Words that stand side by side, in this order, or not at all: one word of the query, parted. */
  readonly isOneWord: boolean;
}

/** As written and, of several words, once more as one, for those who write "soft bank". */
export function plainReadings(text: string): Reading[] {
  const terms = readTerms(text);
  if (terms.length === 0) return [];
  const reading = { words: terms.map((term) => term.text), mayHaveTypos: true, isOneWord: false };
  const joined = joinTerms(terms);
  // With typos as well, "bridge x" would be "bridge".
  return joined === undefined
    ? [reading]
    : [reading, { words: [joined.text], mayHaveTypos: false, isOneWord: false }];
}
