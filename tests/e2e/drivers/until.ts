import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is neither undefined, null nor false, and returns it.
 *
 * @param what Completes "Waited in vain for …".
 * @throws Error after `limitMs`, with the last error of `probe` as its cause.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T> | T,
  { limitMs = 10_000, intervalMs = 50 }: { limitMs?: number; intervalMs?: number } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + limitMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as Exclude<T, undefined | null | false>;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > end) throw new Error(`Waited in vain for ${what} (${limitMs} ms)`, { cause });
    await sleep(intervalMs);
  }
}
