import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  changeSubscription,
  readSubscriptions,
  watchSubscriptions,
} from '../../../lib/extension/subscriptions.ts';
import { onUpdateAlarm, setUpdateAlarm } from '../../../lib/extension/update-alarm.ts';
import { createSubscription } from '../../../lib/services/subscription.ts';
import { useLocks } from './locks.ts';

const create = (packId: string) => () =>
  createSubscription(packId, `https://gazette.example/${packId}.jsonl`, { now: 0, random: 0.5 });

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
});

describe('subscriptions', () => {
  it('are none at first, and each lasts, also two of the same moment', async () => {
    expect(await readSubscriptions()).toEqual([]);
    await Promise.all([changeSubscription('a', create('a')), changeSubscription('b', create('b'))]);
    expect((await readSubscriptions()).map(({ packId }) => packId)).toEqual(['a', 'b']);
  });

  it('are changed and forgotten one by one', async () => {
    await changeSubscription('a', create('a'));
    await changeSubscription('b', create('b'));
    const all = await changeSubscription('a', (before) => before && { ...before, isOn: false });
    expect(all.map(({ packId, isOn }) => [packId, isOn])).toEqual([
      ['b', true],
      ['a', false],
    ]);
    expect(await changeSubscription('b', () => undefined)).toHaveLength(1);
    // Nothing comes of changing what is gone.
    expect(await changeSubscription('b', (before) => before && { ...before, isOn: true })).toHaveLength(1);
  });

  it('tell every page when they change', async () => {
    const onChange = vi.fn();
    const stop = watchSubscriptions(onChange);
    await changeSubscription('a', create('a'));
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledWith([expect.objectContaining({ packId: 'a' })]));
    stop();
  });
});

describe('the alarm of updates', () => {
  it('rings when the first is due, a little later if that is past, and not at all if nothing is', async () => {
    const ring = vi.fn();
    onUpdateAlarm(ring);
    const at = async () => (await fakeBrowser.alarms.getAll()).map(({ scheduledTime }) => scheduledTime);
    await setUpdateAlarm(90_000, 0);
    expect(await at()).toEqual([90_000]);
    await setUpdateAlarm(10, 60_000);
    expect(await at()).toEqual([65_000]);
    await setUpdateAlarm(undefined, 0);
    expect(await at()).toEqual([]);
    await fakeBrowser.alarms.onAlarm.trigger({
      name: 'another',
      scheduledTime: 0,
      persistAcrossSessions: true,
    });
    expect(ring).not.toHaveBeenCalled();
    await fakeBrowser.alarms.onAlarm.trigger({
      name: 'update-packs',
      scheduledTime: 0,
      persistAcrossSessions: true,
    });
    expect(ring).toHaveBeenCalledOnce();
  });
});
