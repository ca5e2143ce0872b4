import { ChunkedFactStore } from './chunked-fact-store.ts';
import type { FactStore } from './fact-store.ts';
import { type ImportLocks, ProcessLocks } from './import-locks.ts';
import { IndexedDbBackend } from './indexeddb/indexeddb-backend.ts';
import { MemoryBackend } from './memory-backend.ts';
import { asStoreError, StoreError } from './store-error.ts';

/**
 * Opens the reader's packs. Where IndexedDB is unavailable, as in some private windows, this is an empty
 * store in memory: its `kind` and `openError` say so, and the caller may fill it with the bundled packs.
 *
 * @param options.locks Keeps imports in two windows apart; locks of this process where the browser has none.
 */
export async function openFactStore({
  locks = globalThis.navigator?.locks ?? new ProcessLocks(),
}: {
  locks?: ImportLocks;
} = {}): Promise<FactStore> {
  const backend = new IndexedDbBackend();
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
