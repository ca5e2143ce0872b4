import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { createMemoryStore, openFactStore } from '../../../lib/store/open-fact-store.ts';
import { listPrivateFiles } from '../../../lib/store/private-files.ts';
import { createStagingFile } from '../../../lib/store/staging-files.ts';
import { createFakeFile, FakeFolder } from './fake-folder.ts';
import { createLargePack, createPack, installPack, stagePack } from './sample-pack.ts';

describe('a staging file', () => {
  let folder: FakeFolder;
  beforeEach(() => {
    folder = new FakeFolder();
  });

  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const readAll = async (parts: AsyncIterable<Uint8Array>) => {
    const all: string[] = [];
    for await (const bytes of parts) all.push(new TextDecoder().decode(bytes));
    return all;
  };

  it('gives back the bytes of a slot in the order written', async () => {
    const staging = (await createStagingFile(folder, 'g'))!;
    const long = 'Zwölf Boxkämpfer 東京 🚢 '.repeat(80_000);
    await staging.write([
      { slot: 7, bytes: bytesOf('one') },
      { slot: 3, bytes: bytesOf(long) },
    ]);
    await staging.write([{ slot: 7, bytes: bytesOf('two') }]);
    expect(await readAll(staging.read(7))).toEqual(['one', 'two']);
    expect(await readAll(staging.read(3))).toEqual([long]);
    expect(await readAll(staging.read(4))).toEqual([]);
  });

  it('is listed while it is there, and removed with what it holds', async () => {
    const staging = (await createStagingFile(folder, 'g'))!;
    expect(await listPrivateFiles(folder)).toEqual(['g']);
    await staging.delete();
    expect(folder.files.size).toBe(0);
  });

  it('says when the disk is full', async () => {
    const staging = (await createStagingFile(folder, 'g'))!;
    folder.quota = 10;
    await expect(staging.write([{ slot: 0, bytes: bytesOf('more than ten bytes') }])).rejects.toThrow(
      expect.objectContaining({ name: 'QuotaExceededError' }),
    );
  });

  it('is not made where only asynchronous files exist', async () => {
    folder.getFileHandle = async (name) => {
      folder.files.set(name, createFakeFile());
      return {} as never;
    };
    expect(await createStagingFile(folder, 'g')).toBeUndefined();
    expect(folder.files.size).toBe(0);
  });
});

describe('a pack larger than what is held in memory', () => {
  // About 12 MB of records, half as much again as is buffered.
  const pack = createLargePack(600, 20, { title: 'Large' });
  const padded = {
    ...pack,
    facts: pack.facts.map((fact) => ({ ...fact, statement: `${fact.statement} ${'Padding. '.repeat(35)}` })),
  };
  let folder: FakeFolder;
  let store: FactStore;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    folder = new FakeFolder();
    store = await openFactStore({ locks: new ProcessLocks(), getFolder: async () => folder });
  });

  const readAll = async (from: FactStore) => {
    const [installed] = await from.packs();
    const generation = await from.openGeneration(installed!.current.id);
    const dossiers = [];
    for await (const batch of generation.dossiers()) dossiers.push(...batch);
    return dossiers;
  };

  it('is grouped through a file just as in memory, and leaves no file behind', async () => {
    const staged = await stagePack(store, padded);
    expect(folder.files.size).toBe(1);
    await staged.seal();
    expect(folder.files.size).toBe(0);
    await staged.commit({ isBundled: false });

    const memory = createMemoryStore();
    await installPack(memory, padded);
    const [fromFile, fromMemory] = [await readAll(store), await readAll(memory)];
    expect(fromFile).toHaveLength(600);
    expect(JSON.stringify(fromFile)).toBe(JSON.stringify(fromMemory));
  });

  it('leaves no file behind when it is given up', async () => {
    const staged = await stagePack(store, padded);
    await staged.abort();
    expect(folder.files.size).toBe(0);
    expect(await indexedDB.databases()).toHaveLength(1);
  });

  it('is swept when its process died, but not while it lives', async () => {
    await installPack(store, createPack({ id: 'test.other' }));
    await stagePack(store, padded);
    // Another window, which shares the locks only in the browser: here the open file alone protects it.
    const other = await openFactStore({ locks: new ProcessLocks(), getFolder: async () => folder });
    expect(await other.sweep()).toBe(0);
    expect(folder.files.size).toBe(1);
    for (const file of folder.files.values()) file.isOpen = false;
    expect(await other.sweep()).toBe(1);
    expect(folder.files.size).toBe(0);
    expect(await other.packs()).toHaveLength(1);
  });

  it('is refused, and cleaned up after, when the disk is full', async () => {
    folder.quota = 1_000_000;
    const staged = (await store.stage(padded.header))!;
    await expect(staged.addFacts(padded.facts)).rejects.toThrow(
      expect.objectContaining({ name: 'StoreError', isOutOfSpace: true }),
    );
    await staged.abort();
    expect(folder.files.size).toBe(0);
    expect(await store.packs()).toEqual([]);
  });
});
