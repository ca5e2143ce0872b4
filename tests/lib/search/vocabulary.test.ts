import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWords } from '../../../lib/search/typos.ts';
import { Vocabulary } from '../../../lib/search/vocabulary.ts';

const VOCABULARY = new Vocabulary([
  'softbank',
  'soft',
  'software',
  'nscale',
  'scale',
  'openai',
  'open',
  '東',
]);

describe('Vocabulary', () => {
  it.each([
    ['sofbtank', 2, ['softbank']],
    ['nscael', 1, ['nscale']],
    ['sofwtare', 2, ['software']],
    ['softbamk', 1, ['softbank']],
    ['opnea', 1, ['openai']],
    ['zebra', 2, []],
  ])('finds near %s, at most %i typos away, %j', (wanted, max, words) => {
    expect(VOCABULARY.findClose(wanted, max).map((close) => close.word)).toEqual(words);
  });

  it('finds what comparing with each word would find', () => {
    const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b', 'c', 'd') });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, fc.nat(2), (words, wanted, max) => {
        const found = new Vocabulary(words).findClose(wanted, max);
        const expected = words.flatMap((other) => {
          const closest = compareWords(wanted, other, max);
          return closest === undefined ? [] : [{ word: other, ...closest }];
        });
        expect(found.toSorted(byWord)).toEqual(expected.toSorted(byWord));
      }),
    );
  });
});

const byWord = (a: { word: string }, b: { word: string }) => (a.word < b.word ? -1 : 1);
