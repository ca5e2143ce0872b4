import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { openFactStore } from '../../../lib/store/open-fact-store.ts';
import { KillSwitch } from './kill-switch.ts';
import { createLargePack, createPack, installPack } from './sample-pack.ts';

/** More writes than any of the operations below makes. */
const MANY = 200;

/** As after a restart: the locks of a dead process are free. */
function startProcess(): Promise<FactStore> {
  return openFactStore({ locks: new ProcessLocks(), getFolder: async () => Promise.reject() });
}

/** Everything that a reader can see of the store. */
async function readAll(store: FactStore): Promise<unknown> {
  const packs = await store.packs();
  return Promise.all(
    packs.map(async ({ packId, isEnabled, isBundled, current, history }) => {
      const generations = await Promise.all(
        [current, ...history].map(async ({ id, header, counts }) => {
          const generation = await store.openGeneration(id);
          const dossiers = [];
          for await (const batch of generation.dossiers()) dossiers.push(...batch);
          await generation.readGazetteer();
          generation.close();
          return { version: header.version, counts, dossiers };
        }),
      );
      return { packId, isEnabled, isBundled, generations };
    }),
  );
}

const large = (version: string) => createLargePack(120, 3, { id: 'test.harbour', version });

async function idOf(store: FactStore, version: string): Promise<string> {
  const [pack] = await store.packs();
  return [pack!.current, ...pack!.history].find(({ header }) => header.version === version)!.id;
}

const OPERATIONS: readonly {
  readonly name: string;
  prepare(store: FactStore): Promise<unknown>;
  run(store: FactStore): Promise<unknown>;
}[] = [
  {
    name: 'a first import',
    prepare: async () => {},
    run: (store) => installPack(store, large('1.0.0')),
  },
  {
    name: 'an update',
    prepare: (store) => installPack(store, createPack()),
    run: (store) => installPack(store, large('2.0.0')),
  },
  {
    name: 'an update that pushes a version out of the history',
    prepare: async (store) => {
      for (const version of ['1.0.0', '2.0.0', '3.0.0']) await installPack(store, createPack({ version }));
    },
    run: (store) => installPack(store, createPack({ version: '4.0.0' })),
  },
  {
    name: 'a roll-back',
    prepare: async (store) => {
      for (const version of ['1.0.0', '2.0.0']) await installPack(store, createPack({ version }));
    },
    run: async (store) => store.rollBack('test.harbour', await idOf(store, '1.0.0')),
  },
  {
    name: 'the removal of a pack',
    prepare: async (store) => {
      for (const version of ['1.0.0', '2.0.0']) await installPack(store, createPack({ version }));
      await installPack(store, createPack({ id: 'test.other' }));
    },
    run: (store) => store.removePack('test.harbour'),
  },
  {
    name: 'the deletion of a version',
    prepare: async (store) => {
      for (const version of ['1.0.0', '2.0.0']) await installPack(store, createPack({ version }));
    },
    run: async (store) => store.removeGeneration(await idOf(store, '1.0.0')),
  },
];

describe.each(OPERATIONS)('$name, killed at any write', ({ prepare, run }) => {
  let killSwitch: KillSwitch | undefined;
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });
  afterEach(() => killSwitch?.restore());

  /** @returns whether the operation was killed, and what the next process finds. */
  async function killAt(write: number): Promise<{ readonly isKilled: boolean; readonly store: FactStore }> {
    globalThis.indexedDB = new IDBFactory();
    const doomed = await startProcess();
    await prepare(doomed);
    killSwitch = new KillSwitch(write);
    await run(doomed).catch(() => {});
    const isKilled = killSwitch.hasKilled;
    // What the dead still had under way comes to its end.
    await new Promise((resolve) => setTimeout(resolve, 0));
    killSwitch.restore();
    doomed.close();
    return { isKilled, store: await startProcess() };
  }

  it('leaves exactly the old or the new, nothing else, and lets the next attempt succeed', async () => {
    const before = await startProcess();
    await prepare(before);
    const old = await readAll(before);
    await run(before);
    const renewed = await readAll(before);

    const outcomes = { old: 0, new: 0 };
    for (let write = 1; write < MANY; write++) {
      const { isKilled, store } = await killAt(write);
      const found = await readAll(store);
      const isOld = JSON.stringify(found) === JSON.stringify(old);
      if (!isOld) expect(found, `killed at write ${write}`).toEqual(renewed);
      outcomes[isOld ? 'old' : 'new']++;

      await store.sweep();
      expect(await readAll(store)).toEqual(found);
      const ids = (await store.packs())
        .flatMap((pack) => [pack.current, ...pack.history])
        .map(({ id }) => id);
      const databases = (await indexedDB.databases()).map(({ name }) => name);
      expect(databases.toSorted(), `left after a kill at write ${write}`).toEqual(
        ['factmark', ...ids.map((id) => `factmark-generation-${id}`)].toSorted(),
      );
      expect(await store.sweep()).toBe(0);

      if (isOld) {
        await run(store);
        expect(await readAll(store)).toEqual(renewed);
      }
      if (!isKilled) break;
      expect(write, 'the operation never ends').toBeLessThan(MANY - 1);
    }
    // A switch that never fired, or fired only before anything happened, would prove nothing.
    expect(outcomes.old).toBeGreaterThan(0);
    expect(outcomes.new).toBeGreaterThan(0);
  }, 60_000);
});
