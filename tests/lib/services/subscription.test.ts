import { describe, expect, it } from 'vitest';
import { LOG_LENGTH, type Subscription, type UpdateOutcome } from '../../../lib/model/subscription.ts';
import {
  applyManagedPacks,
  createSubscription,
  dueSubscriptions,
  nextDueAt,
  noteOutcome,
} from '../../../lib/services/subscription.ts';

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;
const MIDDLE = { now: NOW, random: 0.5 };
const FAILED: UpdateOutcome = { kind: 'failed', reason: 'unreachable' };
const subscription = createSubscription('harbour', 'https://gazette.example/harbour.jsonl', MIDDLE);
const hoursAfter = (...outcomes: readonly UpdateOutcome[]) => {
  const last = outcomes.reduce(
    (before, outcome) => noteOutcome(before, outcome, undefined, MIDDLE),
    subscription,
  );
  return (last.nextAt - NOW) / HOUR;
};

describe('a subscription', () => {
  it('looks daily, give or take a tenth', () => {
    const next = (random: number) =>
      (noteOutcome(subscription, { kind: 'unchanged' }, undefined, { now: NOW, random }).nextAt - NOW) / HOUR;
    expect([next(0), next(0.5), next(1)]).toEqual([21.6, 24, 26.4]);
  });

  it('never looks twice within an hour', () => {
    const eager: Subscription = { ...subscription, intervalHours: 1 };
    const next = noteOutcome(eager, { kind: 'unchanged' }, undefined, { now: NOW, random: 0 });
    expect(next.nextAt - NOW).toBe(HOUR);
  });

  it('waits twice as long after each failure, a week at most, and as usual after a success', () => {
    const after = (count: number) => hoursAfter(...Array.from({ length: count }, () => FAILED));
    expect([1, 2, 3, 4, 8, 20].map(after)).toEqual([1, 2, 4, 8, 128, 168]);
    expect(hoursAfter(FAILED, FAILED, { kind: 'unchanged' })).toBe(24);
  });

  it.each([0, 0.5, 1])(
    'leaves a server alone for as long as it asks, within reason, at chance %s',
    (random) => {
      const asked = (retryAfter: number) => {
        const outcome: UpdateOutcome = { kind: 'failed', reason: 'status', status: 503, retryAfter };
        return (noteOutcome(subscription, outcome, undefined, { now: NOW, random }).nextAt - NOW) / HOUR;
      };
      expect([asked(5 * 3600), asked(1e9)]).toEqual([5, 168]);
      expect(asked(60)).toBeGreaterThanOrEqual(1);
    },
  );

  it('keeps what tells versions apart only of a file that is installed', () => {
    const validators = { etag: '"b2"' };
    const noted = (outcome: UpdateOutcome) =>
      noteOutcome(subscription, outcome, validators, MIDDLE).validators;
    expect(noted({ kind: 'unchanged' })).toEqual(validators);
    expect(noted({ kind: 'refused', reason: 'problems' })).toEqual({});
    expect(noted({ kind: 'waiting', version: '2.0.0', reason: 'many-gone', share: 0.5 })).toEqual({});
  });

  it('holds what waits for a person through failures, until something better is known', () => {
    const waiting = { version: '2.0.0', reason: 'many-gone', share: 0.5 } as const;
    const held = noteOutcome(subscription, { kind: 'waiting', ...waiting }, undefined, MIDDLE);
    expect(held.waiting).toEqual(waiting);
    expect(noteOutcome(held, FAILED, undefined, MIDDLE).waiting).toEqual(waiting);
    expect(noteOutcome(held, { kind: 'unchanged' }, undefined, MIDDLE).waiting).toBeUndefined();
  });

  it('remembers what happened lately, the latest first', () => {
    let last = subscription;
    for (let at = 0; at < LOG_LENGTH + 5; at += 1) {
      last = noteOutcome(last, { kind: 'unchanged' }, undefined, { now: at, random: 0.5 });
    }
    expect(last.log).toHaveLength(LOG_LENGTH);
    expect(last.log[0]?.at).toBe(LOG_LENGTH + 4);
  });

  it('is due when its time has come, unless it is switched off', () => {
    const others = [
      { ...subscription, nextAt: NOW - 1 },
      { ...subscription, nextAt: NOW + 5 },
      { ...subscription, nextAt: NOW - 9, isOn: false },
    ];
    expect(dueSubscriptions(others, NOW)).toEqual([others[0]]);
    expect(nextDueAt(others, NOW)).toBe(NOW - 1);
    expect(nextDueAt(others.slice(2), NOW)).toBeUndefined();
  });
});

describe('the packs of an organisation', () => {
  const wanted = { packId: 'city', url: 'https://city.example/manifest.json', intervalHours: 1 } as const;

  it('are subscribed to and looked for at once, beside those of the reader', () => {
    const all = applyManagedPacks([subscription], [{ ...wanted, publicKey: 'ed25519:x' }], MIDDLE);
    expect(all[0]).toEqual(subscription);
    expect(all[1]).toMatchObject({
      ...wanted,
      publicKey: 'ed25519:x',
      isManaged: true,
      isOn: true,
      nextAt: NOW,
    });
  });

  it('stay as they are while nothing changes, switched on', () => {
    const [first] = applyManagedPacks([], [wanted], MIDDLE);
    const known = noteOutcome(first!, { kind: 'unchanged' }, { etag: '"a"' }, MIDDLE);
    expect(applyManagedPacks([{ ...known, isOn: false }], [wanted], MIDDLE)).toEqual([known]);
  });

  it('are taken over from the reader, and looked for anew at another address', () => {
    const own = createSubscription('city', 'https://mirror.example/city.json', MIDDLE);
    expect(applyManagedPacks([own], [wanted], MIDDLE)).toMatchObject([{ ...wanted, nextAt: NOW, log: [] }]);
  });

  it('are the reader’s own once the organisation lets go', () => {
    const managed = applyManagedPacks([], [wanted], MIDDLE);
    const [left] = applyManagedPacks(managed, [], MIDDLE);
    expect(left).toMatchObject({ packId: 'city', url: wanted.url, isOn: true });
    expect(left).not.toHaveProperty('isManaged');
  });
});
