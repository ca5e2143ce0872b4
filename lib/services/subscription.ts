import type { ManagedPack } from '../model/policy.ts';
import {
  LOG_LENGTH,
  type Subscription,
  UPDATE_INTERVALS,
  type UpdateOutcome,
  type Validators,
} from '../model/subscription.ts';

const HOUR_MS = 3_600_000;

/** No server is asked more often, whatever else happens. */
export const FLOOR_MS = UPDATE_INTERVALS[0] * HOUR_MS;

/** Between two looks at a file that fails again and again. */
const LONGEST_PAUSE_MS = 7 * 24 * HOUR_MS;

/** Looks are spread by this share, so that all readers of a pack do not ask at the same moment. */
const JITTER = 0.1;

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** 0..1 */
  readonly random: number;
}

/** A pack that is to be kept up to date; the first look comes soon, but not at once. */
export function createSubscription(packId: string, url: string, { now, random }: Moment): Subscription {
  return {
    packId,
    url,
    isOn: true,
    intervalHours: 24,
    validators: {},
    nextAt: now + spread(FLOOR_MS, random),
    failures: 0,
    log: [],
  };
}

/**
 * Subscriptions as the organisation wants them: its packs are kept from its addresses, and what it no longer
 * lists is the reader's own again. A pack that is new is looked for at once.
 */
export function applyManagedPacks(
  all: readonly Subscription[],
  packs: readonly ManagedPack[],
  moment: Moment,
): readonly Subscription[] {
  const others = all
    .filter(({ packId }) => !packs.some((pack) => pack.packId === packId))
    .map(({ isManaged: _managed, publicKey: _key, ...own }) => own);
  const managed = packs.map(({ packId, url, publicKey, intervalHours }): Subscription => {
    const before = all.find((one) => one.packId === packId);
    const isKnown = before?.isManaged && before.url === url && before.publicKey === publicKey;
    const base = isKnown ? before : { ...createSubscription(packId, url, moment), nextAt: moment.now };
    return { ...base, isOn: true, isManaged: true, publicKey, intervalHours };
  });
  return [...others, ...managed];
}

/** A look came to something: writes it down and says when the next one is due. */
export function noteOutcome(
  subscription: Subscription,
  outcome: UpdateOutcome,
  validators: Validators | undefined,
  { now, random }: Moment,
): Subscription {
  const isFailure = outcome.kind === 'failed' || outcome.kind === 'refused';
  const failures = isFailure ? subscription.failures + 1 : 0;
  const asked = outcome.kind === 'failed' ? (outcome.retryAfter ?? 0) * 1000 : 0;
  // The spread is ours to give: what a server asked for is never undercut.
  const pause = Math.max(
    spread(pauseAfter(subscription, failures), random),
    Math.min(asked, LONGEST_PAUSE_MS),
  );
  const { waiting: _waiting, ...rest } = subscription;
  return {
    ...rest,
    // A file that was refused has to be looked at again: what is behind the same tag may be mended by us.
    ...(validators && !isFailure && outcome.kind !== 'waiting' ? { validators } : {}),
    nextAt: now + pause,
    failures,
    ...(outcome.kind === 'waiting'
      ? { waiting: { version: outcome.version, reason: outcome.reason, share: outcome.share } }
      : isFailure && subscription.waiting
        ? { waiting: subscription.waiting }
        : {}),
    log: [{ at: now, outcome }, ...subscription.log].slice(0, LOG_LENGTH),
  };
}

/** As usual; one hour after the first failure, twice as long after each other, up to a week. */
function pauseAfter({ intervalHours }: Subscription, failures: number): number {
  if (failures === 0) return Math.max(intervalHours * HOUR_MS, FLOOR_MS);
  return Math.min(FLOOR_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

function spread(duration: number, random: number): number {
  return Math.max(FLOOR_MS, Math.round(duration * (1 + JITTER * (2 * random - 1))));
}

/** Those to be looked at now. */
export function dueSubscriptions(all: readonly Subscription[], now: number): readonly Subscription[] {
  return all.filter(({ isOn, nextAt }) => isOn && dueAt(nextAt, now) <= now);
}

/** When the next look is due; undefined if none is. */
export function nextDueAt(all: readonly Subscription[], now: number): number | undefined {
  const moments = all.filter(({ isOn }) => isOn).map(({ nextAt }) => dueAt(nextAt, now));
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

/** No pause is that long: the clock was ahead when this was written down, and nobody knows for how long it has been. */
function dueAt(nextAt: number, now: number): number {
  return nextAt - now > LONGEST_PAUSE_MS * (1 + JITTER) ? now : nextAt;
}
