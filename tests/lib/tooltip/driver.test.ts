import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TooltipDriver } from '../../../lib/tooltip/driver.ts';
import { CLOSE_DELAY_MS, OPEN_DELAY_MS, type TooltipAnswer } from '../../../lib/tooltip/state.ts';

const FACTS: TooltipAnswer = { type: 'facts', facts: { sections: [], named: [] } };

function createDriver(ask: (visit: number, target: string) => void = () => {}) {
  const asked: [number, string][] = [];
  const phases: string[] = [];
  const driver = new TooltipDriver<string>({
    ask(visit, target) {
      asked.push([visit, target]);
      ask(visit, target);
    },
    render: ({ phase }) => phases.push(phase),
    startTimer(callback, delayMs) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });
  return { driver, asked, phases };
}

describe('TooltipDriver', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks once a visit, and shows the answer when the pause is over', () => {
    const { driver, asked } = createDriver((visit) => driver.send({ type: 'answer', visit, answer: FACTS }));
    driver.send({ type: 'point-at', target: 'ada' });
    vi.advanceTimersByTime(OPEN_DELAY_MS - 1);
    expect(driver.state.phase).toBe('asked');
    vi.advanceTimersByTime(1);
    expect(driver.state.phase).toBe('shown');
    expect(asked).toEqual([[1, 'ada']]);
  });

  it('asks nothing for a pointer that passes by', () => {
    const { driver, asked } = createDriver();
    for (const target of ['ada', 'bob', 'eve']) {
      driver.send({ type: 'point-at', target });
      vi.advanceTimersByTime(100);
      driver.send({ type: 'leave' });
    }
    vi.advanceTimersByTime(5000);
    expect(asked).toEqual([]);
    expect(driver.state.phase).toBe('hidden');
  });

  it('does not close while the pointer goes back and forth across the gap', () => {
    const { driver } = createDriver((visit) => driver.send({ type: 'answer', visit, answer: FACTS }));
    driver.send({ type: 'open', target: 'ada' });
    driver.send({ type: 'dismiss' });
    driver.send({ type: 'point-at', target: 'ada' });
    vi.advanceTimersByTime(OPEN_DELAY_MS);
    for (let trip = 0; trip < 5; trip++) {
      driver.send({ type: 'leave' });
      vi.advanceTimersByTime(CLOSE_DELAY_MS - 1);
      driver.send({ type: 'enter' });
    }
    vi.advanceTimersByTime(CLOSE_DELAY_MS * 2);
    expect(driver.state.phase).toBe('shown');
  });

  it('asks again when the facts are out of date', () => {
    const { driver, asked } = createDriver();
    driver.send({ type: 'open', target: 'ada' });
    driver.send({ type: 'ask-again' });
    expect(asked).toEqual([
      [1, 'ada'],
      [2, 'ada'],
    ]);
  });

  it('renders the outcome last, when asking is answered at once', () => {
    const { driver, phases } = createDriver((visit) => driver.send({ type: 'answer', visit, answer: FACTS }));
    driver.send({ type: 'open', target: 'ada' });
    expect(phases).toEqual(['shown']);
  });
});
