// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Subscriptions, useSubscriptions } from '../../../entrypoints/options/use-subscriptions.ts';
import type { Undo } from '../../../entrypoints/options/use-undo.ts';
import { readPackOrigins } from '../../../lib/extension/pack-access.ts';
import { changeSubscription } from '../../../lib/extension/subscriptions.ts';
import type { Subscription } from '../../../lib/model/subscription.ts';
import { createSubscription } from '../../../lib/services/subscription.ts';
import { draw } from '../../components/draw.tsx';
import { useLocks } from '../../lib/extension/locks.ts';

const URL_OF_PACK = 'https://harbours.example/pack.json';
const KEPT: Subscription = {
  ...createSubscription('harbours', URL_OF_PACK, { now: 1_000, random: 0.5 }),
  log: [{ at: 900, outcome: { kind: 'unchanged' } }],
};

/** The hook in use, with one pack that is kept up to date. */
async function useIt() {
  await changeSubscription('harbours', () => KEPT);
  let latest: Subscriptions | undefined;
  let undo: Undo | undefined;
  function Page() {
    latest = useSubscriptions({
      onInstalled: vi.fn(),
      onFailed: vi.fn(),
      onUndoable: (offered) => {
        undo = offered;
      },
    });
    return null;
  }
  await draw(<Page />);
  const now = () => latest!.updatesOf('harbours').subscription;
  await vi.waitFor(() => expect(now()).toBeDefined());
  const does = (run: () => unknown) => act(async () => void run());
  return { now, does, hook: () => latest!, undo: () => undo };
}

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
  vi.spyOn(browser.permissions, 'getAll').mockResolvedValue({ origins: [] } as never);
  vi.spyOn(browser.permissions, 'remove').mockImplementation(async () => true);
});

describe('how packs are kept up to date, in the settings', () => {
  it('a forgotten address comes back with all that was known of it, and with the leave to ask there', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockImplementation(async () => true);
    const { now, does, hook, undo } = await useIt();
    await does(() => hook().onUnsubscribe('harbours'));
    await vi.waitFor(() => expect(now()).toBeUndefined());
    await does(() => undo()?.());
    await vi.waitFor(() => expect(now()).toEqual(KEPT));
    expect(request).toHaveBeenCalledWith({ origins: ['https://harbours.example/*'] });
  });

  it('an address stays forgotten where the leave is refused', async () => {
    vi.spyOn(browser.permissions, 'request').mockImplementation(async () => false);
    const { now, does, hook, undo } = await useIt();
    await does(() => hook().onUnsubscribe('harbours'));
    await vi.waitFor(() => expect(now()).toBeUndefined());
    await does(() => undo()?.());
    expect(now()).toBeUndefined();
  });

  it('another rhythm is taken back, and the next look with it', async () => {
    const { now, does, hook, undo } = await useIt();
    await does(() => hook().onInterval('harbours', 1));
    await vi.waitFor(() => expect(now()?.intervalHours).toBe(1));
    await does(() => undo()?.());
    await vi.waitFor(() => expect(now()).toEqual(KEPT));
  });

  it.each([
    ['at another port of the same site stays', 'https://harbours.example:8443/ferries.json', 0],
    ['of the same site by another scheme is a leave of its own', 'http://harbours.example/ferries.json', 1],
    ['of another site does not keep this one', 'https://ferries.example/pack.json', 1],
  ])('the leave to ask %s', async (_rule, url, released) => {
    fakeBrowser.storage.local.set({ packOrigins: ['https://harbours.example/*'] });
    await changeSubscription('ferries', () =>
      createSubscription('ferries', url, { now: 1_000, random: 0.5 }),
    );
    const { now, does, hook } = await useIt();
    await does(() => hook().onUnsubscribe('harbours'));
    await vi.waitFor(() => expect(now()).toBeUndefined());
    await vi.waitFor(async () => expect(await readPackOrigins()).toHaveLength(1 - released));
    expect(browser.permissions.remove).toHaveBeenCalledTimes(released);
  });

  it('nothing is offered for a pack that goes: its address alone would bring nothing back', async () => {
    const { now, does, hook, undo } = await useIt();
    await does(() => hook().forget('harbours'));
    await vi.waitFor(() => expect(now()).toBeUndefined());
    expect(undo()).toBeUndefined();
  });
});
