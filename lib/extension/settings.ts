import { type Browser, browser } from 'wxt/browser';
import { applyPolicy, withoutPolicy } from '../model/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import { readManagedPolicy, watchManagedPolicy } from './policy.ts';

const KEY = 'settings';

/** The settings that hold: what the reader chose, and above it what their organisation sets. */
export async function readSettings(): Promise<Settings> {
  const [chosen, policy] = await Promise.all([readChosenSettings(), readManagedPolicy()]);
  return applyPolicy(chosen, policy);
}

/** What the reader chose, whatever their organisation sets. */
export async function readChosenSettings(): Promise<Settings> {
  return complete((await browser.storage.local.get(KEY))[KEY]);
}

/**
 * Calls back whenever any page of the extension saves settings, this one included, and when the
 * organisation changes what it sets.
 *
 * @returns stops watching.
 */
export function watchSettings(onChange: (settings: Settings) => void): () => void {
  const { onChanged } = browser.storage.local;
  const listener = ({ [KEY]: change }: Record<string, Browser.storage.StorageChange>) => {
    if (change)
      void readManagedPolicy().then((policy) => onChange(applyPolicy(complete(change.newValue), policy)));
  };
  onChanged.addListener(listener);
  const stop = watchManagedPolicy(() => void readSettings().then(onChange));
  return () => {
    stop();
    onChanged.removeListener(listener);
  };
}

/**
 * Saves what `change` makes of the settings as they stand. Popup, settings page and background share one
 * item, so reading and writing happen under a lock: two changes at the same moment both last. What the
 * organisation sets stays as it is, and is not saved as if the reader had chosen it.
 */
export async function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  return navigator.locks.request(KEY, async () => {
    const [chosen, policy] = await Promise.all([readChosenSettings(), readManagedPolicy()]);
    const saved = withoutPolicy(change(applyPolicy(chosen, policy)), chosen, policy);
    await browser.storage.local.set({ [KEY]: saved });
    return applyPolicy(saved, policy);
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
