import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import type { Dossier, EntityProfile } from '../model/dossier.ts';
import type { Entity, Fact, PackHeader, Source } from '../model/fact-pack.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { StoreError } from './store-error.ts';

/** How many records of each kind a generation holds. */
export interface RecordCounts {
  readonly sources: number;
  readonly entities: number;
  readonly facts: number;
}

/** One version of a pack, complete and immutable. Its database is named after it. */
export interface GenerationSummary {
  readonly id: string;
  readonly packId: string;
  readonly header: PackHeader;
  readonly counts: RecordCounts;
  /** When it was imported, milliseconds since the epoch. */
  readonly importedAt: number;
  /** Text of the signature file that it was imported with; undefined where the header carries the signature, or nothing does. */
  readonly detachedSignature?: string | undefined;
  /** A pinned generation stays, however many newer ones follow, until it is unpinned or deleted. */
  readonly isPinned: boolean;
  /** What it takes on disk before the browser compresses it, in bytes: text and gazetteer. */
  readonly bytes: number;
}

/** A pack as the reader has it: which generation serves, which older ones remain. */
export interface InstalledPack {
  readonly packId: string;
  readonly isEnabled: boolean;
  /** Came with the extension; an update of the extension may replace it, the reader's own packs never. */
  readonly isBundled: boolean;
  /** Public key that its updates must be signed with; undefined for a pack that came unsigned. */
  readonly pinnedKey?: string | undefined;
  readonly current: GenerationSummary;
  /** Other generations that can be rolled back to, the latest imported first. */
  readonly history: readonly GenerationSummary[];
}

/** A stretch of two generations, walked side by side. */
export interface GenerationDifference {
  /** Dossiers before and after, where they differ; undefined on the side that lacks the entity. */
  readonly pairs: readonly (readonly [Dossier | undefined, Dossier | undefined])[];
  /** What is the same and was left out; a fact counts with its subject. */
  readonly unchanged: { readonly entities: number; readonly facts: number };
}

/**
 * The read side of one generation. Entities are numbered 0..counts.entities-1 in the order of
 * `compareEntityIds` (lib/store/entity-order.ts), the same in every generation, so that two
 * generations can be walked side by side; the gazetteer's candidates are those ordinals.
 *
 * Every method throws StoreError once the generation was deleted: open the pack's current one then.
 */
export interface Generation {
  readonly summary: GenerationSummary;
  readDossier(entityId: string): Promise<Dossier | undefined>;
  /** In the order asked; throws RangeError for an ordinal out of range. */
  readProfiles(ordinals: readonly number[]): Promise<readonly EntityProfile[]>;
  /** Ids of entities that go by another id, but share an address (`sameAs`) with this one of another pack. */
  findSame(entity: Pick<Entity, 'id' | 'sameAs'>): Promise<readonly string[]>;
  /** All dossiers in ordinal order, a batch at a time. */
  dossiers(): AsyncIterable<readonly Dossier[]>;
  /** Everything that differs from an older generation, in ordinal order, and how much does not. */
  differencesFrom(before: Generation): AsyncIterable<GenerationDifference>;
  /** The gazetteer compiled when the generation was imported; a snapshot of another format, or damaged, is compiled and saved anew. */
  readGazetteer(): Promise<Gazetteer>;
  /** The search index built when the generation was imported; a missing one, or one of another version, is built and saved. */
  openSearchIndex(): Promise<SearchIndex>;
  /**
   * The file that the generation was imported from, to the byte, so that its signature still
   * verifies; undefined if it was staged without one.
   */
  originalFile(): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>;
  /** How long that file is, in bytes; 0 if there is none. Reads nothing of it. */
  originalSize(): Promise<number>;
  close(): void;
}

export interface SealOptions {
  /** Called now and then with the share of the work that is done, 0..1. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CommitOptions {
  readonly isBundled: boolean;
  /** See `InstalledPack.pinnedKey`. */
  readonly pinnedKey?: string | undefined;
  /** See `GenerationSummary.detachedSignature`. */
  readonly detachedSignature?: string | undefined;
  /** Of one that comes back from a backup: when it was imported first, milliseconds since the epoch, and whether it was pinned. */
  readonly restored?: { readonly importedAt: number; readonly isPinned: boolean } | undefined;
}

/** JSON of each record, without line breaks, where it is known already: then it is not written anew. */
export type KnownJsons = readonly (string | undefined)[];

/** A generation being written: nothing of it is visible until `commit`. */
export interface StagedGeneration {
  readonly id: string;
  addSources(sources: readonly Source[], jsons?: KnownJsons): Promise<void>;
  addEntities(entities: readonly Entity[], jsons?: KnownJsons): Promise<void>;
  addFacts(facts: readonly Fact[], jsons?: KnownJsons): Promise<void>;
  /** Keeps the file itself as well, in pieces as they arrive. */
  addOriginal(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Groups facts by entity, compiles the gazetteer, verifies counts. The generation can then be read, but does not serve. */
  seal(options?: SealOptions): Promise<Generation>;
  /** Makes it the pack's current generation in one transaction; drops generations beyond the history. */
  commit(options: CommitOptions): Promise<InstalledPack>;
  /** Drops everything staged. Safe at any moment, also twice; does nothing after `commit`. */
  abort(): Promise<void>;
}

/** Where packs live. Two implementations, one contract suite: IndexedDB, and memory where IndexedDB is unavailable. */
export interface FactStore {
  /** `memory`: nothing outlives the process, and the reader should be told so. */
  readonly kind: 'indexeddb' | 'memory';
  /** Why IndexedDB is not used, where it was wanted. */
  readonly openError?: StoreError | undefined;
  /** Installed packs in the reader's order. */
  packs(): Promise<readonly InstalledPack[]>;
  /** @throws StoreError if the generation is gone. */
  openGeneration(generationId: string): Promise<Generation>;
  /**
   * Takes the pack's import lock, which holds until `commit` or `abort`, or until this context dies.
   * @returns undefined while another import of the same pack runs, here or in another window.
   */
  stage(header: PackHeader): Promise<StagedGeneration | undefined>;
  setEnabled(packId: string, isEnabled: boolean): Promise<void>;
  /** Packs that `packIds` leaves out keep their order after those it names. */
  reorder(packIds: readonly string[]): Promise<void>;
  /** Makes another generation of the pack serve; the one that served stays in the history. */
  rollBack(packId: string, generationId: string): Promise<InstalledPack>;
  setPinned(generationId: string, isPinned: boolean): Promise<void>;
  /** @throws RangeError for the generation that serves: remove the pack, or roll back first. */
  removeGeneration(generationId: string): Promise<void>;
  removePack(packId: string): Promise<void>;
  /** Version of the bundled pack that the reader removed; undefined if there is none. Importing the pack again forgets it. */
  removedBundledVersion(packId: string): Promise<string | undefined>;
  /** Deletes what crashed imports left behind; never touches an import that lives. @returns how many generations went. */
  sweep(): Promise<number>;
  close(): void;
}
