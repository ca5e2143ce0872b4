import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { openFactStore } from '../../../lib/store/open-fact-store.ts';
import { createPack, installPack } from './sample-pack.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

const open = () => openFactStore({ locks: new ProcessLocks() });

describe('openFactStore', () => {
  it.each([
    [
      'refuses to open',
      () => {
        throw new DOMException('not here', 'SecurityError');
      },
    ],
    ['fails while opening', () => failingRequest(new DOMException('broken', 'UnknownError'))],
  ])('keeps to memory, and says why, where IndexedDB %s', async (_how, openDatabase) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(openDatabase as never);
    const store = await open();
    expect(store.kind).toBe('memory');
    expect(store.openError).toMatchObject({ name: 'StoreError', action: 'open', isNewer: false });
    await installPack(store, createPack());
    expect(await store.packs()).toHaveLength(1);
  });

  it('keeps to memory where there is no IndexedDB at all', async () => {
    globalThis.indexedDB = undefined as never;
    expect((await open()).kind).toBe('memory');
  });

  it('finds the packs of an earlier session', async () => {
    const first = await open();
    await installPack(first, createPack());
    first.close();
    const [pack] = await (await open()).packs();
    expect(pack?.current.counts.facts).toBe(3);
  });
});

describe('an open store', () => {
  it('sees at once what another window changed', async () => {
    const [here, there] = [await open(), await open()];
    await installPack(here, createPack());
    expect(await there.packs()).toHaveLength(1);
    await there.setEnabled('test.harbour', false);
    expect((await here.packs())[0]?.isEnabled).toBe(false);
  });

  it('does not stand in the way of an upgrade, and says so afterwards', async () => {
    const store = await open();
    await store.packs();
    const upgraded = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('factmark', 99);
      opening.onsuccess = () => resolve(opening.result);
      opening.onblocked = () => reject(new Error('blocked'));
    });
    upgraded.close();
    await expect(store.packs()).rejects.toMatchObject({ name: 'StoreError', isNewer: true });
  });

  it('opens its databases again after the browser closed them', async () => {
    const databases: IDBDatabase[] = [];
    const openDatabase = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const opening = openDatabase(...args);
      opening.addEventListener('success', () => databases.push(opening.result));
      return opening;
    });
    const store = await open();
    const { current } = await installPack(store, createPack());
    const generation = await store.openGeneration(current.id);
    await generation.readDossier('org:orrin');
    for (const database of databases) forceCloseDatabase(database as never);
    expect(await store.packs()).toHaveLength(1);
    expect((await generation.readDossier('org:orrin'))?.facts).toHaveLength(3);
  });

  it('lets a reader in another window go on until its generation is deleted', async () => {
    const [here, there] = [await open(), await open()];
    const { current } = await installPack(here, createPack());
    const generation = await there.openGeneration(current.id);
    await installPack(here, createPack({ version: '2.0.0', facts: [] }));
    expect((await generation.readDossier('org:orrin'))?.facts).toHaveLength(3);
    await here.removePack('test.harbour');
    await expect(generation.readDossier('org:orrin')).rejects.toMatchObject({ name: 'StoreError' });
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['factmark']);
  });

  it('never creates a database by looking for one', async () => {
    const store = await open();
    await installPack(store, createPack());
    const [pack] = await store.packs();
    indexedDB.deleteDatabase(`factmark-generation-${pack!.current.id}`);
    await expect(store.openGeneration(pack!.current.id)).rejects.toMatchObject({ action: 'read' });
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['factmark']);
  });
});

function failingRequest(error: DOMException): IDBOpenDBRequest {
  const request = new EventTarget() as EventTarget & { error: DOMException };
  request.error = error;
  queueMicrotask(() => request.dispatchEvent(new Event('error')));
  return request as never;
}
