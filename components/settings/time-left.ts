/** Before so many milliseconds, and so large a share, a guess would jump about. */
const EARLIEST_MS = 1_500;
const SMALLEST_SHARE = 0.03;

/**
 * Seconds until a work that goes on as it did is done; undefined while a guess would be worthless.
 *
 * @param elapsed Milliseconds since it began.
 * @param done 0..1
 */
export function estimateSecondsLeft(elapsed: number, done: number | undefined): number | undefined {
  if (done === undefined || done < SMALLEST_SHARE || elapsed < EARLIEST_MS) return undefined;
  return Math.max(0, Math.ceil((elapsed * (1 - done)) / done / 1000));
}
