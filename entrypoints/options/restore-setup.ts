import type { Setup } from '../../lib/backup/backup.ts';
import { changeRejections, readRejections } from '../../lib/extension/rejections.ts';
import { changeSettings, readChosenSettings } from '../../lib/extension/settings.ts';
import { readSubscriptions } from '../../lib/extension/subscriptions.ts';
import { announcePacksChanged } from '../../lib/extension/tabs.ts';
import type { Rejection } from '../../lib/model/rejection.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/model/settings.ts';
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

/** How something was before an action, and how the action left it. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

export interface ChosenChange {
  readonly settings: Change<Settings>;
  readonly rejections: Change<readonly Rejection[]>;
}

/** What restoring a setup changed. */
export interface SetupChange extends ChosenChange {
  /** In the reader's order. */
  readonly packs: Change<Setup['packs']>;
  readonly subscriptions: ReadonlyMap<string, Change<Subscription | undefined>>;
}

/**
 * Sets everything as a backup has it, as far as its packs are installed.
 *
 * @throws StoreError, or what the browser's storage throws: part of it may be restored then, and trying
 * again does the rest.
 */
export async function restoreSetup(store: FactStore, setup: Setup): Promise<SetupChange> {
  const chosen = await choose(
    // A pause is of the moment, not of the setup.
    ({ marks: { pausedUntil } }) => ({
      ...setup.settings,
      marks: { ...setup.settings.marks, ...(pausedUntil === undefined ? {} : { pausedUntil }) },
    }),
    setup.rejections,
  );
  const before = await store.packs();
  const installed = new Map(before.map((pack) => [pack.packId, pack]));
  const wanted = setup.packs.filter(({ packId }) => installed.has(packId));
  for (const { packId, isEnabled } of wanted) {
    if (installed.get(packId)?.isEnabled !== isEnabled) await store.setEnabled(packId, isEnabled);
  }
  if (wanted.length > 0) await store.reorder(wanted.map(({ packId }) => packId));
  const after = await store.packs();

  const subscriptions = new Map<string, Change<Subscription | undefined>>();
  const known = await readSubscriptions();
  const ids = new Set([...known, ...setup.subscriptions].map(({ packId }) => packId));
  for (const packId of ids) {
    if (!installed.has(packId)) continue;
    const then = setup.subscriptions.find((one) => one.packId === packId);
    await editSubscription(packId, (now) => {
      const next = now?.isManaged ? now : then && resumed(now, then);
      subscriptions.set(packId, { before: now, after: next });
      return next;
    });
  }
  await announcePacksChanged();
  return { ...chosen, packs: { before, after }, subscriptions };
}

/** Puts settings and rejections back to the beginning. Packs, and what keeps them up to date, stay. */
export function resetSetup(): Promise<ChosenChange> {
  return choose(() => DEFAULT_SETTINGS, []);
}

async function choose(
  edit: (settings: Settings) => Settings,
  rejections: readonly Rejection[],
): Promise<ChosenChange> {
  let settings = DEFAULT_SETTINGS;
  const after = await changeSettings((now) => {
    settings = now;
    return edit(now);
  });
  let rejected: readonly Rejection[] = [];
  await changeRejections((now) => {
    rejected = now;
    return rejections;
  });
  return {
    settings: { before: settings, after },
    rejections: { before: rejected, after: rejections },
  };
}

/** What was learnt about the file at an address holds for that address only. */
export function resumed(now: Subscription | undefined, then: Setup['subscriptions'][number]): Subscription {
  const { packId, url, isOn, intervalHours } = then;
  const base = now?.url === url ? now : createSubscription(packId, url, currentMoment());
  return { ...base, isOn, intervalHours };
}
