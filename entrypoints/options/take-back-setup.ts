import { changeRejections, takeBackRejections } from '../../lib/extension/rejections.ts';
import { changeSettings } from '../../lib/extension/settings.ts';
import { announcePacksChanged } from '../../lib/extension/tabs.ts';
import { takeBack } from '../../lib/model/settings.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { editSubscription } from '../shared/subscriptions.ts';
import { type ChosenChange, resumed, type SetupChange } from './restore-setup.ts';

/*
 * The way back from a restoration or a reset may be gone long after it: whatever the reader, an import or an
 * update changed since then stays.
 */

/** Generations that serve, by pack. */
export type Serving = ReadonlyMap<string, string>;

export async function readServing(store: FactStore): Promise<Serving> {
  return new Map((await store.packs()).map(({ packId, current }) => [packId, current.id]));
}

/** A pack that a restoration brought, or had another generation of serve. */
export interface RestoredPack {
  readonly packId: string;
  /** The generation that served before; undefined for a pack that was not installed. */
  readonly before: string | undefined;
  readonly after: string;
}

/** @param ids Packs that the restoration was to change. */
export function findRestored(before: Serving, after: Serving, ids: readonly string[]): RestoredPack[] {
  return ids.flatMap((packId) => {
    const now = after.get(packId);
    const then = before.get(packId);
    return now === undefined || now === then ? [] : [{ packId, before: then, after: now }];
  });
}

/** Takes back what the reader had chosen before a reset or a restoration. */
export async function takeBackChosen({ settings, rejections }: ChosenChange): Promise<void> {
  await changeSettings((now) => takeBack(now, settings.before, settings.after));
  await changeRejections((now) => takeBackRejections(now, rejections.before, rejections.after));
}

/**
 * Takes a restoration back: packs that it brought go, and those that it changed serve what they served, unless
 * another generation serves since.
 *
 * @param setup Undefined for a restoration that ended before it.
 */
export async function takeBackRestoration(
  store: FactStore,
  restored: readonly RestoredPack[],
  setup: SetupChange | undefined,
): Promise<void> {
  if (setup) {
    await takeBackChosen(setup);
    // A pack that came goes with all that was set for it, or stays with it.
    const came = restored.filter(({ before }) => before === undefined).map(({ packId }) => packId);
    await takeBackPackSetup(store, setup, new Set(came));
  }
  for (const { packId, before, after } of restored) {
    const now = (await store.packs()).find((pack) => pack.packId === packId);
    if (now?.current.id !== after) continue;
    if (before === undefined) {
      await editSubscription(packId, (subscription) => (subscription?.isManaged ? subscription : undefined));
      await store.removePack(packId);
    } else if (now.history.some(({ id }) => id === before)) await store.rollBack(packId, before);
  }
  await announcePacksChanged();
}

async function takeBackPackSetup(
  store: FactStore,
  { packs, subscriptions }: SetupChange,
  came: ReadonlySet<string>,
): Promise<void> {
  const now = new Map((await store.packs()).map((pack) => [pack.packId, pack]));
  const before = packs.before.filter(({ packId }) => now.has(packId));
  const after = new Map(packs.after.map((pack) => [pack.packId, pack]));
  for (const { packId, isEnabled } of before) {
    const left = after.get(packId)?.isEnabled;
    if (!came.has(packId) && left !== isEnabled && now.get(packId)?.isEnabled === left) {
      await store.setEnabled(packId, isEnabled);
    }
  }
  const orderOf = (list: SetupChange['packs']['before']) => list.map(({ packId }) => packId);
  const left = orderOf(packs.after).filter((packId) => now.has(packId));
  const found = [...now.keys()].filter((packId) => after.has(packId));
  if (!isSame(orderOf(packs.before), orderOf(packs.after)) && isSame(left, found)) {
    await store.reorder(orderOf(before));
  }

  for (const [packId, change] of subscriptions) {
    if (came.has(packId) || !now.has(packId)) continue;
    await editSubscription(packId, (subscription) => {
      // What was learnt since about the file is no change of the reader's.
      const isLeft =
        subscription?.url === change.after?.url &&
        subscription?.isOn === change.after?.isOn &&
        subscription?.intervalHours === change.after?.intervalHours;
      if (!isLeft || subscription?.isManaged) return subscription;
      return change.before && resumed(subscription, change.before);
    });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.every((packId, at) => packId === other[at]);
}
