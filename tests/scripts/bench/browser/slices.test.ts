import { describe, expect, it } from 'vitest';
import { findSlices } from '../../../../scripts/bench/browser/slices.ts';

const ORIGIN = 'chrome-extension://abc';
const MAIN = { pid: 1, tid: 1 };

/** An event; times in microseconds. */
const event = (name: string, ts: number, dur: number, tdur = dur, thread = MAIN) => ({
  name,
  ...thread,
  ts,
  dur,
  tdur,
});
const ours = (ts: number, file: string, thread = MAIN) => ({
  ...event('FunctionCall', ts, 1, 1, thread),
  args: { data: { url: `${ORIGIN}/${file}` } },
});

describe('findSlices', () => {
  it('takes every task in which a script ran, such as one that a message started', () => {
    const events = [
      event('RunTask', 0, 9_000, 7_000),
      ours(10, 'content-script.js'),
      event('RunTask', 20_000, 5_000, 4_000),
      event('v8.callFunction', 20_010, 4_000),
      event('RunTask', 40_000, 3_000),
    ];
    expect(findSlices(events, ORIGIN)).toEqual({ cpuMs: [7, 4], wallMs: [9, 5], drawingMs: 0 });
  });

  it('counts drawing that a script waits for as the script’s, and what follows by itself apart', () => {
    const events = [
      event('RunTask', 0, 20_000),
      ours(10, 'content-script.js'),
      event('v8.callFunction', 100, 8_000),
      event('UpdateLayoutTree', 200, 6_000),
      event('UpdateLayoutTree', 9_000, 3_000),
      event('Paint', 13_000, 2_000),
      event('Paint', 13_500, 500),
    ];
    expect(findSlices(events, ORIGIN)).toEqual({ cpuMs: [15], wallMs: [15], drawingMs: 5 });
  });

  it('leaves out other threads', () => {
    const worker = { pid: 2, tid: 7 };
    const events = [
      event('RunTask', 100_000, 3_000, 2_000),
      ours(100_010, 'content-script.js'),
      event('RunTask', 100_000, 50_000, 50_000, worker),
      ours(100_010, 'background.js', worker),
    ];
    expect(findSlices(events, ORIGIN)).toEqual({ cpuMs: [2], wallMs: [3], drawingMs: 0 });
  });
});
