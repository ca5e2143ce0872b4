import type { Entity, Fact, Source } from '../../../lib/model/fact-pack.ts';

/** The records of a pack. */
export interface Records {
  readonly sources: readonly Source[];
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
}

export interface Found {
  /** Names of entities, best first. */
  readonly entities: readonly string[];
  readonly facts: readonly string[];
}

/** A way to search, in a page. */
export interface Engine {
  /** Builds the index and keeps it in IndexedDB, as far as the engine can. */
  build(records: Records): Promise<void>;
  /** In a page that has just been opened: makes ready what a search needs. */
  open(): Promise<void>;
  /** @param limit Most results of each kind. */
  search(query: string, limit: number): Promise<Found>;
}
