import type { Entity, Fact, Source } from '../../model/fact-pack.ts';
import type { WriteSearchParts } from '../parts.ts';
import { SearchIndexBuilder } from './index-builder.ts';

/** Records of one kind, with the JSON of each: whoever builds takes what costs it less. */
export type IndexedRecords =
  | { readonly kind: 'sources'; readonly records: readonly Source[]; readonly jsons: readonly string[] }
  | { readonly kind: 'entities'; readonly records: readonly Entity[]; readonly jsons: readonly string[] }
  | { readonly kind: 'facts'; readonly records: readonly Fact[]; readonly jsons: readonly string[] };

/** Builds the index of a pack from its records, in any order, while they stream by: here or in another thread. */
export interface IndexBuilding {
  /** Resolves when more may come. */
  add(batch: IndexedRecords): Promise<void>;
  /** Resolves when the index is written. @returns UTF-16 code units and bytes of all its parts. */
  finish(): Promise<number>;
  /** Ends the work; what was written is of no use. Safe at any moment. */
  stop(): void;
}

/** Builds in this thread. */
export function buildIndexHere(write: WriteSearchParts): IndexBuilding {
  const builder = new SearchIndexBuilder(write);
  return {
    async add({ kind, records }) {
      switch (kind) {
        case 'sources':
          for (const source of records) {
            const full = builder.addSource(source);
            if (full) await full;
          }
          return;
        case 'entities':
          for (const entity of records) {
            const full = builder.addEntity(entity);
            if (full) await full;
          }
          return;
        case 'facts':
          for (const fact of records) {
            const full = builder.addFact(fact);
            if (full) await full;
          }
      }
    },
    async finish() {
      await builder.finish();
      return builder.length;
    },
    stop() {},
  };
}
