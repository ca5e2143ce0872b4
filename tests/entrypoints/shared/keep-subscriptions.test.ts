// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keepSubscriptions } from '../../../entrypoints/shared/keep-subscriptions.ts';
import { changeSubscription, readSubscriptions } from '../../../lib/extension/subscriptions.ts';
import type { Subscription } from '../../../lib/model/subscription.ts';
import { createSubscription, FLOOR_MS } from '../../../lib/services/subscription.ts';
import { useLocks } from '../../lib/extension/locks.ts';

/** What the unseen page answers; it is asked once a pack. */
const answer = vi.fn();
const report = vi.fn();
const HOUR = 3_600_000;

const subscribe = (packId: string, more: Partial<Subscription> = {}) =>
  changeSubscription(packId, () => ({
    ...createSubscription(packId, `https://${packId}.example/pack.jsonl`, { now: 0, random: 0.5 }),
    ...more,
  }));
const ring = () =>
  fakeBrowser.alarms.onAlarm.trigger({ name: 'update-packs', scheduledTime: 0, persistAcrossSessions: true });
const alarmAt = async () => (await fakeBrowser.alarms.get('update-packs'))?.scheduledTime;
const outcomes = async () =>
  Object.fromEntries((await readSubscriptions()).map(({ packId, log }) => [packId, log[0]?.outcome]));

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
  answer.mockReset();
  report.mockReset();
  Object.assign(browser.permissions, { contains: vi.fn(async () => true) });
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (message: { type: string }) =>
    message.type === 'update-pack' ? answer(message) : undefined) as never);
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([] as never);
  // Chromium's offscreen documents.
  Object.assign(browser, { offscreen: { createDocument: vi.fn(), closeDocument: vi.fn() } });
  Object.assign(browser.runtime, { getContexts: async () => [] });
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  keepSubscriptions(report);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the background', () => {
  it('looks for newer versions of what is due, one pack after the other, and writes down what came of it', async () => {
    await subscribe('due');
    await subscribe('off', { isOn: false });
    await subscribe('later', { nextAt: Date.now() + 5 * HOUR });
    answer.mockResolvedValue({ outcome: { kind: 'unchanged' }, validators: { etag: '"x"' } });
    await ring();
    await vi.waitFor(async () => expect((await outcomes()).due).toEqual({ kind: 'unchanged' }));
    expect(answer).toHaveBeenCalledExactlyOnceWith({
      type: 'update-pack',
      subscription: { packId: 'due', url: 'https://due.example/pack.jsonl', validators: {} },
    });
    // The next of all is set.
    await vi.waitFor(async () => expect((await alarmAt())! - Date.now()).toBeGreaterThan(4.9 * HOUR));
    expect((await readSubscriptions()).find(({ packId }) => packId === 'due')?.validators).toEqual({
      etag: '"x"',
    });
  });

  it('tells every page when a newer version was installed', async () => {
    await subscribe('due');
    answer.mockResolvedValue({
      outcome: { kind: 'updated', version: '2.0.0', added: 1, changed: 0, gone: 0, isKeyChange: false },
    });
    await ring();
    await vi.waitFor(() =>
      expect(browser.runtime.sendMessage).toHaveBeenCalledWith({ type: 'packs-changed' }),
    );
    expect(browser.tabs.query).toHaveBeenCalled();
  });

  it('forgets a subscription to a pack that was removed', async () => {
    await subscribe('due');
    answer.mockResolvedValue({ outcome: { kind: 'refused', reason: 'not-installed' } });
    await ring();
    await vi.waitFor(async () => expect(await readSubscriptions()).toEqual([]));
  });

  it('asks nobody without a network, and counts no failure', async () => {
    await subscribe('due');
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await ring();
    await vi.waitFor(async () => expect(await alarmAt()).toBeGreaterThan(Date.now() + 10 * 60_000));
    expect(answer).not.toHaveBeenCalled();
    expect((await readSubscriptions())[0]).toMatchObject({ failures: 0, log: [] });
  });

  it('asks nobody where access was withdrawn', async () => {
    await subscribe('due');
    Object.assign(browser.permissions, { contains: vi.fn(async () => false) });
    await ring();
    await vi.waitFor(async () =>
      expect((await outcomes()).due).toEqual({ kind: 'failed', reason: 'no-access' }),
    );
    expect(answer).not.toHaveBeenCalled();
  });

  it('puts the next look off before it begins: whatever happens meanwhile, there is no loop', async () => {
    await subscribe('due');
    answer.mockReturnValue(new Promise(() => {}));
    await ring();
    await vi.waitFor(() => expect(answer).toHaveBeenCalled());
    expect((await readSubscriptions())[0]!.nextAt).toBeGreaterThan(Date.now() + FLOOR_MS - 60_000);
  });

  it('does not try again at once what brought the page down', async () => {
    await subscribe('due');
    Object.assign(browser, {
      offscreen: {
        createDocument: vi.fn(),
        closeDocument: vi.fn(async () => Promise.reject(new Error('No page'))),
      },
    });
    answer.mockRejectedValue(new Error('The page is gone'));
    await ring();
    await vi.waitFor(async () =>
      expect((await outcomes()).due).toEqual({ kind: 'failed', reason: 'unexpected' }),
    );
    expect(report).toHaveBeenCalled();
    const [due] = await readSubscriptions();
    expect(due!.nextAt).toBeGreaterThan(Date.now() + FLOOR_MS - 60_000);
    await vi.waitFor(async () => expect(await alarmAt()).toBe(due!.nextAt));
  });
});
