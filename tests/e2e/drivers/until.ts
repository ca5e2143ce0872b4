import { setTimeout as sleep } from 'node:timers/promises';

/** How long a state is waited for, in milliseconds. It costs nothing where things work; a busy machine may need it. */
export const PATIENCE_MS = 30_000;

/** An answer of {@link until} that goes on waiting. */
type No = undefined | null | false;

export interface Waiting {
  readonly limitMs?: number | undefined;
  /** Pause between two questions. */
  readonly intervalMs?: number | undefined;
  /** Tells what there is instead, in a few words, once it has been waited for in vain. */
  readonly seen?: (() => unknown) | undefined;
}

/**
 * Asks again and again until the answer is neither undefined, null nor false, and returns it.
 *
 * @param what Completes "Waited in vain for …".
 * @throws Error after `limitMs`, or twice that if a question is not even answered; says what was last seen, and
 * has the last error of `probe` as its cause.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T> | T,
  { limitMs = PATIENCE_MS, intervalMs = 50, seen }: Waiting = {},
): Promise<Exclude<T, No>> {
  const end = performance.now() + limitMs;
  let cause: unknown;
  for (let questions = 1; ; questions++) {
    const asked = performance.now();
    try {
      const answer = await answerWithin(end + limitMs - asked, probe);
      if (answer !== undefined && answer !== null && answer !== false) return answer as Exclude<T, No>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    const now = performance.now();
    if (now > end) {
      const pace = `${limitMs} ms, asked ${questions} times, the last time for ${Math.round(now - asked)} ms`;
      throw new Error(`Waited in vain for ${what} (${pace})${await describe(seen, cause)}`, { cause });
    }
    await sleep(intervalMs);
  }
}

/** A page that hangs gives no answer at all. */
async function answerWithin<T>(ms: number, probe: () => Promise<T> | T): Promise<T> {
  const answered = new AbortController();
  const silence = sleep(ms, undefined, { signal: answered.signal }).then(() => {
    throw new Error('There was no answer');
  });
  silence.catch(() => {});
  try {
    return await Promise.race([probe(), silence]);
  } finally {
    answered.abort();
  }
}

async function describe(seen: Waiting['seen'], cause: unknown): Promise<string> {
  const error = cause === undefined ? '' : `; the last answer was an error: ${cause}`;
  if (!seen) return error;
  const text = await Promise.resolve()
    .then(seen)
    .then((what) => (typeof what === 'string' ? what : JSON.stringify(what)), String);
  return `${error}; there is ${text}`;
}
