import { browser } from 'wxt/browser';
import { PAUSE_MS } from '../model/settings.ts';
import { changeSettings } from './settings.ts';

const NAME = 'end-pause';

/** Turns marks off everywhere for an hour. Whether or not the alarm rings, the time itself ends the pause. */
export async function pauseMarks(now: number): Promise<void> {
  const until = now + PAUSE_MS;
  await browser.alarms.create(NAME, { when: until });
  await changeSettings((settings) => ({ ...settings, marks: { ...settings.marks, pausedUntil: until } }));
}

/** Marks come back in every open page. */
export async function endPause(): Promise<void> {
  await browser.alarms.clear(NAME);
  await changeSettings(({ marks: { pausedUntil, ...marks }, ...settings }) => ({ ...settings, marks }));
}

/** Ends a pause when its time has come. Call it while the background starts: the alarm may have woken it. */
export function keepPause(report: (error: unknown) => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) endPause().catch(report);
  });
}
