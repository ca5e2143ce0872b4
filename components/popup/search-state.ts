import type { EntityHit, FactHit, SearchResults } from '../../lib/model/search.ts';

/** Where a search stands. Results of an earlier query stay up while the next one runs, so nothing flickers. */
export type SearchState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'searching'; readonly results: SearchResults | undefined }
  | { readonly phase: 'done'; readonly results: SearchResults }
  | { readonly phase: 'failed' };

/** Of which nothing is known yet. */
export const SEARCHING: SearchState = { phase: 'searching', results: undefined };

/** A filter that the word being typed begins, and the whole query with it. */
export interface QueryCompletion {
  readonly text: string;
  readonly query: string;
}

/** One line that the arrow keys reach. */
export type SearchHit =
  | { readonly kind: 'entity'; readonly hit: EntityHit }
  | { readonly kind: 'fact'; readonly hit: FactHit };

/** Results as the arrow keys walk them: entities first. */
export function listHits({ entities, facts }: SearchResults): SearchHit[] {
  return [
    ...entities.map((hit): SearchHit => ({ kind: 'entity', hit })),
    ...facts.map((hit): SearchHit => ({ kind: 'fact', hit })),
  ];
}

/** Whom the facts are about that a search has found so far. */
export function subjectNames(search: SearchState): readonly string[] {
  const results = search.phase === 'done' || search.phase === 'searching' ? search.results : undefined;
  return results?.facts.map(({ subject }) => subject.name) ?? [];
}

/** The entity whose dossier a hit opens. */
export function entityOf(search: SearchHit): { readonly id: string; readonly name: string } {
  return search.kind === 'entity' ? search.hit.entity : search.hit.subject;
}

/**
 * Where an arrow key leads; the ends meet, by way of the field itself.
 *
 * @param active 0-based; -1 is the field.
 */
export function stepActive(active: number, step: 1 | -1, count: number): number {
  const places = count + 1;
  return ((active + 1 + step + places) % places) - 1;
}
