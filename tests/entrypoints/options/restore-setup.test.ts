import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSetup, resetSetup, restoreSetup } from '../../../entrypoints/options/restore-setup.ts';
import { readSetupFile, writeSetupFile } from '../../../lib/backup/backup.ts';
import { addRejection, readRejections } from '../../../lib/extension/rejections.ts';
import { changeSettings, readSettings, watchSettings } from '../../../lib/extension/settings.ts';
import { changeSubscription, readSubscriptions } from '../../../lib/extension/subscriptions.ts';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';
import { installBundledPacks } from '../../../lib/services/bundled-packs.ts';
import { createSubscription } from '../../../lib/services/subscription.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { useFreshBrowser } from './fresh-browser.ts';

let store: FactStore;

const pack = (id: string) => ({
  format: 'fact-pack/1',
  id,
  version: '1.0.0',
  title: id,
  language: 'en',
  sources: [{ id: 's', title: 'S' }],
  entities: [{ id: `org:${id}`, type: 'organization', name: `Name of ${id}` }],
  facts: [],
});

const url = 'https://gazette.example/a.jsonl';

beforeEach(async () => {
  useFreshBrowser();
  store = createMemoryStore();
  await installBundledPacks(store, [pack('a'), pack('b')] as never);
});

describe('a backup', () => {
  it('brings back what was set, also after a reset, and leaves what is not in it', async () => {
    await changeSettings((now) => ({ ...now, theme: 'dark' }));
    await addRejection({ entityId: 'org:a', form: 'A' }, undefined, () => 5);
    await changeSubscription('a', () => createSubscription('a', url, { now: 0, random: 0 }));
    await store.reorder(['b', 'a']);
    await store.setEnabled('b', false);
    const setup = await readSetup(store);
    const reading = readSetupFile(writeSetupFile({ createdAt: '2026-01-01T00:00:00Z', setup, packs: [] }));
    if (!reading.ok) throw new Error(reading.reason);

    await resetSetup();
    await changeSubscription('a', () => undefined);
    await store.reorder(['a', 'b']);
    await store.setEnabled('b', true);
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
    expect(await readRejections()).toEqual([]);

    await restoreSetup(store, reading.setup);
    expect(await readSetup(store)).toMatchObject(reading.setup);
  });

  it('holds what the reader chose, not what their organisation sets', async () => {
    await changeSettings((now) => ({ ...now, theme: 'dark', sites: { blocked: ['own.example'] } }));
    const own = await readSetup(store);
    // Whoever watches hears of what the organisation sets later on.
    const stop = watchSettings(() => {});
    await fakeBrowser.storage.managed.set({
      settings: { theme: 'light' },
      blockedSites: ['managed.example'],
    });
    await vi.waitFor(async () =>
      expect(await readSettings()).toMatchObject({
        theme: 'light',
        sites: { blocked: ['own.example', 'managed.example'] },
      }),
    );
    expect(await readSetup(store)).toEqual(own);

    await restoreSetup(store, own);
    await fakeBrowser.storage.managed.set({ settings: {}, blockedSites: [] });
    await vi.waitFor(async () => expect(await readSettings()).toEqual(own.settings));
    stop();
  });

  it('leaves a pause that runs, and what an organisation keeps up to date', async () => {
    const managed = { ...createSubscription('a', url, { now: 0, random: 0 }), isManaged: true };
    await changeSubscription('a', () => managed);
    await changeSettings((now) => ({ ...now, marks: { ...now.marks, pausedUntil: 99 } }));
    await restoreSetup(store, {
      settings: DEFAULT_SETTINGS,
      rejections: [],
      subscriptions: [{ packId: 'a', url: 'https://other.example/', isOn: false, intervalHours: 1 }],
      packs: [],
    });
    expect((await readSettings()).marks.pausedUntil).toBe(99);
    expect(await readSubscriptions()).toEqual([managed]);
  });
});
