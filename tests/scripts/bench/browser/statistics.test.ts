import { describe, expect, it } from 'vitest';
import { median, quantile } from '../../../../scripts/bench/browser/statistics.ts';
import { shuffle } from '../../../../scripts/random.ts';

describe('quantile', () => {
  it.each([
    ['the middle of an odd number of values', [9, 1, 5], 0.5, 5],
    ['the mean of the two middle values', [4, 1, 2, 3], 0.5, 2.5],
    ['the largest value', [3, 8, 1], 1, 8],
    ['a place between two values', [0, 10], 0.9, 9],
  ])('gives %s', (_what, values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });

  it('gives no number for no values', () => {
    expect(median([])).toBeNaN();
  });
});

describe('shuffle', () => {
  const items = Array.from({ length: 100 }, (_, index) => index);

  it('keeps every item', () => {
    expect(shuffle(items, 3).toSorted((a, b) => a - b)).toEqual(items);
  });

  it('gives the same order for the same seed and another for another', () => {
    expect(shuffle(items, 3)).toEqual(shuffle(items, 3));
    expect(shuffle(items, 3)).not.toEqual(shuffle(items, 4));
  });
});
