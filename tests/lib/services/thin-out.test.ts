import { describe, expect, it } from 'vitest';
import { thinOut } from '../../../lib/services/thin-out.ts';

/** Blocks by number, each a list of entities; number 3 is a heading. */
const BLOCKS = new Map([
  [4, ['ada', 'ada', 'bo']],
  [1, ['ada']],
  [2, ['bo', 'ada']],
  [3, ['ada']],
  [5, []],
]);

describe('thinning out', () => {
  it.each([
    ['page', { 1: ['ada'], 2: ['bo'], 3: [], 4: [], 5: [] }],
    ['section', { 1: ['ada'], 2: ['bo'], 3: ['ada'], 4: ['bo'], 5: [] }],
  ] as const)('keeps the first of each %s, in the order of the blocks', (density, expected) => {
    const thinned = thinOut(BLOCKS, new Set([3]), density, (entity) => entity);
    expect(Object.fromEntries(thinned)).toEqual(expected);
  });
});
