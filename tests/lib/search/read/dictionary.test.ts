import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCloseWords } from '../../../../lib/search/read/close-words.ts';
import { Dictionary } from '../../../../lib/search/read/dictionary.ts';
import { compareWords } from '../../../../lib/search/typos.ts';

function createDictionary(words: readonly string[]): Dictionary {
  const sorted = words.toSorted(byCodeUnits);
  const offsets = new Uint32Array(sorted.length + 1);
  for (const [at, word] of sorted.entries()) offsets[at + 1] = offsets[at]! + word.length;
  return new Dictionary(sorted.join(''), offsets);
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : 1);
const any = () => true;

const DICTIONARY = createDictionary([
  'softbank',
  'soft',
  'software',
  'nscale',
  'scale',
  'openai',
  'open',
  '東',
]);

describe('Dictionary', () => {
  it.each([
    ['sofbtank', 2, ['softbank']],
    ['nscael', 1, ['nscale']],
    ['sofwtare', 2, ['software']],
    ['softbamk', 1, ['softbank']],
    ['opnea', 1, ['openai']],
    ['zebra', 2, []],
  ])('finds near %s, at most %i typos away, %j', (wanted, max, words) => {
    expect(findCloseWords(DICTIONARY, wanted, max, any).map(({ term }) => DICTIONARY.wordOf(term))).toEqual(
      words,
    );
  });

  it('finds what comparing with each word would find', () => {
    const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b', 'c', 'd') });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, fc.nat(2), (words, wanted, max) => {
        const dictionary = createDictionary(words);
        const found = findCloseWords(dictionary, wanted, max, any).map(({ term, ...closest }) => ({
          word: dictionary.wordOf(term),
          ...closest,
        }));
        const expected = words.flatMap((other) => {
          const closest = compareWords(wanted, other, max);
          return closest === undefined ? [] : [{ word: other, ...closest }];
        });
        expect(found.toSorted(byWord)).toEqual(expected.toSorted(byWord));
      }),
    );
  });

  it.each([
    ['soft', ['soft', 'softbank', 'software']],
    ['softb', ['softbank']],
    ['東', ['東']],
    ['x', []],
    ['', ['nscale', 'open', 'openai', 'scale', 'soft', 'softbank', 'software', '東']],
  ])('finds the words that begin with "%s"', (beginning, words) => {
    const { low, high } = DICTIONARY.findBeginning(beginning);
    const found = Array.from({ length: high - low }, (_, at) => DICTIONARY.wordOf(low + at));
    expect(found).toEqual(words);
  });

  it('passes over words that are of no interest', () => {
    const isLong = (term: number) => DICTIONARY.wordOf(term).length > 6;
    const found = (counts: (term: number) => boolean) =>
      findCloseWords(DICTIONARY, 'sofbt', 1, counts).map(({ term }) => DICTIONARY.wordOf(term));
    expect(found(any)).toContain('soft');
    expect(found(isLong)).toEqual(['softbank', 'software']);
  });
});

const byWord = (a: { word: string }, b: { word: string }) => (a.word < b.word ? -1 : 1);
