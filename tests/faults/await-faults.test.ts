// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSetup, restoreSetup } from '../../entrypoints/options/restore-setup.ts';
import { keepSubscriptions } from '../../entrypoints/shared/keep-subscriptions.ts';
import type { Setup } from '../../lib/backup/backup.ts';
import { readPackOrigins, releasePackAccess, requestPackAccess } from '../../lib/extension/pack-access.ts';
import { endPause, pauseMarks } from '../../lib/extension/pause-alarm.ts';
import { addRejection, readRejections, removeRejection } from '../../lib/extension/rejections.ts';
import { changeSettings, readSettings } from '../../lib/extension/settings.ts';
import { changeSubscription, readSubscriptions } from '../../lib/extension/subscriptions.ts';
import { areMarksOn, DEFAULT_SETTINGS, PAUSE_MS } from '../../lib/model/settings.ts';
import { installBundledPacks } from '../../lib/services/bundled-packs.ts';
import { createSubscription } from '../../lib/services/subscription.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../lib/store/open-fact-store.ts';
import { useLocks } from '../lib/extension/locks.ts';
import { AwaitSeam } from './await-seam.ts';
import { createEdition } from './editions.ts';

/*
 * The process dies at every await outside IndexedDB: each call of the browser's API, before it had any effect
 * and after. What the store awaits is tried in store-faults.test.ts.
 */

const NOW = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const PACK = 'test.quays';
const URL_OF_PACK = 'https://quays.example/pack.jsonl';
const MATCH = { entityId: 'quay:1', form: 'Quay' };

let store: FactStore;
/** Patterns that the reader has granted. */
let granted: Set<string>;

const subscribe = () =>
  changeSubscription(PACK, () => createSubscription(PACK, URL_OF_PACK, { now: NOW - 48 * HOUR, random: 0 }));
/** Not one of the calls that the seam watches. */
const clearAlarm = fakeBrowser.alarms.clear.bind(fakeBrowser.alarms);
const ring = () =>
  fakeBrowser.alarms.onAlarm.trigger({ name: 'update-packs', scheduledTime: 0, persistAcrossSessions: true });

/** Runs what is due, as the background does when its alarm rings, to its end. */
async function lookAtWhatIsDue(): Promise<void> {
  // An alarm that has rung is gone.
  await clearAlarm('update-packs');
  keepSubscriptions(() => {});
  await ring();
  await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('update-packs')).toBeDefined());
}

const BACKUP: Setup = {
  settings: { ...DEFAULT_SETTINGS, theme: 'dark' },
  rejections: [{ ...MATCH, rejectedAt: 5 }],
  subscriptions: [{ packId: PACK, url: URL_OF_PACK, isOn: true, intervalHours: 24 }],
  packs: [{ packId: PACK, isEnabled: false }],
};

/** All that these operations can change. */
async function readState() {
  const { settings, rejections, subscriptions, packs } = await readSetup(store);
  return {
    settings,
    rejections: rejections.map(({ entityId, form, host }) => ({ entityId, form, host })),
    subscriptions: subscriptions.map(({ packId, url, isOn }) => ({ packId, url, isOn })),
    packs,
    packOrigins: await readPackOrigins(),
    granted: [...granted],
  };
}
type State = Awaited<ReturnType<typeof readState>>;

interface Operation {
  readonly name: string;
  prepare?(): Promise<unknown>;
  run(): Promise<unknown>;
  /** What must hold at whichever moment it died, where it is more than "the old or the new". */
  isSound?(state: State): boolean;
}

const OPERATIONS: readonly Operation[] = [
  { name: 'a change of settings', run: () => changeSettings((now) => ({ ...now, theme: 'dark' })) },
  { name: 'a pause of marks', run: () => pauseMarks(NOW) },
  { name: 'the end of a pause', prepare: () => pauseMarks(NOW), run: () => endPause() },
  { name: 'a rejection', run: () => addRejection(MATCH, 'gazette.example', () => NOW) },
  {
    name: 'a rejection taken back',
    prepare: () => addRejection(MATCH, undefined, () => NOW),
    run: () => removeRejection(MATCH, undefined),
  },
  { name: 'a new subscription', run: () => subscribe() },
  {
    name: 'the end of a subscription',
    prepare: subscribe,
    run: () => changeSubscription(PACK, () => undefined),
  },
  { name: 'a look at a subscription', prepare: subscribe, run: lookAtWhatIsDue },
  {
    name: 'leave to fetch packs from a site',
    run: () => requestPackAccess(URL_OF_PACK),
    // Leave to fetch is never taken for leave to read.
    isSound: (state) => state.granted.every((site) => state.packOrigins.includes(site)),
  },
  {
    name: 'that leave given back',
    prepare: () => requestPackAccess(URL_OF_PACK),
    run: () => releasePackAccess(URL_OF_PACK),
    isSound: (state) => state.granted.every((site) => state.packOrigins.includes(site)),
  },
  {
    name: 'the restoring of a backup',
    run: () => restoreSetup(store, BACKUP),
    // Part of it may be there; each part is the old or the new, and trying again does the rest (below).
    isSound: ({ settings, rejections, packs }) =>
      ['system', 'dark'].includes(settings.theme) && rejections.length <= 1 && packs.length === 1,
  },
];

/** The state before the operation, in a process of its own. */
async function startTrial({ prepare }: Operation): Promise<void> {
  fakeBrowser.reset();
  useLocks();
  granted = new Set();
  store = createMemoryStore();
  const { header, ...records } = createEdition('1.0.0');
  await installBundledPacks(store, [{ ...header, ...records }]);
  Object.assign(browser.permissions, {
    getAll: async () => ({ origins: [...granted] }),
    contains: async () => true,
    // A reader takes longer to answer than what runs meanwhile.
    request: async ({ origins }: { origins: string[] }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const origin of origins) granted.add(origin);
      return true;
    },
    remove: async ({ origins }: { origins: string[] }) => {
      for (const origin of origins) granted.delete(origin);
      return true;
    },
  });
  Object.assign(browser, { offscreen: { createDocument: async () => {}, closeDocument: async () => {} } });
  Object.assign(browser.runtime, {
    getContexts: async () => [],
    sendMessage: async ({ type }: { type: string }) =>
      type === 'update-pack' ? { outcome: { kind: 'unchanged' } } : undefined,
  });
  Object.assign(browser.tabs, { query: async () => [] });
  await prepare?.();
}

function watchEverything(at: number): AwaitSeam {
  const seam = new AwaitSeam(at);
  seam.watch(browser.storage.local, 'get', 'set', 'remove');
  seam.watch(browser.alarms, 'create', 'clear');
  seam.watch(browser.permissions, 'getAll', 'contains', 'request', 'remove');
  seam.watch(browser.runtime, 'sendMessage', 'getContexts');
  seam.watch(
    (browser as unknown as { offscreen: Record<string, () => Promise<void>> }).offscreen,
    'createDocument',
    'closeDocument',
  );
  return seam;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe.each(OPERATIONS)('$name', (operation) => {
  it('killed at every await outside the database: leaves the old or the new, and can be done again', async () => {
    await startTrial(operation);
    const old = await readState();
    const counting = watchEverything(Number.POSITIVE_INFINITY);
    await operation.run();
    counting.remove();
    const renewed = await readState();
    expect(counting.moments).toBeGreaterThan(1);

    for (let at = 1; at <= counting.moments; at++) {
      const where = `killed at moment ${at} of ${counting.moments}`;
      await startTrial(operation);
      const seam = watchEverything(at);
      await Promise.race([operation.run().catch(() => undefined), seam.death]);
      seam.remove();
      // The next process: locks of the dead are free.
      useLocks();
      const found = await readState();
      const isOldOrNew = [old, renewed].some((state) => JSON.stringify(state) === JSON.stringify(found));
      expect(
        operation.isSound ? operation.isSound(found) : isOldOrNew,
        `${where}: ${JSON.stringify(found)}`,
      ).toBe(true);
      // A pause without an alarm ends by the clock.
      expect(areMarksOn(await readSettings(), NOW + PAUSE_MS + 1)).toBe(true);

      vi.setSystemTime(NOW + 2 * HOUR);
      await operation.run();
      vi.setSystemTime(NOW);
      expect(await readState(), where).toEqual(renewed);
      if (operation.name === 'a look at a subscription') {
        expect((await readSubscriptions())[0]?.log[0]?.outcome, where).toEqual({ kind: 'unchanged' });
      }
    }
  });
});

it('a look that died is made up for within the usual time', async () => {
  await startTrial({ name: '', run: async () => {} });
  await subscribe();
  Object.assign(browser.runtime, { sendMessage: () => new Promise(() => {}) });
  keepSubscriptions(() => {});
  await ring();
  await vi.waitFor(async () => expect((await readSubscriptions())[0]!.nextAt).toBeGreaterThan(NOW));
  expect((await readSubscriptions())[0]!.nextAt).toBeLessThan(NOW + HOUR + 60_000);
  expect(await readRejections()).toEqual([]);
});
