import type { EntityHit, FactHit } from '../model/search.ts';
import type { Query } from './query.ts';

/** A hit and how good it is. Scores of different indexes can be compared (lib/search/weights.ts says what they are). */
export interface Scored<T> {
  readonly hit: T;
  readonly score: number;
}

/** An entity that was found, and the addresses by which other packs may know it (lib/model/identity.ts). */
export interface ScoredEntity extends Scored<EntityHit> {
  readonly addresses: readonly string[];
}

/** What one index has to say to a query; best first in both lists. */
export interface IndexAnswer {
  readonly entities: readonly ScoredEntity[];
  readonly facts: readonly Scored<FactHit>[];
}

export interface SearchOptions {
  /** Most hits of each kind. */
  readonly limit: number;
  /** Ids of entities that come first among equals: those that the page in front of the reader mentions. */
  readonly onPage?: ReadonlySet<string> | undefined;
  /** Entities alone, for which less has to be read first. */
  readonly isForEntities?: boolean | undefined;
}

/** A title or a publisher that facts can be narrowed to by `source:`. */
export interface SourceName {
  readonly text: string;
  /** How often facts of the pack cite sources of this name; at least once. */
  readonly citations: number;
  /** It begins with what was typed, word by word, and does not only have it somewhere. */
  readonly isAtStart: boolean;
}

/** The searchable texts of one pack generation, read from where they are kept as far as a search needs them. */
export interface SearchIndex {
  /**
   * Finds entities by any of their names, and facts by statement, subject, property, value and source.
   * Every word of the query must be met; the order of words does not matter. A word is met by the same
   * word, by one that it begins, or by one that is a typo or two away; upper case and accents count for
   * nothing.
   *
   * @returns nothing for a query without words and filters.
   */
  search(query: Query, options: SearchOptions): Promise<IndexAnswer>;
  /**
   * Titles and publishers of which each of the words begins a word; those that begin with them first, then
   * those that are cited most. All of them for no words.
   *
   * @param words Folded (`wordsOf`).
   */
  findSources(words: readonly string[], limit: number): Promise<readonly SourceName[]>;
  /** Reads what every search needs, so that the first one need not wait for it: names first. */
  prepare(): Promise<void>;
}
