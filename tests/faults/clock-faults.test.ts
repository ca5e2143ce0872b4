import { describe, expect, it } from 'vitest';
import { areMarksOn, DEFAULT_SETTINGS, PAUSE_MS } from '../../lib/model/settings.ts';
import {
  createSubscription,
  dueSubscriptions,
  nextDueAt,
  noteOutcome,
} from '../../lib/services/subscription.ts';
import { ChunkedFactStore } from '../../lib/store/chunked-fact-store.ts';
import { ProcessLocks } from '../../lib/store/import-locks.ts';
import { MemoryBackend } from '../../lib/store/memory-backend.ts';
import { installPack } from '../lib/store/sample-pack.ts';
import { createEdition } from './editions.ts';
import { expectWholePacks } from './invariant.ts';

const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;
const NOW = Date.UTC(2026, 10, 22);

/** A clock that goes wrong, and is put right. */
describe.each([
  ['a year ahead', NOW + YEAR],
  ['ten years behind', NOW - 10 * YEAR],
  ['at the beginning of time', 0],
])('a clock that was %s', (_how, wrong) => {
  it('leaves subscriptions that look again within the usual time', () => {
    const created = createSubscription('quays', 'https://quays.example/', { now: wrong, random: 0.5 });
    const noted = noteOutcome(created, { kind: 'unchanged' }, undefined, { now: wrong, random: 0.5 });
    for (const subscription of [created, noted]) {
      expect(nextDueAt([subscription], NOW)! - NOW).toBeLessThanOrEqual(0);
      expect(dueSubscriptions([subscription], NOW)).toHaveLength(1);
    }
    // One look later everything is as usual: there is no loop.
    const settled = noteOutcome(noted, { kind: 'unchanged' }, undefined, { now: NOW, random: 0.5 });
    expect(nextDueAt([settled], NOW)).toBe(NOW + DAY);
    expect(dueSubscriptions([settled], NOW)).toEqual([]);
  });

  it('leaves the longest pause after failures as it is', () => {
    let subscription = createSubscription('quays', 'https://quays.example/', { now: NOW, random: 1 });
    for (let i = 0; i < 20; i++) {
      const failure = { kind: 'failed', reason: 'unreachable' } as const;
      subscription = noteOutcome(subscription, failure, undefined, { now: NOW, random: 1 });
    }
    expect(dueSubscriptions([subscription], NOW)).toEqual([]);
  });

  it('ends a pause of marks that began then', () => {
    const { marks, ...others } = DEFAULT_SETTINGS;
    const paused = { ...others, marks: { ...marks, pausedUntil: wrong + PAUSE_MS } };
    expect(areMarksOn(paused, NOW)).toBe(true);
    expect(areMarksOn({ ...others, marks: { ...marks, pausedUntil: NOW + 1 } }, NOW)).toBe(false);
  });

  it('keeps the order of versions', async () => {
    let now = NOW;
    const store = new ChunkedFactStore({
      backend: new MemoryBackend(),
      locks: new ProcessLocks(),
      now: () => now,
    });
    await installPack(store, createEdition('1.0.0'));
    now = wrong;
    await installPack(store, createEdition('2.0.0'));
    now = NOW;
    await installPack(store, createEdition('3.0.0'));
    expect(await expectWholePacks(store)).toMatchObject([{ versions: ['3.0.0', '2.0.0', '1.0.0'] }]);
  });
});
