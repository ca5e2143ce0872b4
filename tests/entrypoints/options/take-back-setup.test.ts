import { beforeEach, describe, expect, it } from 'vitest';
import { readSetup, resetSetup, restoreSetup } from '../../../entrypoints/options/restore-setup.ts';
import {
  findRestored,
  readServing,
  takeBackChosen,
  takeBackRestoration,
} from '../../../entrypoints/options/take-back-setup.ts';
import { addRejection, readRejections, removeRejection } from '../../../lib/extension/rejections.ts';
import { changeSettings, readSettings } from '../../../lib/extension/settings.ts';
import { changeSubscription, readSubscriptions } from '../../../lib/extension/subscriptions.ts';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';
import { createSubscription } from '../../../lib/services/subscription.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { importFile } from '../../lib/services/backup/a-backup.ts';
import { useFreshBrowser } from './fresh-browser.ts';

let store: FactStore;

/** Imports a version of a pack, which serves from then on. */
const install = (id: string, version: string) =>
  importFile(
    store,
    new Blob([
      JSON.stringify({
        format: 'fact-pack/1',
        id,
        version,
        title: id,
        language: 'en',
        sources: [{ id: 's', title: 'S' }],
        entities: [{ id: `org:${id}`, type: 'organization', name: `Name of ${id} ${version}` }],
        facts: [],
      }),
    ]),
  );
const subscribe = (packId: string, address: string) =>
  changeSubscription(packId, () =>
    createSubscription(packId, `https://gazette.example/${address}`, { now: 0, random: 0 }),
  );
const reject = (form: string, at = 1) => addRejection({ entityId: 'org:a', form }, undefined, () => at);
const installed = async () =>
  (await store.packs()).map(({ packId, current }) => `${packId} ${current.header.version}`);
const rejected = async () => (await readRejections()).map(({ form }) => form);
const followed = async () => (await readSubscriptions()).map(({ url }) => new URL(url).pathname);

beforeEach(() => {
  useFreshBrowser();
  store = createMemoryStore();
});

describe('a restoration that is taken back', () => {
  /** Brings "came" and replaces "changed", then sets everything. @returns the way back. */
  async function restore() {
    const before = await readServing(store);
    await install('came', '1.0.0');
    await install('changed', '2.0.0');
    const restored = findRestored(before, await readServing(store), ['came', 'changed', 'kept']);
    const { settings } = await readSetup(store);
    const changed = await restoreSetup(store, {
      settings: { ...settings, theme: 'dark' },
      rejections: [{ entityId: 'org:a', form: 'Of the backup', rejectedAt: 1 }],
      subscriptions: [
        { packId: 'came', url: 'https://gazette.example/came', isOn: true, intervalHours: 1 },
        { packId: 'kept', url: 'https://gazette.example/backup', isOn: true, intervalHours: 1 },
      ],
      packs: ['came', 'kept', 'changed'].map((packId) => ({ packId, isEnabled: packId !== 'kept' })),
    });
    return () => takeBackRestoration(store, restored, changed);
  }

  beforeEach(async () => {
    await install('changed', '1.0.0');
    await install('kept', '1.0.0');
    await subscribe('kept', 'own');
    await reject('Own');
  });

  it('leaves everything as it was', async () => {
    const before = await readSetup(store);
    const undo = await restore();
    expect(await installed()).toEqual(['came 1.0.0', 'kept 1.0.0', 'changed 2.0.0']);
    expect(await followed()).toEqual(expect.arrayContaining(['/came', '/backup']));
    await undo();
    expect(await installed()).toEqual(['changed 1.0.0', 'kept 1.0.0']);
    expect(await followed()).toEqual(['/own']);
    const after = await readSetup(store);
    expect({ ...after, subscriptions: [] }).toEqual({ ...before, subscriptions: [] });
  });

  it('leaves packs, versions, subscriptions, rejections and settings that came since', async () => {
    const undo = await restore();
    await install('since', '1.0.0');
    await subscribe('since', 'since');
    await install('came', '1.1.0');
    await install('changed', '3.0.0');
    await subscribe('kept', 'chosen-since');
    await store.setEnabled('since', false);
    await reject('Since', 2);
    await changeSettings((now) => ({ ...now, language: 'de' }));

    await undo();
    expect((await installed()).sort()).toEqual(['came 1.1.0', 'changed 3.0.0', 'kept 1.0.0', 'since 1.0.0']);
    expect((await followed()).sort()).toEqual(['/came', '/chosen-since', '/since']);
    expect(await rejected()).toEqual(['Own', 'Since']);
    expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, language: 'de' });
    const switched = (await store.packs()).filter(({ isEnabled }) => !isEnabled);
    expect(switched.map(({ packId }) => packId)).toEqual(['since']);
  });

  it('touches no pack that the restoration did not, though it came while that ran', async () => {
    const before = await readServing(store);
    await install('since', '1.0.0');
    await install('came', '1.0.0');
    const restored = findRestored(before, await readServing(store), ['came']);
    // Cancelled: settings were not restored.
    await takeBackRestoration(store, restored, undefined);
    expect((await installed()).sort()).toEqual(['changed 1.0.0', 'kept 1.0.0', 'since 1.0.0']);
    expect(await followed()).toEqual(['/own']);
  });
});

it('a reset that is taken back leaves packs alone, and what was set since', async () => {
  await install('before', '1.0.0');
  await changeSettings((now) => ({ ...now, theme: 'dark' }));
  await reject('Own');
  await reject('Other');
  const changed = await resetSetup();
  expect(await rejected()).toEqual([]);

  await install('since', '1.0.0');
  await subscribe('since', 'since');
  await install('before', '2.0.0');
  await reject('Since', 2);
  await reject('Other', 3);
  await changeSettings((now) => ({ ...now, language: 'fr' }));
  await takeBackChosen(changed);

  expect((await installed()).sort()).toEqual(['before 2.0.0', 'since 1.0.0']);
  expect(await followed()).toEqual(['/since']);
  expect(await rejected()).toEqual(['Own', 'Other', 'Since']);
  expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', language: 'fr' });
  await removeRejection({ entityId: 'org:a', form: 'Other' }, undefined);
  expect(await rejected()).toEqual(['Own', 'Since']);
});
