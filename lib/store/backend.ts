import type { SearchPart, SearchParts } from '../search/parts.ts';
import type { RecordCounts } from './fact-store.ts';
import type { Identities } from './identities.ts';
import type { Registry } from './registry.ts';

/**
 * Where a store keeps its bytes. The rules of packs and generations are written once, in
 * `ChunkedFactStore`; IndexedDB and memory differ in this port alone.
 */
export interface StoreBackend {
  readonly kind: 'indexeddb' | 'memory';
  readRegistry(): Promise<Registry>;
  /** Reads, changes and writes in one transaction; nothing is saved if `change` throws. `change` is synchronous. */
  updateRegistry<T>(change: (registry: Registry) => T): Promise<T>;
  createGeneration(id: string): Promise<GenerationWriter>;
  /** Rejects if the generation has no database. */
  openGeneration(id: string): Promise<GenerationReader>;
  /** Deletes the generation and what was staged for it, whether there or not. Space is given back. */
  deleteGeneration(id: string): Promise<void>;
  /** Every id that takes space, known to the registry or not. */
  listGenerations(): Promise<readonly string[]>;
  createStaging(id: string): Promise<StagingArea>;
  close(): void;
}

export const CHUNK_KINDS = ['dossiers', 'profiles', 'sources'] as const;
/** Texts of a generation, numbered from 0 within their kind. */
export type ChunkKind = (typeof CHUNK_KINDS)[number];

/** The last thing written of a generation: without it the generation is not complete. */
export interface GenerationMeta {
  readonly counts: RecordCounts;
  readonly chunkCounts: Readonly<Record<ChunkKind, number>>;
  /** Hash of the first id of each chunk, ascending. */
  readonly firstHashes: Readonly<Record<'dossiers' | 'sources', Uint32Array<ArrayBuffer>>>;
  /** Pieces of the imported file; 0 if none was given. */
  readonly originalPieces: number;
}

/** Made anew, and kept, where a generation lacks it or has it in a form that is no longer used. */
export interface DerivedParts {
  readonly gazetteer: ArrayBuffer;
  readonly identities: Identities;
}

export interface GenerationReader {
  readMeta(): Promise<GenerationMeta>;
  readDerived<Part extends keyof DerivedParts>(part: Part): Promise<DerivedParts[Part] | undefined>;
  replaceDerived<Part extends keyof DerivedParts>(part: Part, value: DerivedParts[Part]): Promise<void>;
  /** In the order asked, in one transaction. */
  readChunks(kind: ChunkKind, numbers: readonly number[]): Promise<readonly string[]>;
  /** At most `count` chunks from number `first` on. */
  readChunkRange(kind: ChunkKind, first: number, count: number): Promise<readonly string[]>;
  countChunks(kind: ChunkKind): Promise<number>;
  readOriginalPiece(number: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Bytes of all pieces. */
  measureOriginal(): Promise<number>;
  readonly search: SearchParts;
  /** For a generation that was written without a search index, or with one of another version. */
  writeSearchParts(parts: ReadonlyMap<string, SearchPart>): Promise<void>;
  close(): void;
}

export interface GenerationWriter {
  /** Resolves when the chunks are in the database. */
  writeChunks(kind: ChunkKind, first: number, chunks: readonly string[]): Promise<void>;
  writeOriginalPiece(number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  writeSearchParts(parts: ReadonlyMap<string, SearchPart>): Promise<void>;
  /** To be called after the last chunk of dossiers and the last piece: brings what went to a file to where it stays. */
  storeFile(): Promise<void>;
  /** Resolves when everything written so far is on disk. */
  finish(meta: GenerationMeta, derived: DerivedParts): Promise<void>;
  close(): void;
}

/** Bytes set aside while a pack streams in, each in a numbered slot, kept in the order written. */
export interface StagingArea {
  /** The bytes are the caller's again once it resolves. */
  write(parts: readonly { readonly slot: number; readonly bytes: Uint8Array }[]): Promise<void>;
  read(slot: number): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Gives the space back. */
  delete(): Promise<void>;
}
