import { browser } from 'wxt/browser';

/** One alarm serves all subscriptions: it is set for the one that is due first. */
const NAME = 'update-packs';

/** An alarm in the past would ring at once, and again; this leaves a browser that starts time to do so. */
const SOONEST_MS = 5_000;

/** @param dueAt Milliseconds since the epoch; undefined while there is nothing to look for. */
export async function setUpdateAlarm(dueAt: number | undefined, now: number): Promise<void> {
  if (dueAt === undefined) await browser.alarms.clear(NAME);
  else await browser.alarms.create(NAME, { when: Math.max(dueAt, now + SOONEST_MS) });
}

/** Call it while the background starts: an alarm that woke it rings right after. */
export function onUpdateAlarm(ring: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) ring();
  });
}
