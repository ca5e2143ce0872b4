import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedTypos, countTypos } from '../../../lib/search/typos.ts';

describe('countTypos', () => {
  it.each([
    ['the same word', 'softbank', 'softbank', 0],
    ['neighbours swapped', 'sofbtank', 'softbank', 1],
    ['a letter missing', 'sofbank', 'softbank', 1],
    ['a letter too many', 'sofftbank', 'softbank', 1],
    ['a letter replaced', 'saftbank', 'softbank', 1],
    ['two typos', 'saftbnak', 'softbank', 2],
    ['nothing against something', '', 'ab', 2],
  ])('counts %s', (_rule, a, b, typos) => {
    expect(countTypos(a, b, 3)).toBe(typos);
  });

  it('stops counting past the limit', () => {
    expect(countTypos('softbank', 'zebra', 2)).toBe(3);
    expect(countTypos('softbank', 'hardbonk', 1)).toBe(2);
  });

  it('counts the same both ways, and never more than the longer word has letters', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const typos = countTypos(a, b, 9);
        expect(countTypos(b, a, 9)).toBe(typos);
        expect(typos).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(typos === 0).toBe(a === b);
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
