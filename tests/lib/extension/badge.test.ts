import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { badgeText, createBadge } from '../../../lib/extension/badge.ts';

const setBadgeText = vi.fn(async (_details: object) => {});
const settle = () => vi.runAllTimers();
const shown = () => setBadgeText.mock.calls.map(([details]) => details);

beforeEach(() => {
  vi.useFakeTimers();
  setBadgeText.mockClear();
  Object.assign(fakeBrowser.action, {
    setBadgeText,
    setBadgeBackgroundColor: async () => {},
    setBadgeTextColor: async () => {},
  });
});
afterEach(() => void vi.useRealTimers());

function badgeThatIsOn() {
  const badge = createBadge((error) => {
    throw error;
  });
  badge.turn(true);
  return badge;
}

describe('the badge', () => {
  it('sums the frames of a tab, and shows a burst of counts once', () => {
    const badge = badgeThatIsOn();
    const [page, frame] = [{}, {}];
    badge.set(4, page, 2);
    badge.set(4, frame, 1);
    badge.set(4, page, 12);
    badge.set(5, {}, 7);
    settle();
    expect(shown()).toEqual([
      { tabId: 4, text: '13' },
      { tabId: 5, text: '7' },
    ]);
  });

  it('takes a frame off that is gone, and the number with the last mark', () => {
    const badge = badgeThatIsOn();
    const [page, frame] = [{}, {}];
    badge.set(4, page, 2);
    badge.set(4, frame, 1);
    settle();
    badge.set(4, frame, undefined);
    settle();
    badge.set(4, page, 0);
    settle();
    expect(shown()).toEqual(['3', '2', ''].map((text) => ({ tabId: 4, text })));
  });

  it('goes away when it is turned off, and comes back', () => {
    const badge = badgeThatIsOn();
    badge.set(4, {}, 2);
    settle();
    badge.turn(false);
    badge.turn(true);
    expect(shown()).toEqual(['2', '', '2'].map((text) => ({ tabId: 4, text })));
  });

  it.each([
    [0, ''],
    [1, '1'],
    [999, '999'],
    [1_000, '999+'],
  ])('says %i as “%s”', (count, text) => {
    expect(badgeText(count)).toBe(text);
  });
});
