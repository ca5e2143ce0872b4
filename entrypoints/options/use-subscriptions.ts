import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PackActions, UpdateView } from '../../components/settings/installed-packs.ts';
import { patternOf, releasePackAccess, requestPackAccess } from '../../lib/extension/pack-access.ts';
import { readSubscriptions, watchSubscriptions } from '../../lib/extension/subscriptions.ts';
import type { Subscription, UpdateOutcome } from '../../lib/model/subscription.ts';
import { findAddressFault } from '../../lib/services/fetch-pack.ts';
import { createSubscription, noteOutcome } from '../../lib/services/subscription.ts';
import type { PackUpdate } from '../../lib/services/update-pack.ts';
import { currentMoment, editSubscription } from '../shared/subscriptions.ts';
import { createImportClient, type ImportClient } from './import-client.ts';
import type { Undo } from './use-undo.ts';

export interface Subscriptions
  extends Pick<PackActions, 'onSubscribe' | 'onUnsubscribe' | 'onAutomatic' | 'onInterval' | 'onUpdateNow'> {
  readonly updatesOf: (packId: string) => UpdateView;
  /** Ends the subscription of a pack that goes. @returns what it was. */
  readonly forget: (packId: string) => Subscription | undefined;
  /** A person has decided about what waited. */
  readonly onDecided: (packId: string) => void;
}

export interface UseSubscriptionsOptions {
  readonly onInstalled: () => void;
  /** An address cannot be used; says why beside the pack. */
  readonly onFailed: (packId: string, outcome: UpdateOutcome) => void;
  /** Hears how to take back what was just changed. */
  readonly onUndoable: (undo: Undo) => void;
  readonly createClient?: (() => ImportClient) | undefined;
}

/** How packs are kept up to date, and looking at once, in a worker of this page. */
export function useSubscriptions({
  onInstalled,
  onFailed,
  onUndoable,
  createClient = createImportClient,
}: UseSubscriptionsOptions): Subscriptions {
  const [all, setAll] = useState<readonly Subscription[]>([]);
  const [running, setRunning] = useState<ReadonlySet<string>>(new Set());
  const client = useRef<ImportClient>(undefined);
  /** One look after the other: the worker ends what runs when something new comes. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    readSubscriptions().then(setAll, console.error);
    const stop = watchSubscriptions(setAll);
    return () => {
      stop();
      client.current?.close();
    };
  }, []);

  const edit = (packId: string, change: Parameters<typeof editSubscription>[1]) => {
    editSubscription(packId, change).catch(console.error);
  };

  const subscriptionOf = (packId: string) => all.find((one) => one.packId === packId);

  /** A change that the reader made by itself, with the way back to how it was. */
  const editForReader = (packId: string, change: (now: Subscription) => Subscription) => {
    const before = subscriptionOf(packId);
    if (!before) return;
    edit(packId, (now) => now && change(now));
    const { isOn, intervalHours, nextAt } = before;
    onUndoable(() => edit(packId, (now) => now && { ...now, isOn, intervalHours, nextAt }));
  };

  const lookNow = useCallback(
    async (subscription: Subscription) => {
      const { packId } = subscription;
      setRunning((before) => new Set(before).add(packId));
      try {
        client.current ??= createClient();
        const { outcome, validators } = await client.current
          .update(subscription, () => {})
          .catch((error: unknown): PackUpdate => {
            console.error(error);
            return { outcome: { kind: 'failed', reason: 'unexpected' } };
          });
        await editSubscription(
          packId,
          (now) => now && noteOutcome(now, outcome, validators, currentMoment()),
        );
        if (outcome.kind === 'updated') onInstalled();
      } finally {
        setRunning((before) => new Set([...before].filter((id) => id !== packId)));
      }
    },
    [onInstalled, createClient],
  );

  /** Must run straight from a click. */
  const withAccess = (packId: string, url: string, then: () => void) => {
    const refuse = (error?: unknown) => {
      if (error) console.error(error);
      onFailed(packId, { kind: 'failed', reason: 'no-access' });
    };
    requestPackAccess(url).then((isGranted) => (isGranted ? then() : refuse()), refuse);
  };

  const forget = (packId: string) => {
    const gone = subscriptionOf(packId);
    if (!gone) return undefined;
    edit(packId, () => undefined);
    // Other subscriptions may still need the leave, which holds for all ports of a site.
    const pattern = patternOf(gone.url);
    const isNeeded = all.some((one) => one !== gone && patternOf(one.url) === pattern);
    if (!isNeeded) releasePackAccess(gone.url).catch(console.error);
    return gone;
  };

  return {
    updatesOf: (packId) => ({
      subscription: subscriptionOf(packId),
      isRunning: running.has(packId),
    }),
    onSubscribe: (packId, address) => {
      const url = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
      const reason = findAddressFault(url);
      if (reason) return onFailed(packId, { kind: 'failed', reason });
      withAccess(packId, url, () => edit(packId, () => createSubscription(packId, url, currentMoment())));
    },
    forget,
    onUnsubscribe: (packId) => {
      const gone = forget(packId);
      if (gone) onUndoable(() => withAccess(packId, gone.url, () => edit(packId, () => gone)));
    },
    onAutomatic: (packId, isOn) => editForReader(packId, (now) => ({ ...now, isOn })),
    onInterval: (packId, intervalHours) =>
      editForReader(packId, (now) => {
        const { now: moment } = currentMoment();
        // The next look may come sooner than it was meant to, never later than the new rhythm has it.
        return { ...now, intervalHours, nextAt: Math.min(now.nextAt, moment + intervalHours * 3_600_000) };
      }),
    onUpdateNow: (packId) => {
      const subscription = subscriptionOf(packId);
      if (!subscription) return;
      withAccess(packId, subscription.url, () => {
        queue.current = queue.current.then(() => lookNow(subscription)).catch(console.error);
      });
    },
    onDecided: (packId) =>
      edit(packId, (now) => {
        if (!now) return undefined;
        const { waiting: _waiting, ...rest } = now;
        return rest;
      }),
  };
}
