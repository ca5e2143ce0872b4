import { expect, it } from 'vitest';
import { estimateSecondsLeft } from '../../../components/settings/time-left.ts';

it.each([
  ['is what the rest takes at the same pace', 10_000, 0.25, 30],
  ['is nothing at the end', 10_000, 1, 0],
  ['is not guessed in the first moment', 500, 0.5, undefined],
  ['is not guessed from a crumb', 10_000, 0.001, undefined],
  ['is not guessed where the whole is unknown', 10_000, undefined, undefined],
])('the time left %s', (_rule, elapsed, done, seconds) => {
  expect(estimateSecondsLeft(elapsed, done)).toBe(seconds);
});
