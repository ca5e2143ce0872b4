// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HiddenText } from '../../../lib/page/hidden-text.ts';
import type { SliceClock } from '../../../lib/page/slices.ts';
import { addInlineStyles } from './inline-styles.ts';

/** A clock that stands still but for the work that is done and the timers that are waited for. */
const clock: SliceClock = { now: () => Date.now(), nextTurn: () => Promise.resolve() };

describe('HiddenText', () => {
  let ending: AbortController;
  let hidden: HiddenText;
  const appeared = vi.fn<(element: Element) => void>();
  const restyled = vi.fn<() => void>();
  /** Steps that it takes to suit the page's new looks, of a millisecond each. */
  let steps: number;

  beforeEach(() => {
    vi.useFakeTimers();
    addInlineStyles(document);
    document.body.innerHTML = '';
    appeared.mockClear();
    restyled.mockClear();
    steps = 0;
    ending = new AbortController();
    function* restyle(): Generator<void, void, void> {
      restyled();
      for (let step = 0; step < steps; step++) {
        vi.setSystemTime(Date.now() + 1);
        yield;
      }
    }
    hidden = new HiddenText(document, { appeared, restyle }, clock, ending.signal);
  });

  afterEach(() => {
    ending.abort();
    vi.useRealTimers();
  });

  it('looks once for all that happens within a moment', async () => {
    for (let click = 0; click < 9; click++) document.body.click();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(restyled).toHaveBeenCalledTimes(1);
  });

  it('says once that an element is shown which was hidden', async () => {
    document.body.innerHTML = '<p style="visibility: hidden">Ada</p>';
    const element = document.body.firstElementChild as HTMLElement;
    vi.spyOn(element, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
    hidden.unseen(element);
    await vi.advanceTimersByTimeAsync(400);
    expect(appeared).not.toHaveBeenCalled();
    element.style.visibility = 'visible';
    for (let click = 0; click < 3; click++) {
      document.body.click();
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(appeared.mock.calls).toEqual([[element]]);
  });

  it('takes at most a twentieth of the time of a page that changes its looks all the time', async () => {
    await vi.advanceTimersByTimeAsync(400);
    restyled.mockClear();
    steps = 200;
    for (let moment = 0; moment < 200; moment++) {
      document.body.click();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(restyled.mock.calls.length).toBeGreaterThan(2);
    // 200 ms of work at most every 4 s, in 20 s.
    expect(restyled.mock.calls.length).toBeLessThanOrEqual(6);
  });

  it('looks again after what happened while it looked', async () => {
    await vi.advanceTimersByTimeAsync(400);
    steps = 20;
    restyled.mockClear();
    restyled.mockImplementationOnce(() => document.body.click());
    document.body.click();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(restyled).toHaveBeenCalledTimes(2);
  });

  it('is at rest once it has ended', async () => {
    document.body.click();
    ending.abort();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(restyled).not.toHaveBeenCalled();
  });
});
