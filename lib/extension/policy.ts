import { type Browser, browser } from 'wxt/browser';
import { NO_POLICY, type Policy, readPolicy } from '../model/policy.ts';

let reading: Promise<Policy> | undefined;

/** What the organisation sets, if the browser is managed; read once, and again when it changes. */
export function readManagedPolicy(): Promise<Policy> {
  reading ??= browser.storage.managed.get(null).then(
    readPolicy,
    // Firefox has no managed storage where nobody manages it, and says so by failing.
    () => NO_POLICY,
  );
  return reading;
}

/**
 * Calls back when the organisation changes what it sets. Firefox reads it when the browser starts only.
 *
 * @returns stops watching.
 */
export function watchManagedPolicy(onChange: (policy: Policy) => void): () => void {
  const listener = (_changes: Record<string, Browser.storage.StorageChange>, area: string) => {
    if (area !== 'managed') return;
    reading = undefined;
    void readManagedPolicy().then(onChange);
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
