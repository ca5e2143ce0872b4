import type { EntityHit, FactHit } from '../model/search.ts';

/** A hit and how good it is. Scores of different indexes can be compared (lib/search/rank.ts says what they are). */
export interface Scored<T> {
  readonly hit: T;
  readonly score: number;
}

/** What one index has to say to a query; best first in both lists. */
export interface IndexAnswer {
  readonly entities: readonly Scored<EntityHit>[];
  readonly facts: readonly Scored<FactHit>[];
}

/**
 * The searchable texts of one pack generation. Asynchronous, although the present one holds everything in
 * memory: one that reads from disk serves behind the same two methods.
 */
export interface SearchIndex {
  /**
   * Finds entities by any of their names, and facts by statement, subject, value and source title. Every
   * word of the query must be met; the order of words does not matter. A word is met by the same word, by
   * one that it begins, or by one that is a typo or two away; upper case and accents count for nothing.
   *
   * @param limit Most hits of each kind.
   * @returns nothing for a query without words.
   */
  search(query: string, limit: number): Promise<IndexAnswer>;
}
