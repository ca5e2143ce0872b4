import { describe, expect, it } from 'vitest';
import { runInSlices, SLICE_MS, type SliceClock, type Urgency, type Work } from '../../../lib/page/slices.ts';

/** A clock on which only work takes time. */
class FakeClock implements SliceClock {
  time = 0;
  readonly turns: { at: number; urgency: Urgency }[] = [];

  now(): number {
    return this.time;
  }

  async nextTurn(urgency: Urgency): Promise<void> {
    this.turns.push({ at: this.time, urgency });
  }
}

function* steps(clock: FakeClock, count: number, ms: number): Work {
  for (let step = 0; step < count; step++) {
    clock.time += ms;
    yield;
  }
}

describe('runInSlices', () => {
  it('gives the thread back as soon as a slice is over', async () => {
    const clock = new FakeClock();
    await runInSlices(steps(clock, 100, 1), () => 'visible', clock, new AbortController().signal);
    const starts = [0, ...clock.turns.map(({ at }) => at)];
    const lengths = starts.slice(1).map((end, index) => end - starts[index]!);
    expect(Math.max(...lengths)).toBe(SLICE_MS);
    expect(clock.turns.length).toBeGreaterThan(20);
  });

  it('does short work at once', async () => {
    const clock = new FakeClock();
    await runInSlices(steps(clock, 3, 1), () => 'visible', clock, new AbortController().signal);
    expect(clock.turns).toEqual([]);
  });

  it('tells how much of the thread the work took', async () => {
    const clock = new FakeClock();
    clock.nextTurn = async () => {
      clock.time += 1000;
    };
    const spent = await runInSlices(steps(clock, 50, 2), () => 'idle', clock, new AbortController().signal);
    expect(spent).toBe(100);
  });

  it('waits for idle moments once nothing urgent is left', async () => {
    const clock = new FakeClock();
    await runInSlices(
      steps(clock, 12, 1),
      () => (clock.time > 5 ? 'idle' : 'visible'),
      clock,
      new AbortController().signal,
    );
    expect(clock.turns.map(({ urgency }) => urgency)).toEqual(['visible', 'idle', 'idle']);
  });

  it('stops between two slices when it is told to', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    clock.nextTurn = async () => stop.abort();
    await runInSlices(steps(clock, 100, 1), () => 'visible', clock, stop.signal);
    expect(clock.time).toBe(SLICE_MS);
  });
});
