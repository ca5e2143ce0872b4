import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changeSettings, readSettings, watchSettings } from '../../../lib/extension/settings.ts';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';
import { useLocks } from './locks.ts';

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
});

describe('settings', () => {
  it('are the defaults until something is chosen', async () => {
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('keep every choice, also two of the same moment', async () => {
    await Promise.all([
      changeSettings((settings) => ({ ...settings, theme: 'dark' })),
      changeSettings((settings) => ({ ...settings, marks: { ...DEFAULT_SETTINGS.marks, isOn: false } })),
    ]);
    expect(await readSettings()).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      marks: { ...DEFAULT_SETTINGS.marks, isOn: false },
    });
  });

  it('that an earlier version saved are filled up with the defaults', async () => {
    await fakeBrowser.storage.local.set({ settings: { theme: 'dark', marks: {} } });
    expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });

  it('tell every page when they change, until it looks away', async () => {
    const onChange = vi.fn();
    const stop = watchSettings(onChange);
    await changeSettings((settings) => ({ ...settings, theme: 'dark' }));
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledWith({ ...DEFAULT_SETTINGS, theme: 'dark' }));
    stop();
    await changeSettings((settings) => ({ ...settings, theme: 'light' }));
    expect(onChange).toHaveBeenCalledOnce();
  });
});
