import { IDBFactory } from 'fake-indexeddb';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { openFactStore } from '../../../lib/store/open-fact-store.ts';
import { describeFactStore } from './fact-store-contract.ts';

describeFactStore('the IndexedDB store', async () => {
  globalThis.indexedDB = new IDBFactory();
  return openFactStore({ locks: new ProcessLocks() });
});
