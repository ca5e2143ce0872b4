import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedTypos, compareWords } from '../../../lib/search/typos.ts';

const countTypos = (a: string, b: string, max = 9) => compareWords(a, b, max)?.typos;

describe('compareWords', () => {
  it.each([
    ['the same word', 'softbank', 'softbank', 0],
    ['neighbours swapped', 'sofbtank', 'softbank', 1],
    ['a letter missing', 'sofbank', 'softbank', 1],
    ['a letter too many', 'sofftbank', 'softbank', 1],
    ['a letter replaced', 'saftbank', 'softbank', 1],
    ['a wrong first letter', 'zoftbank', 'softbank', 1],
    ['two typos', 'saftbnak', 'softbank', 2],
    ['a swap at the very beginning', 'osftbank', 'softbank', 1],
  ])('counts %s', (_rule, a, b, typos) => {
    expect(countTypos(a, b)).toBe(typos);
  });

  it.each([
    ['softbank', 'zebra', 2],
    ['softbank', 'hardbonk', 2],
    ['acme', 'acre', 0],
    ['', 'ab', 1],
  ])('tells %s from %s, more than %i typos away', (a, b, max) => {
    expect(compareWords(a, b, max)).toBeUndefined();
  });

  it.each([
    ['sofbt', 'softbank', { typos: 1, length: 5 }],
    ['sofbta', 'softbank', { typos: 1, length: 6 }],
    ['microsfot', 'microsoft', { typos: 1, length: 9 }],
    ['infrastucture', 'infrastructures', { typos: 1, length: 14 }],
  ])('takes %s for the beginning of %s, swap or gap included', (wanted, other, closest) => {
    expect(compareWords(wanted, other, 2)).toEqual(closest);
  });

  it.each([
    ['is short', 'sfot', 'softbank'],
    ['has a wrong first letter', 'zoftb', 'softbank'],
  ])('takes no beginning that %s for the word', (_rule, wanted, other) => {
    expect(compareWords(wanted, other, 1)).toBeUndefined();
  });

  it('counts as a table of all edits does', () => {
    const word = fc.string({ maxLength: 7, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, max) => {
        // Without a shared first letter nothing counts as unfinished.
        const typos = countTypos(`x${a}`, `y${b}`, max);
        const expected = editDistance(`x${a}`, `y${b}`);
        expect(typos).toBe(expected > max ? undefined : expected);
      }),
    );
  });
});

describe('allowedTypos', () => {
  it.each([
    ['ada', 0],
    ['acme', 1],
    ['nscale', 1],
    ['softbank', 2],
  ])('forgives in "%s" %i', (word, typos) => {
    expect(allowedTypos(word)).toBe(typos);
  });
});

/** Optimal string alignment by its definition, without any shortcut. */
function editDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const isSame = a.at(-1) === b.at(-1);
  const isSwap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    editDistance(a.slice(0, -1), b) + 1,
    editDistance(a, b.slice(0, -1)) + 1,
    editDistance(a.slice(0, -1), b.slice(0, -1)) + (isSame ? 0 : 1),
    isSwap ? editDistance(a.slice(0, -2), b.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
  );
}
