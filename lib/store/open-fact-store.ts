import { ChunkedFactStore } from './chunked-fact-store.ts';
import type { CreateDerivedWork } from './derived-work.ts';
import type { FactStore } from './fact-store.ts';
import { type ImportLocks, ProcessLocks } from './import-locks.ts';
import { IndexedDbBackend } from './indexeddb/indexeddb-backend.ts';
import { MemoryBackend } from './memory-backend.ts';
import type { PrivateFolder } from './private-files.ts';
import { asStoreError, StoreError } from './store-error.ts';

export interface OpenOptions {
  /** Keeps imports in two windows apart; locks of this process where the browser has none. */
  readonly locks?: ImportLocks;
  /** Where imports write files; memory and records serve where the browser has none. */
  readonly getFolder?: (() => Promise<PrivateFolder>) | undefined;
  /** Derives search index and gazetteer of imported packs elsewhere; in this thread without it. */
  readonly createDerivedWork?: CreateDerivedWork | undefined;
}

/**
 * Opens the reader's packs. Where IndexedDB is unavailable, as in some private windows, this is an empty
 * store in memory: its `kind` and `openError` say so, and the caller may fill it with the bundled packs.
 */
export async function openFactStore({
  locks = globalThis.navigator?.locks ?? new ProcessLocks(),
  getFolder = findPrivateFolder(),
  createDerivedWork,
}: OpenOptions = {}): Promise<FactStore> {
  const backend = new IndexedDbBackend(getFolder);
  try {
    await asStoreError('open', () => backend.open());
    return new ChunkedFactStore({ backend, locks, createDerivedWork });
  } catch (error) {
    const openError = error instanceof StoreError ? error : new StoreError('open', { cause: error });
    return createMemoryStore({ openError });
  }
}

export function createMemoryStore({ openError }: { openError?: StoreError } = {}): FactStore {
  return new ChunkedFactStore({ backend: new MemoryBackend(), locks: new ProcessLocks(), openError });
}

export function findPrivateFolder(): OpenOptions['getFolder'] {
  const storage: StorageManager | undefined = globalThis.navigator?.storage;
  return storage?.getDirectory
    ? async () => (await storage.getDirectory()) as unknown as PrivateFolder
    : undefined;
}
