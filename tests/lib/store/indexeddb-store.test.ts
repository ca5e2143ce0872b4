import { IDBFactory } from 'fake-indexeddb';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { openFactStore } from '../../../lib/store/open-fact-store.ts';
import { describeFactStore } from './fact-store-contract.ts';
import { FakeFolder } from './fake-folder.ts';

describeFactStore('the IndexedDB store', async () => {
  globalThis.indexedDB = new IDBFactory();
  return openFactStore({ locks: new ProcessLocks() });
});

describeFactStore('the IndexedDB store with files', async () => {
  globalThis.indexedDB = new IDBFactory();
  const folder = new FakeFolder();
  return openFactStore({ locks: new ProcessLocks(), getFolder: async () => folder });
});
