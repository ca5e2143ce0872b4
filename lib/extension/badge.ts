import { browser } from 'wxt/browser';

/** The wordmark's petrol ink, with white on it: 7.5:1. */
const BACKGROUND = '#0b5d55';
const TEXT = '#ffffff';

/** Pause before the button shows another number, in milliseconds: a page is read in many parts. */
const SETTLING_MS = 200;

/** The most that fits on the button. */
const MOST = 999;

/** Shows on the toolbar's button how many marks each tab has. */
export interface Badge {
  /**
   * @param part One of the connections of the tab, which has one for each frame.
   * @param count undefined: it is closed.
   */
  set(tabId: number, part: object, count: number | undefined): void;
  turn(isOn: boolean): void;
}

export function createBadge(report: (error: unknown) => void): Badge {
  const tabs = new Map<number, Map<object, number>>();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let isOn = false;

  const show = (tabId: number) => {
    timers.delete(tabId);
    const parts = tabs.get(tabId);
    const sum = [...(parts?.values() ?? [])].reduce((all, count) => all + count, 0);
    if (parts?.size === 0) tabs.delete(tabId);
    browser.action.setBadgeText({ tabId, text: isOn ? badgeText(sum) : '' }).catch((error: unknown) => {
      // A tab may be closed before its connections are, and that is no fault.
      browser.tabs.get(tabId).then(
        () => report(error),
        () => {},
      );
      tabs.delete(tabId);
    });
  };

  return {
    set(tabId, part, count) {
      const parts = tabs.get(tabId) ?? new Map<object, number>();
      if (parts.get(part) === count) return;
      tabs.set(tabId, parts);
      if (count === undefined) parts.delete(part);
      else parts.set(part, count);
      if (!timers.has(tabId)) timers.set(tabId, setTimeout(show, SETTLING_MS, tabId));
    },
    turn(wanted) {
      if (wanted && !isOn) {
        browser.action.setBadgeBackgroundColor({ color: BACKGROUND }).catch(report);
        browser.action.setBadgeTextColor({ color: TEXT }).catch(report);
      }
      if (wanted === isOn) return;
      isOn = wanted;
      for (const tabId of tabs.keys()) show(tabId);
    },
  };
}

/** 0 → "", 12 → "12", 1,204 → "999+". */
export function badgeText(count: number): string {
  if (count === 0) return '';
  return count > MOST ? `${MOST}+` : String(count);
}
