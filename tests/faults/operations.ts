import { type BundledPack, installBundledPacks } from '../../lib/services/bundled-packs.ts';
import { stagePack } from '../../lib/services/import-pack.ts';
import { updatePack } from '../../lib/services/update-pack.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { installPack } from '../lib/store/sample-pack.ts';
import { createEdition, editionFile } from './editions.ts';

const PACK = 'test.quays';
const OTHER = 'test.other';

/** Something that a reader, or the browser's clock, sets going. */
export interface Operation {
  readonly name: string;
  /** False for one that only deletes, which needs no room. */
  readonly writes: boolean;
  /** Brings the store into the state before. */
  prepare(store: FactStore): Promise<unknown>;
  run(store: FactStore): Promise<unknown>;
}

const install = (store: FactStore, version: string, id = PACK) =>
  installPack(store, createEdition(version, id));

async function installAll(store: FactStore, versions: readonly string[]): Promise<void> {
  for (const version of versions) await install(store, version);
}

async function importFile(store: FactStore, version: string): Promise<void> {
  const file = editionFile(version);
  const staging = await stagePack({ store, name: 'quays.jsonl', stream: file.stream(), size: file.size });
  if (!staging.ok) throw Object.assign(new Error(`refused: ${staging.reason}`), { refusal: staging.reason });
  await staging.commit();
}

async function idOf(store: FactStore, version: string): Promise<string> {
  const pack = (await store.packs()).find(({ packId }) => packId === PACK)!;
  return [pack.current, ...pack.history].find(({ header }) => header.version === version)!.id;
}

function bundled(version: string): BundledPack {
  const { header, ...records } = createEdition(version);
  return { ...header, ...records };
}

/** Everything that changes the store. Running one a second time from the state before leads to the same state after. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'a first import',
    writes: true,
    prepare: async () => {},
    run: (store) => importFile(store, '1.0.0'),
  },
  {
    name: 'an import that replaces a version',
    writes: true,
    prepare: (store) => install(store, '1.0.0'),
    run: (store) => importFile(store, '2.0.0'),
  },
  {
    name: 'an import that pushes a version out of the history',
    writes: true,
    prepare: (store) => installAll(store, ['1.0.0', '2.0.0', '3.0.0']),
    run: (store) => importFile(store, '4.0.0'),
  },
  {
    name: 'a preview that is dismissed',
    writes: true,
    prepare: (store) => install(store, '1.0.0'),
    run: async (store) => {
      const staging = await stagePack({ store, name: 'x', stream: editionFile('2.0.0').stream() });
      if (!staging.ok) throw Object.assign(new Error(staging.reason), { refusal: staging.reason });
      await staging.discard();
    },
  },
  {
    name: 'an update of a subscribed pack',
    writes: true,
    prepare: (store) => install(store, '1.0.0'),
    run: async (store) => {
      const { outcome } = await updatePack({
        store,
        subscription: { packId: PACK, url: 'https://quays.example/pack.jsonl', validators: {} },
        describe: ({ code }) => code,
        fetch: async () => new Response(editionFile('2.0.0')),
      });
      if (outcome.kind === 'failed') {
        throw Object.assign(new Error(outcome.reason), { refusal: outcome.reason });
      }
    },
  },
  {
    name: 'the installation of a newer bundled pack',
    writes: true,
    prepare: (store) => installPack(store, createEdition('1.0.0'), true),
    run: (store) => installBundledPacks(store, [bundled('2.0.0')]),
  },
  {
    name: 'a roll-back',
    writes: true,
    prepare: (store) => installAll(store, ['1.0.0', '2.0.0']),
    run: async (store) => store.rollBack(PACK, await idOf(store, '1.0.0')),
  },
  {
    name: 'the removal of a pack',
    writes: true,
    prepare: async (store) => {
      await installAll(store, ['1.0.0', '2.0.0']);
      await install(store, '1.0.0', OTHER);
    },
    run: (store) => store.removePack(PACK),
  },
  {
    name: 'the removal of a version',
    writes: true,
    prepare: (store) => installAll(store, ['1.0.0', '2.0.0']),
    run: async (store) => store.removeGeneration(await idOf(store, '1.0.0')),
  },
  {
    name: 'the pinning of a version',
    writes: true,
    prepare: (store) => installAll(store, ['1.0.0', '2.0.0']),
    run: async (store) => store.setPinned(await idOf(store, '1.0.0'), true),
  },
  {
    name: 'switching a pack off',
    writes: true,
    prepare: (store) => install(store, '1.0.0'),
    run: (store) => store.setEnabled(PACK, false),
  },
  {
    name: 'another order of packs',
    writes: true,
    prepare: async (store) => {
      await install(store, '1.0.0');
      await install(store, '2.0.0', OTHER);
    },
    run: (store) => store.reorder([OTHER, PACK]),
  },
  {
    name: 'sweeping what a dead import left',
    writes: false,
    prepare: async (store) => {
      await install(store, '1.0.0');
      const staged = await store.stage(createEdition('2.0.0').header);
      await staged!.addOriginal(new Uint8Array(10));
    },
    run: (store) => store.sweep(),
  },
];
