import { type Browser, browser } from 'wxt/browser';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';

const KEY = 'settings';

export async function readSettings(): Promise<Settings> {
  return complete((await browser.storage.local.get(KEY))[KEY]);
}

/**
 * Calls back whenever any page of the extension saves settings, this one included.
 *
 * @returns stops watching.
 */
export function watchSettings(onChange: (settings: Settings) => void): () => void {
  const { onChanged } = browser.storage.local;
  const listener = ({ [KEY]: change }: Record<string, Browser.storage.StorageChange>) => {
    if (change) onChange(complete(change.newValue));
  };
  onChanged.addListener(listener);
  return () => onChanged.removeListener(listener);
}

/**
 * Saves what `change` makes of the settings as they stand. Popup, settings page and background share one
 * item, so reading and writing happen under a lock: two changes at the same moment both last.
 */
export async function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  return navigator.locks.request(KEY, async () => {
    const settings = change(await readSettings());
    await browser.storage.local.set({ [KEY]: settings });
    return settings;
  });
}

/** Settings that an earlier version saved lack what it did not know: the defaults fill the gaps. */
function complete(saved: unknown): Settings {
  const groups = (saved ?? {}) as Partial<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(DEFAULT_SETTINGS).map(([name, byDefault]) => {
      const chosen = groups[name] ?? byDefault;
      return [name, typeof byDefault === 'object' ? { ...byDefault, ...(chosen as object) } : chosen];
    }),
  ) as unknown as Settings;
}
