import { ChunkedFactStore } from './chunked-fact-store.ts';
import type { FactStore } from './fact-store.ts';
import { type ImportLocks, ProcessLocks } from './import-locks.ts';
import { IndexedDbBackend } from './indexeddb/indexeddb-backend.ts';
import { MemoryBackend } from './memory-backend.ts';
import type { StagingFolder } from './staging-files.ts';
import { asStoreError, StoreError } from './store-error.ts';

export interface OpenOptions {
  /** Keeps imports in two windows apart; locks of this process where the browser has none. */
  readonly locks?: ImportLocks;
  /** Where large imports set records aside; memory where the browser has no files. */
  readonly getFolder?: (() => Promise<StagingFolder>) | undefined;
}

/**
 * Opens the reader's packs. Where IndexedDB is unavailable, as in some private windows, this is an empty
 * store in memory: its `kind` and `openError` say so, and the caller may fill it with the bundled packs.
 */
export async function openFactStore({
  locks = globalThis.navigator?.locks ?? new ProcessLocks(),
  getFolder = findPrivateFolder(),
}: OpenOptions = {}): Promise<FactStore> {
  const backend = new IndexedDbBackend(getFolder);
  try {
    await asStoreError('open', () => backend.open());
    return new ChunkedFactStore({ backend, locks });
  } catch (error) {
    const openError = error instanceof StoreError ? error : new StoreError('open', { cause: error });
    return createMemoryStore({ openError });
  }
}

export function createMemoryStore({ openError }: { openError?: StoreError } = {}): FactStore {
  return new ChunkedFactStore({ backend: new MemoryBackend(), locks: new ProcessLocks(), openError });
}

function findPrivateFolder(): OpenOptions['getFolder'] {
  const storage: StorageManager | undefined = globalThis.navigator?.storage;
  return storage?.getDirectory
    ? async () => (await storage.getDirectory()) as unknown as StagingFolder
    : undefined;
}
