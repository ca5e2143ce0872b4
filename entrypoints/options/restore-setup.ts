import type { Setup } from '../../lib/backup/backup.ts';
import { changeRejections, readRejections } from '../../lib/extension/rejections.ts';
import { changeSettings, readChosenSettings } from '../../lib/extension/settings.ts';
import { readSubscriptions } from '../../lib/extension/subscriptions.ts';
import { announcePacksChanged } from '../../lib/extension/tabs.ts';
import { DEFAULT_SETTINGS } from '../../lib/model/settings.ts';
import type { Subscription } from '../../lib/model/subscription.ts';
import { createSubscription } from '../../lib/services/subscription.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { currentMoment, editSubscription } from '../shared/subscriptions.ts';

/** How the reader has set everything, as a backup holds it. What an organisation sets or keeps up to date is not theirs. */
export async function readSetup(store: FactStore): Promise<Setup> {
  const [settings, rejections, subscriptions, packs] = await Promise.all([
    readChosenSettings(),
    readRejections(),
    readSubscriptions(),
    store.packs(),
  ]);
  return {
    settings,
    rejections,
    subscriptions: subscriptions.filter(({ isManaged }) => !isManaged),
    packs: packs.map(({ packId, isEnabled }) => ({ packId, isEnabled })),
  };
}

/**
 * Sets everything as a backup has it, as far as its packs are installed.
 *
 * @throws StoreError, or what the browser's storage throws: part of it may be restored then, and trying
 * again does the rest.
 */
export async function restoreSetup(store: FactStore, setup: Setup): Promise<void> {
  const { settings, rejections, subscriptions } = setup;
  // A pause is of the moment, not of the setup.
  await changeSettings(({ marks: { pausedUntil } }) => ({
    ...settings,
    marks: { ...settings.marks, ...(pausedUntil === undefined ? {} : { pausedUntil }) },
  }));
  await changeRejections(() => rejections);

  const installed = new Map((await store.packs()).map((pack) => [pack.packId, pack]));
  const wanted = setup.packs.filter(({ packId }) => installed.has(packId));
  for (const { packId, isEnabled } of wanted) {
    if (installed.get(packId)?.isEnabled !== isEnabled) await store.setEnabled(packId, isEnabled);
  }
  if (wanted.length > 0) await store.reorder(wanted.map(({ packId }) => packId));

  const known = await readSubscriptions();
  const ids = new Set([...known, ...subscriptions].map(({ packId }) => packId));
  for (const packId of ids) {
    if (!installed.has(packId)) continue;
    const then = subscriptions.find((one) => one.packId === packId);
    await editSubscription(packId, (now) => (now?.isManaged ? now : then && restored(now, then)));
  }
  await announcePacksChanged();
}

/** How everything was before a restoration, to go back to. */
export interface Before {
  readonly setup: Setup;
  /** The generation that served, by pack. */
  readonly serving: ReadonlyMap<string, string>;
}

export async function readBefore(store: FactStore): Promise<Before> {
  const [setup, packs] = await Promise.all([readSetup(store), store.packs()]);
  return { setup, serving: new Map(packs.map(({ packId, current }) => [packId, current.id])) };
}

/** Takes a restoration back: packs that it brought go, and those that it changed serve what they served. */
export async function putBack(store: FactStore, { setup, serving }: Before): Promise<void> {
  // First, while packs that came are there: what keeps them up to date goes with it.
  await restoreSetup(store, setup);
  for (const { packId, current, history } of await store.packs()) {
    const before = serving.get(packId);
    if (before === undefined) await store.removePack(packId);
    else if (before !== current.id && history.some(({ id }) => id === before)) {
      await store.rollBack(packId, before);
    }
  }
  await announcePacksChanged();
}

/** What was learnt about the file at an address holds for that address only. */
function restored(now: Subscription | undefined, then: Setup['subscriptions'][number]): Subscription {
  const { packId, url, isOn, intervalHours } = then;
  const base = now?.url === url ? now : createSubscription(packId, url, currentMoment());
  return { ...base, isOn, intervalHours };
}

/** Puts settings and rejections back to the beginning. Packs, and what keeps them up to date, stay. */
export async function resetSetup(): Promise<void> {
  await changeSettings(() => DEFAULT_SETTINGS);
  await changeRejections(() => []);
}
