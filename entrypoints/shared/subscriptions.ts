import { changeSubscription } from '../../lib/extension/subscriptions.ts';
import { setUpdateAlarm } from '../../lib/extension/update-alarm.ts';
import type { Subscription } from '../../lib/model/subscription.ts';
import { nextDueAt } from '../../lib/services/subscription.ts';

/** Changes how a pack is kept up to date, and has the browser ring when the next look is due. */
export async function editSubscription(
  packId: string,
  change: (subscription: Subscription | undefined) => Subscription | undefined,
): Promise<void> {
  await setUpdateAlarm(nextDueAt(await changeSubscription(packId, change), Date.now()), Date.now());
}

export function currentMoment() {
  return { now: Date.now(), random: Math.random() };
}
