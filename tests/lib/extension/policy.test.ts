import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';
import { useLocks } from './locks.ts';

/** Each test has a module of its own: the policy is read once. */
async function load() {
  vi.resetModules();
  const [policy, settings] = await Promise.all([
    import('../../../lib/extension/policy.ts'),
    import('../../../lib/extension/settings.ts'),
  ]);
  return { ...policy, ...settings };
}

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
  vi.restoreAllMocks();
});

describe('managed storage', () => {
  it('is no policy where the browser has none and says so by failing', async () => {
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(
      new Error('Managed storage manifest not found'),
    );
    const { readManagedPolicy, readSettings } = await load();
    expect((await readManagedPolicy()).packs).toEqual([]);
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('is held above the settings, and never saved among them', async () => {
    await fakeBrowser.storage.managed.set({
      settings: { theme: 'dark' },
      blockedSites: ['intranet.example'],
    });
    const { readSettings, changeSettings } = await load();
    expect(await readSettings()).toMatchObject({ theme: 'dark', sites: { blocked: ['intranet.example'] } });
    const changed = await changeSettings((now) => ({
      ...now,
      theme: 'light',
      linker: { threshold: 'strict' },
    }));
    expect(changed).toMatchObject({ theme: 'dark', linker: { threshold: 'strict' } });
    expect((await fakeBrowser.storage.local.get('settings')).settings).toMatchObject({
      theme: 'system',
      linker: { threshold: 'strict' },
      sites: { blocked: [] },
    });
  });

  it('takes effect when it changes', async () => {
    const { watchSettings, readManagedPolicy } = await load();
    await readManagedPolicy();
    const onChange = vi.fn();
    const stop = watchSettings(onChange);
    await fakeBrowser.storage.managed.set({ settings: { theme: 'dark' } });
    await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith({ ...DEFAULT_SETTINGS, theme: 'dark' }));
    stop();
  });
});
