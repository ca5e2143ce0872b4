// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTooltipView } from '../../../components/tooltip/create-tooltip-view.ts';
import { startTooltip } from '../../../components/tooltip/start-tooltip.ts';
import type { MatchExplanation } from '../../../lib/model/mention.ts';
import { OPEN_DELAY_MS, type TooltipAnswer } from '../../../lib/tooltip/state.ts';
import type { Tooltip, TooltipListener } from '../../../lib/tooltip/view.ts';

vi.mock('../../../components/tooltip/create-tooltip-view.ts', { spy: true });

const view = {
  show: vi.fn(),
  explain: vi.fn(),
  command: vi.fn(),
  reposition: vi.fn(),
  hide: vi.fn(),
  setTheme: vi.fn(),
  destroy: vi.fn(),
};
const page = {
  ask: vi.fn(),
  askWhy: vi.fn(),
  describe: vi.fn(),
  setCurrent: vi.fn(),
  reject: vi.fn(),
  openDossier: vi.fn(),
};
const FACTS: TooltipAnswer = { type: 'facts', facts: { sections: [], named: [] } };
const MATCH: MatchExplanation = { score: 0.9, evidence: [], others: [] };

let tooltip: Tooltip<string>;
let listener: TooltipListener;
let findRect: () => DOMRect | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  findRect = () => new DOMRect();
  page.describe.mockImplementation((target: string) => ({
    entity: { id: `id:${target}`, name: target, type: 'person' },
    anchor: { element: document.body, findRect: () => findRect() },
    place: { text: `One ship. ${target} came. It left.`, start: 10, end: 13 },
    takesFocus: true,
  }));
  vi.mocked(createTooltipView).mockImplementation((setup) => {
    listener = setup.listener;
    return view;
  });
  tooltip = startTooltip({ locale: { locale: 'en', messages: {} }, theme: 'system', page });
});
afterEach(() => vi.useRealTimers());

/** Points at a name until its tooltip is open. @returns its visit. */
function open(target = 'Ada'): number {
  tooltip.send({ type: 'point-at', target });
  vi.advanceTimersByTime(OPEN_DELAY_MS);
  const [visit] = page.ask.mock.lastCall as [number];
  tooltip.send({ type: 'answer', visit, answer: FACTS });
  return visit;
}

describe('a tooltip that was started', () => {
  it('asks for facts with the sentence of the mention, shows them, and asks for reasons only then', () => {
    tooltip.send({ type: 'point-at', target: 'Ada' });
    vi.advanceTimersByTime(OPEN_DELAY_MS);
    const visit = page.ask.mock.lastCall![0];
    expect(page.ask).toHaveBeenCalledExactlyOnceWith(visit, 'id:Ada', 'Ada came.');
    expect([tooltip.isWaiting, page.askWhy.mock.calls]).toEqual([true, []]);
    tooltip.send({ type: 'answer', visit, answer: FACTS });
    expect(view.show.mock.lastCall?.[0]).toMatchObject({ entity: { name: 'Ada' }, answer: FACTS });
    expect(page.askWhy).toHaveBeenCalledExactlyOnceWith(visit, 'Ada');
    expect([tooltip.isOpen, tooltip.isWaiting]).toEqual([true, false]);
  });

  it('opens after the reader’s pause, not after its own arrival, where it came late', () => {
    tooltip.send({ type: 'point-at', target: 'Ada' }, 100);
    vi.advanceTimersByTime(OPEN_DELAY_MS - 101);
    tooltip.send({ type: 'answer', visit: page.ask.mock.lastCall![0], answer: FACTS });
    expect(tooltip.isOpen).toBe(false);
    vi.advanceTimersByTime(1);
    expect(tooltip.isOpen).toBe(true);
    tooltip.send({ type: 'dismiss' });
    tooltip.send({ type: 'point-at', target: 'Bo' });
    vi.advanceTimersByTime(OPEN_DELAY_MS - 1);
    tooltip.send({ type: 'answer', visit: page.ask.mock.lastCall![0], answer: FACTS });
    expect(tooltip.isOpen).toBe(false);
  });

  it('gives reasons to the mention that they are for, and to no other', () => {
    const visit = open();
    tooltip.explain(visit - 1, MATCH);
    expect(view.explain).not.toHaveBeenCalled();
    tooltip.explain(visit, MATCH);
    expect(view.explain).toHaveBeenCalledExactlyOnceWith(MATCH);
    tooltip.send({ type: 'dismiss' });
    open('Bo');
    expect(view.explain).toHaveBeenCalledOnce();
  });

  it('keeps reasons that come before the tooltip opens', () => {
    tooltip.send({ type: 'point-at', target: 'Ada' });
    vi.advanceTimersByTime(200);
    const visit = page.ask.mock.lastCall![0];
    tooltip.send({ type: 'answer', visit, answer: FACTS });
    tooltip.explain(visit, MATCH);
    expect(view.explain).not.toHaveBeenCalled();
    vi.advanceTimersByTime(OPEN_DELAY_MS);
    expect(view.explain).toHaveBeenCalledWith(MATCH);
  });

  it('looks up what a fact names beside what is shown', async () => {
    open();
    const answer = listener.lookUp('person:bo');
    const [visit, ...asked] = page.ask.mock.lastCall!;
    expect([visit < 0, asked]).toEqual([true, ['person:bo', '']]);
    expect(tooltip.isWaiting).toBe(true);
    tooltip.send({ type: 'answer', visit, answer: FACTS });
    await expect(answer).resolves.toBe(FACTS);
    expect(tooltip.isWaiting).toBe(false);
  });

  it('asks again for all that is open when the background has died', () => {
    open();
    void listener.lookUp('person:bo');
    tooltip.send({ type: 'point-at', target: 'Bo' });
    vi.advanceTimersByTime(OPEN_DELAY_MS);
    page.ask.mockClear();
    tooltip.askAgain();
    expect(page.ask.mock.calls.map(([, entityId]) => entityId)).toEqual(['id:Bo', 'person:bo']);
  });

  it('takes the focus for a key or a tap, and never for a pointer', () => {
    open();
    expect(view.show.mock.lastCall?.[2]).toBe(false);
    tooltip.send({ type: 'open', target: 'Ada' });
    tooltip.send({ type: 'answer', visit: page.ask.mock.lastCall![0], answer: FACTS });
    expect(view.show.mock.lastCall?.[2]).toBe(true);
  });

  it('goes with its mention when the page takes that away', () => {
    open();
    tooltip.follow();
    expect(view.reposition).toHaveBeenCalledOnce();
    findRect = () => undefined;
    tooltip.follow();
    vi.advanceTimersByTime(1_000);
    expect([tooltip.isOpen, view.hide.mock.calls.length > 0]).toEqual([false, true]);
    expect(page.setCurrent).toHaveBeenLastCalledWith(undefined);
  });

  it('passes on which mention is rejected', () => {
    open();
    view.show.mock.lastCall?.[0].reject('site', true);
    expect(page.reject).toHaveBeenCalledExactlyOnceWith('Ada', 'site', true);
  });
});
