import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MENTION_ROW_LENGTH } from '../../lib/model/messages.ts';
import { readDossiers } from '../../lib/services/dossiers.ts';
import { stagePack } from '../../lib/services/import-pack.ts';
import { createLibrary } from '../../lib/services/library.ts';
import { findDamagedPacks, isEveryPackDamaged } from '../../lib/services/pack-health.ts';
import { createReading } from '../../lib/services/reading.ts';
import { createPackSearch } from '../../lib/services/search.ts';
import { updatePack } from '../../lib/services/update-pack.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../lib/store/import-locks.ts';
import { Connection } from '../../lib/store/indexeddb/connection.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
import { writeVersion1 } from '../lib/store/database-v1.ts';
import { installPack } from '../lib/store/sample-pack.ts';
import { createEdition, editionFile, wordOf } from './editions.ts';
import { FaultSeam } from './fault-seam.ts';
import { expectWholePacks, findLeftovers } from './invariant.ts';

const DAMAGED = 'test.damaged';
const SOUND = 'test.sound';
const PAGE = { url: 'https://gazette.example/', title: '', lang: 'en', about: [], links: [] };

let store: FactStore;

const startProcess = () => openFactStore({ locks: new ProcessLocks(), getFolder: undefined });
const generationOf = async (packId: string) =>
  (await store.packs()).find((pack) => pack.packId === packId)!.current.id;
const databaseOf = async (packId: string) => `factmark-generation-${await generationOf(packId)}`;

/** Opens a database as some other program would, which knows nothing of versions and minds no request to let go. */
const openRaw = (name: string) => openDB<never>(name);

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await startProcess();
});
afterEach(() => vi.useRealTimers());

/** What the reader gets of all packs: words that are marked, hits of a search, facts of one entity. */
async function readEverything() {
  const library = createLibrary(async () => store);
  const text = `The ferry leaves ${wordOf('1.0.0')} Quay 1 for ${wordOf('2.0.0')} Quay 1 at noon.`;
  const reading = createReading({ segments: await library.segments(), threshold: 'everything' }, PAGE);
  const { rows } = await reading.scan([{ id: 1, text }], true);
  const marks = Array.from({ length: rows.length / MENTION_ROW_LENGTH }, (_, i) =>
    text.slice(rows[i * MENTION_ROW_LENGTH + 1], rows[i * MENTION_ROW_LENGTH + 2]),
  );
  const search = await createPackSearch(store).search('berths', { limit: 20 });
  const dossiers = await readDossiers(await library.generations(), ['quay:1']);
  return {
    marks,
    packsFound: [...new Set(search.facts.map(({ packId }) => packId))].sort(),
    statements: dossiers.flatMap(({ facts }) => facts.map(({ statement }) => statement)),
  };
}

/** As the settings do it, with the preview that compares with what is installed. */
async function importThroughPreview(version: string, packId: string) {
  const staging = await stagePack({
    store,
    name: 'quays.jsonl',
    stream: editionFile(version, packId).stream(),
  });
  if (!staging.ok) throw new Error(staging.reason);
  await staging.commit();
  return staging.preview;
}

const factOf = (version: string) => `The harbour office of ${wordOf(version)} counts 3 berths.`;

describe('one damaged pack of two', () => {
  beforeEach(async () => {
    await installPack(store, createEdition('1.0.0', DAMAGED));
    await installPack(store, createEdition('2.0.0', SOUND));
  });

  /** Writes into the damaged pack's database behind the store's back. */
  const spoil = async (table: string, key: IDBValidKey, value: unknown) => {
    const database = await openRaw(await databaseOf(DAMAGED));
    if (value === undefined) await database.delete(table as never, key as never);
    else await database.put(table as never, value as never, key as never);
    database.close();
  };
  const spoilAll = async (table: string, value: (before: unknown) => unknown) => {
    const database = await openRaw(await databaseOf(DAMAGED));
    for (const key of await database.getAllKeys(table as never)) {
      const before = await database.get(table as never, key as never);
      await database.put(table as never, value(before) as never, key as never);
    }
    database.close();
  };

  it.each([
    ['a gazetteer that is missing', () => spoil('gazetteer', 'gazetteer', undefined)],
    ['a gazetteer of no bytes', () => spoil('gazetteer', 'gazetteer', new Blob([]))],
    ['a gazetteer of other bytes', () => spoil('gazetteer', 'gazetteer', new Blob([new Uint8Array(5000)]))],
    [
      'a gazetteer that was cut short',
      async () => {
        const database = await openRaw(await databaseOf(DAMAGED));
        const whole = (await database.get('gazetteer' as never, 'gazetteer' as never)) as unknown as Blob;
        database.close();
        await spoil('gazetteer', 'gazetteer', whole.slice(0, whole.size / 2));
      },
    ],
    ['identities that are missing', () => spoil('identities', 'identities', undefined)],
    [
      'a search index that is missing',
      async () => {
        const database = await openRaw(await databaseOf(DAMAGED));
        await database.clear('search' as never);
        database.close();
      },
    ],
  ])('with %s: it is made anew, and everything is there', async (_what, damage) => {
    const before = await readEverything();
    await damage();
    expect(await readEverything()).toEqual(before);
    expect(before.packsFound).toEqual([DAMAGED, SOUND]);
    await expectWholePacks(store);
  });

  it.each([
    ['whose database is gone', async () => void indexedDB.deleteDatabase(await databaseOf(DAMAGED))],
    ['without its last record', () => spoil('meta', 'meta', undefined)],
    ['whose dossiers are missing', () => spoil('dossiers', 0, undefined)],
    ['whose dossiers are no text of ours', () => spoilAll('dossiers', () => 'quay:0\t{"broken')],
    ['whose profiles are no text of ours', () => spoilAll('profiles', () => '{"broken')],
    ['whose sources are missing', () => spoil('sources', 0, undefined)],
    [
      'whose database a newer Factmark wrote',
      async () => (await openDB(await databaseOf(DAMAGED), 99)).close(),
    ],
    [
      'whose version the registry forgot',
      async () => {
        const id = await generationOf(DAMAGED);
        const database = await openRaw('factmark');
        await database.delete('generations' as never, id as never);
        database.close();
      },
    ],
  ])('%s: the other one serves on, and a new import mends it', async (_what, damage) => {
    await damage();
    const seen = await readEverything();
    expect(seen.marks).toContain(`${wordOf('2.0.0')} Quay 1`);
    expect(seen.packsFound).toContain(SOUND);
    expect(seen.statements).toContain(factOf('2.0.0'));

    // The reader is told which pack it is, and can do what the words say. The other pack can be imported, too.
    // A version that the registry forgot is in no list.
    const listed = (await store.packs()).map(({ packId }) => packId).filter((id) => id === DAMAGED);
    expect([...(await findDamagedPacks(store)).keys()]).toEqual(listed);
    expect(await isEveryPackDamaged(store)).toBe(false);
    await importThroughPreview('4.0.0', SOUND);
    const { replaces, plan } = await importThroughPreview('3.0.0', DAMAGED);
    expect([replaces?.header.version, plan]).toEqual([listed.length > 0 ? '1.0.0' : undefined, undefined]);
    await installPack(store, createEdition('4.0.0', DAMAGED));
    expect((await findDamagedPacks(store)).size).toBe(0);
    const mended = await readEverything();
    expect(mended.packsFound).toEqual([DAMAGED, SOUND]);
    await store.removePack(DAMAGED);
    expect((await expectWholePacks(store)).map(({ packId }) => packId)).toEqual([SOUND]);
    await store.sweep();
    expect(await findLeftovers(store)).toEqual([]);
  });
});

describe('a subscribed pack that is damaged', () => {
  const update = (version: string) =>
    updatePack({
      store,
      subscription: { packId: DAMAGED, url: 'https://quays.example/pack.jsonl', validators: {} },
      describe: ({ code }) => code,
      fetch: async () => new Response(editionFile(version, DAMAGED)),
    });

  it.each([
    ['a newer version mends it', '2.0.0', { kind: 'updated', version: '2.0.0' }, 0],
    ['the same version waits for a person', '1.0.0', { kind: 'waiting', reason: 'known-version' }, 1],
  ])('%s', async (_what, version, outcome, damaged) => {
    await installPack(store, createEdition('1.0.0', DAMAGED));
    indexedDB.deleteDatabase(await databaseOf(DAMAGED));
    expect(await isEveryPackDamaged(store)).toBe(true);
    expect((await update(version)).outcome).toMatchObject(outcome);
    expect((await findDamagedPacks(store)).size).toBe(damaged);
  });
});

describe('what is deleted under a store that is open', () => {
  beforeEach(() => installPack(store, createEdition('1.0.0')));

  it.each([
    ['the registry', async () => void indexedDB.deleteDatabase('factmark')],
    [
      'everything, as when a reader clears what sites have stored',
      async () => {
        for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
      },
    ],
  ])('is gone: %s; the store is empty, and takes packs again', async (_what, erase) => {
    const generation = await store.openGeneration(await generationOf('test.quays'));
    await erase();
    await vi.waitFor(async () => expect(await store.packs()).toEqual([]));
    generation.close();
    await store.sweep();
    expect(await findLeftovers(store)).toEqual([]);
    await installPack(store, createEdition('2.0.0'));
    expect(await expectWholePacks(store)).toMatchObject([{ versions: ['2.0.0'] }]);
  });
});

describe('a database that an old tab keeps open', () => {
  it('in an earlier version: reading says that it is in use, and goes on when the tab is gone', async () => {
    globalThis.indexedDB = new IDBFactory();
    await writeVersion1(indexedDB);
    const tab = await openRaw('factmark-generation-generation-b');
    store = await startProcess();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = expect(store.openGeneration('generation-b')).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining('in use'),
    });
    await new Promise(setImmediate);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(3_000);
    await opening;
    tab.close();
    vi.useRealTimers();
    const generation = await vi.waitFor(() => store.openGeneration('generation-b'));
    expect((await generation.readDossier('e1'))?.facts).toHaveLength(1);
    // What was opened too late was closed again, and stands in nobody's way.
    generation.close();
    await store.removePack('old.pack');
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['factmark']);
  });

  it('of a pack that is removed: the pack is gone at once, its space when the tab is', async () => {
    await installPack(store, createEdition('1.0.0'));
    const tab = await openRaw(await databaseOf('test.quays'));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const removal = store.removePack('test.quays');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(3_000);
    await removal;
    vi.useRealTimers();
    expect(await store.packs()).toEqual([]);
    expect(await findLeftovers(store)).toHaveLength(1);
    tab.close();
    await vi.waitFor(async () => {
      await store.sweep();
      expect(await findLeftovers(store)).toEqual([]);
    });
  });
});

/* What went wrong once. */
describe('a connection', () => {
  const open = () =>
    new Connection<never>('quays', [(database) => void database.createObjectStore('a' as never)], {
      mustExist: false,
    });

  it('that the browser closed is opened once more, and closed for good when somebody wants the database gone', async () => {
    const connection = open();
    const { db } = await connection.begin(['a'] as never);
    const isToldOfEnd = new Promise((resolve) => db.addEventListener('close', resolve));
    forceCloseDatabase((await connection.begin(['a'] as never)).db as never);
    db.close();
    const second = (await connection.begin(['a'] as never)).db;
    // What tells of the first connection's end comes now, and must not be taken for the second's.
    await isToldOfEnd;
    expect((await connection.begin(['a'] as never)).db).toBe(second);
    await new Promise<void>((resolve, reject) => {
      const deletion = indexedDB.deleteDatabase('quays');
      deletion.onsuccess = () => resolve();
      deletion.onblocked = () => reject(new Error('blocked'));
    });
  });

  it('leaves no rejection behind when the transaction of a read is given up', async () => {
    await installPack(store, createEdition('1.0.0'));
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const seam = new FaultSeam('transaction aborted', 1);
    await expect(store.packs()).rejects.toMatchObject({ name: 'StoreError' });
    seam.remove();
    // Node tells of rejections in the order in which they came, once nothing is left to do at once.
    const later = new Error('A rejection that nobody handles');
    void Promise.reject(later);
    await vi.waitFor(() => expect(unhandled).toHaveBeenLastCalledWith(later, expect.anything()));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).toHaveBeenCalledOnce();
  });

  it('says that the disk is full although only the transaction knows', async () => {
    await installPack(store, createEdition('1.0.0'));
    const seam = new FaultSeam('disk full, told by the transaction', 1);
    await expect(store.setEnabled('test.quays', false)).rejects.toMatchObject({ isOutOfSpace: true });
    seam.remove();
  });
});
