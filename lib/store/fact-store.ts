import type { Dossier, EntityProfile } from '../model/dossier.ts';
import type { Entity, Fact, PackHeader, Source } from '../model/fact-pack.ts';

/** One version of a pack, complete and immutable. Its database is named after it. */
export interface GenerationSummary {
  readonly id: string;
  readonly packId: string;
  readonly header: PackHeader;
  readonly counts: { readonly sources: number; readonly entities: number; readonly facts: number };
  /** When it was imported, milliseconds since the epoch. */
  readonly importedAt: number;
}

/** A pack as the reader has it: which generation serves, which older ones remain. */
export interface InstalledPack {
  readonly packId: string;
  readonly isEnabled: boolean;
  /** Came with the extension; an update of the extension may replace it, the reader's own packs never. */
  readonly isBundled: boolean;
  readonly current: GenerationSummary;
  /** Older generations that can be rolled back to, newest first. */
  readonly history: readonly GenerationSummary[];
}

/**
 * The read side of one generation. Entities are numbered 0..counts.entities-1 in an order that the
 * store chooses; the gazetteer's candidates are those ordinals.
 */
export interface Generation {
  readonly summary: GenerationSummary;
  readDossier(entityId: string): Promise<Dossier | undefined>;
  /** In the order asked; throws RangeError for an ordinal out of range. */
  readProfiles(ordinals: readonly number[]): Promise<readonly EntityProfile[]>;
  /** All dossiers in ordinal order, a batch at a time. */
  dossiers(): AsyncIterable<readonly Dossier[]>;
  /** The gazetteer compiled when the generation was imported, as `Gazetteer.buffer`. */
  readGazetteer(): Promise<ArrayBuffer>;
  close(): void;
}

/** A generation being written: nothing of it is visible until `commit`. */
export interface StagedGeneration {
  readonly id: string;
  addSources(sources: readonly Source[]): Promise<void>;
  addEntities(entities: readonly Entity[]): Promise<void>;
  addFacts(facts: readonly Fact[]): Promise<void>;
  /** Groups facts by entity, compiles the gazetteer, verifies counts. The generation can then be read, but does not serve. */
  seal(): Promise<Generation>;
  /** Makes it the pack's current generation in one transaction; drops generations beyond the history. */
  commit(options: { isBundled: boolean }): Promise<InstalledPack>;
  /** Drops everything staged. Safe at any moment, also twice. */
  abort(): Promise<void>;
}

/** Where packs live. Two implementations, one contract suite: IndexedDB, and memory where IndexedDB is unavailable. */
export interface FactStore {
  /** Installed packs in the reader's order. */
  packs(): Promise<readonly InstalledPack[]>;
  /** @throws StoreError if the generation is gone. */
  openGeneration(generationId: string): Promise<Generation>;
  stage(header: PackHeader): Promise<StagedGeneration>;
  setEnabled(packId: string, isEnabled: boolean): Promise<void>;
  removePack(packId: string): Promise<void>;
  /** Deletes what crashed imports left behind; never touches an import that lives. @returns how many generations went. */
  sweep(): Promise<number>;
  close(): void;
}
