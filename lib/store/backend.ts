import type { RecordCounts } from './fact-store.ts';
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

/** Texts of a generation, numbered from 0 within their kind. */
export type ChunkKind = 'dossiers' | 'profiles';

/** The last thing written of a generation: without it the generation is not complete. */
export interface GenerationMeta {
  readonly counts: RecordCounts;
  /** Hash of the first entity id of each dossier chunk, ascending. */
  readonly firstHashes: Uint32Array<ArrayBuffer>;
  /** Over all chunks of a kind in their order, as `Checksum` makes it. */
  readonly checksums: Readonly<Record<ChunkKind, number>>;
  readonly original?: OriginalMeta | undefined;
}

/** How the imported file is kept. */
export interface OriginalMeta {
  readonly pieces: number;
  /** The file came uncompressed and was compressed by us; take that off again before handing it out. */
  readonly isOurGzip: boolean;
}

export interface GenerationReader {
  readMeta(): Promise<GenerationMeta>;
  readGazetteer(): Promise<ArrayBuffer>;
  /** Keeps a gazetteer that was compiled anew, because the snapshot was of another format or damaged. */
  replaceGazetteer(gazetteer: ArrayBuffer): Promise<void>;
  /** In the order asked, in one transaction. */
  readChunks(kind: ChunkKind, numbers: readonly number[]): Promise<readonly string[]>;
  /** At most `count` chunks from number `first` on. */
  readChunkRange(kind: ChunkKind, first: number, count: number): Promise<readonly string[]>;
  readOriginalPiece(number: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): void;
}

export interface GenerationWriter {
  /** Resolves when the chunks are in the database. */
  writeChunks(kind: ChunkKind, first: number, chunks: readonly string[]): Promise<void>;
  writeOriginalPiece(number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Resolves when everything written so far is on disk. */
  finish(meta: GenerationMeta, gazetteer: ArrayBuffer): Promise<void>;
  close(): void;
}

/** Texts set aside while a pack streams in, each under a partition number, kept in the order written. */
export interface StagingArea {
  write(texts: readonly { readonly partition: number; readonly text: string }[]): Promise<void>;
  read(partition: number): AsyncIterable<string>;
  /** Gives the space back. */
  delete(): Promise<void>;
}
