import { describe, expect, it } from 'vitest';
import { findLongestSlice } from '../../../../scripts/bench/browser/slices.ts';

const ORIGIN = 'chrome-extension://abc';
const MAIN = { pid: 1, tid: 1 };

const task = (ts: number, dur: number, tdur: number, thread = MAIN) => ({
  name: 'RunTask',
  ...thread,
  ts,
  dur,
  tdur,
});
const call = (ts: number, file: string, thread = MAIN) => ({
  name: 'FunctionCall',
  ...thread,
  ts,
  dur: 1,
  args: { data: { url: `${ORIGIN}/${file}` } },
});

describe('findLongestSlice', () => {
  it('takes the longest task in which the content script ran', () => {
    const events = [
      task(0, 9_000, 7_000),
      call(10, 'content-script.js'),
      task(20_000, 5_000, 4_000),
      call(20_010, 'content-script.js'),
    ];
    expect(findLongestSlice(events, ORIGIN)).toEqual({ cpuMs: 7, wallMs: 9, tasks: 2 });
  });

  it('leaves out tasks of the page, and of other threads', () => {
    const worker = { pid: 2, tid: 7 };
    const events = [
      task(0, 90_000, 90_000),
      task(100_000, 3_000, 2_000),
      call(100_010, 'content-script.js'),
      task(100_000, 50_000, 50_000, worker),
      call(100_010, 'background.js', worker),
    ];
    expect(findLongestSlice(events, ORIGIN)).toEqual({ cpuMs: 2, wallMs: 3, tasks: 1 });
  });
});
