import { hasPackAccess } from '../../lib/extension/pack-access.ts';
import { tellPagesPacksChanged } from '../../lib/extension/pack-changes.ts';
import { readManagedPolicy, watchManagedPolicy } from '../../lib/extension/policy.ts';
import { changeSubscriptions, readSubscriptions } from '../../lib/extension/subscriptions.ts';
import { tellAllTabs } from '../../lib/extension/tabs.ts';
import { onUpdateAlarm, setUpdateAlarm } from '../../lib/extension/update-alarm.ts';
import { closeUpdatePage, openUpdatePage, updateInPage } from '../../lib/extension/update-page.ts';
import type { Subscription } from '../../lib/model/subscription.ts';
import {
  applyManagedPacks,
  dueSubscriptions,
  FLOOR_MS,
  nextDueAt,
  noteOutcome,
} from '../../lib/services/subscription.ts';
import { currentMoment, editSubscription } from './subscriptions.ts';

/** While there is no network nothing is asked, and nothing is counted as a failure. */
const OFFLINE_PAUSE_MS = 15 * 60_000;

/** Whoever woke the background, a page most likely, is served first. */
const PLAN_DELAY_MS = 5_000;

/**
 * Keeps subscribed packs up to date: the background's part, to be called while it starts. It sleeps in
 * between; the browser's alarm wakes it.
 */
export function keepSubscriptions(report: (error: unknown) => void): void {
  let isRunning = false;
  onUpdateAlarm(() => {
    if (isRunning) return;
    isRunning = true;
    updateDuePacks(report)
      .catch(report)
      .finally(() => {
        isRunning = false;
      });
  });
  // Firefox forgets alarms when it closes, and an update may have been cut short.
  setTimeout(() => startManaged(report), PLAN_DELAY_MS);
  watchManagedPolicy(() => startManaged(report));
}

function startManaged(report: (error: unknown) => void): void {
  subscribeManaged().then(planUpdates).catch(report);
}

/** What the organisation wants is subscribed to, whatever the reader removed meanwhile. */
async function subscribeManaged(): Promise<void> {
  const { packs } = await readManagedPolicy();
  const all = await readSubscriptions();
  if (packs.length === 0 && !all.some(({ isManaged }) => isManaged)) return;
  await changeSubscriptions((now) => applyManagedPacks(now, packs, currentMoment()));
}

async function planUpdates(): Promise<void> {
  await setUpdateAlarm(nextDueAt(await readSubscriptions(), Date.now()), Date.now());
}

async function updateDuePacks(report: (error: unknown) => void): Promise<void> {
  if (!navigator.onLine) {
    await setUpdateAlarm(Date.now() + OFFLINE_PAUSE_MS, Date.now());
    return;
  }
  const due = dueSubscriptions(await readSubscriptions(), Date.now());
  try {
    for (const subscription of due) await updatePack(subscription, report);
  } finally {
    // If it went down, there is nothing to close.
    if (due.length > 0) await closeUpdatePage().catch(() => {});
    await planUpdates();
  }
}

async function updatePack(subscription: Subscription, report: (error: unknown) => void): Promise<void> {
  const { packId } = subscription;
  // If this look brings the browser down, the next one must not follow at once.
  await editSubscription(packId, (now) => now && { ...now, nextAt: Date.now() + FLOOR_MS });
  const { outcome, validators } = await look(subscription, report);
  const isGone = outcome.kind === 'refused' && outcome.reason === 'not-installed';
  if (isGone) return editSubscription(packId, () => undefined);
  await editSubscription(packId, (now) => now && noteOutcome(now, outcome, validators, currentMoment()));
  if (outcome.kind !== 'updated') return;
  await Promise.all([tellAllTabs({ type: 'refresh' }), tellPagesPacksChanged()]);
}

async function look(
  subscription: Subscription,
  report: (error: unknown) => void,
): ReturnType<typeof updateInPage> {
  const noAccess = { outcome: { kind: 'failed', reason: 'no-access' } as const };
  const hasAccess = await hasPackAccess(subscription.url);
  if (!hasAccess && !subscription.isManaged) return noAccess;
  try {
    if (hasAccess) return await lookInPage(subscription);
    // Nobody has been asked yet. A server that lets everybody read (CORS) answers all the same, unless the
    // question carries more than everybody may ask.
    const update = await lookInPage({ ...subscription, validators: {} });
    const isShut = update.outcome.kind === 'failed' && update.outcome.reason === 'unreachable';
    return isShut ? noAccess : update;
  } catch (error) {
    report(error);
    return { outcome: { kind: 'failed', reason: 'unexpected' } };
  }
}

async function lookInPage(subscription: Subscription): ReturnType<typeof updateInPage> {
  await openUpdatePage();
  return updateInPage(subscription);
}
