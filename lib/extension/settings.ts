import { storage } from 'wxt/utils/storage';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';

const item = storage.defineItem<Settings>('local:settings', { fallback: DEFAULT_SETTINGS, version: 1 });

export async function readSettings(): Promise<Settings> {
  return item.getValue();
}

/**
 * Calls back whenever any page of the extension saves settings, this one included.
 *
 * @returns stops watching.
 */
export function watchSettings(onChange: (settings: Settings) => void): () => void {
  return item.watch((settings) => onChange(settings));
}

/**
 * Saves what `change` makes of the settings as they stand. Popup, settings page and background share one
 * item, so reading and writing happen under a lock: two changes at the same moment both last.
 */
export async function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  return navigator.locks.request('settings', async () => {
    const settings = change(await item.getValue());
    await item.setValue(settings);
    return settings;
  });
}
