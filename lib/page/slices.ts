/** Longest stretch of work before the page gets its thread back, in milliseconds. Half of what the bar of 8 ms allows, because one step may overrun. */
export const SLICE_MS = 4;

/**
 * Work cut into steps: each `yield` is a moment at which it may be interrupted. Whatever a step reads
 * from the page may have changed when the next one starts.
 */
export type Work = Generator<void, void, void>;

/** How soon the work is needed: by a reader who looks at it, or whenever the page is at rest. */
export type Urgency = 'visible' | 'idle';

/** What slicing needs of the world. */
export interface SliceClock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Resolves when the page has had its turn. */
  nextTurn(urgency: Urgency): Promise<unknown>;
}

/**
 * Runs work in slices of at most {@link SLICE_MS}, so that scrolling and typing stay smooth.
 *
 * @param urgency asked before each pause, because work may turn from urgent to idle underway.
 * @returns milliseconds of the page's thread that the work took.
 */
export async function runInSlices(
  work: Work,
  urgency: () => Urgency,
  clock: SliceClock,
  signal: AbortSignal,
): Promise<number> {
  let spent = 0;
  while (!signal.aborted) {
    const start = clock.now();
    let isDone = false;
    while (!isDone && clock.now() - start < SLICE_MS) isDone = work.next().done === true;
    spent += clock.now() - start;
    if (isDone) break;
    await clock.nextTurn(urgency());
  }
  return spent;
}

/** Following a page that never rests takes at most 1/20 of its thread: the rest grows with the work. */
const REST_PER_WORK = 20;
const MAX_REST_MS = 10_000;

/** How long the page is left alone after work that it did not ask for; both in milliseconds. */
export function restAfter(spent: number): number {
  return Math.min(MAX_REST_MS, spent * REST_PER_WORK);
}

/** Idle work starts at the latest after this many milliseconds, on pages that are never at rest. */
const IDLE_TIMEOUT_MS = 1_000;

interface TaskScheduler {
  postTask(task: (nothing?: undefined) => void, options: { priority: 'user-visible' }): Promise<void>;
}

/** The browser's own clock and turns. `scheduler` is missing in Firefox before 142. */
export function createPageClock(): SliceClock {
  const { scheduler } = globalThis as { scheduler?: TaskScheduler };
  return {
    now: () => performance.now(),
    nextTurn: (urgency) =>
      new Promise((resolve) => {
        if (urgency === 'idle') requestIdleCallback(resolve, { timeout: IDLE_TIMEOUT_MS });
        else if (scheduler) void scheduler.postTask(resolve, { priority: 'user-visible' });
        else setTimeout(resolve);
      }),
  };
}
