import { storage } from 'wxt/utils/storage';
import type { Subscription } from '../model/subscription.ts';

type Subscriptions = Readonly<Record<string, Subscription>>;

const item = storage.defineItem<Subscriptions>('local:subscriptions', { fallback: {}, version: 1 });

export async function readSubscriptions(): Promise<readonly Subscription[]> {
  return Object.values(await item.getValue());
}

/**
 * Calls back whenever any part of the extension changes a subscription, this one included.
 *
 * @returns stops watching.
 */
export function watchSubscriptions(onChange: (all: readonly Subscription[]) => void): () => void {
  return item.watch((all) => onChange(Object.values(all)));
}

/** Saves what `change` makes of all subscriptions. @returns all as they are now. */
export async function changeSubscriptions(
  change: (all: readonly Subscription[]) => readonly Subscription[],
): Promise<readonly Subscription[]> {
  return navigator.locks.request('subscriptions', async () => {
    const all = change(Object.values(await item.getValue()));
    await item.setValue(Object.fromEntries(all.map((one) => [one.packId, one])));
    return all;
  });
}

/**
 * Saves what `change` makes of a pack's subscription; undefined stands for none. Pages and background
 * share one item, so reading and writing happen under a lock: two changes at the same moment both last.
 *
 * @returns all subscriptions as they are now.
 */
export async function changeSubscription(
  packId: string,
  change: (subscription: Subscription | undefined) => Subscription | undefined,
): Promise<readonly Subscription[]> {
  return navigator.locks.request('subscriptions', async () => {
    const { [packId]: before, ...others } = await item.getValue();
    const after = change(before);
    const all = after ? { ...others, [packId]: after } : others;
    await item.setValue(all);
    return Object.values(all);
  });
}
