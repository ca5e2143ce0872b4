import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfPrefix, joinTerms, readTerms } from '../../../lib/search/terms.ts';

const texts = (text: string) => readTerms(text).map((term) => term.text);

describe('readTerms', () => {
  it.each([
    ['folds case and accents', 'Crédit AGRICOLE', ['credit', 'agricole']],
    ['drops the ending of possessives', 'OpenAI’s deal', ['openai', 'deal']],
    ['reads initials as one word', 'the U.S. army', ['the', 'us', 'army']],
    ['reads an ampersand as a word', 'AT&T', ['at', 'and', 't']],
    ['reads amounts without their marks', '$1,000 or $14.6B', ['1000', 'or', '146b']],
    ['reads a character of an unspaced script as a word', '東京', ['東', '京']],
    ['has nothing for punctuation', '… – !', []],
  ])('%s', (_rule, text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('says where each word stands', () => {
    const text = 'In Zürich, L’Oréal’s';
    expect(readTerms(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'In',
      'Zürich',
      'L',
      'Oréal',
    ]);
  });

  it('gives words in text order that never overlap and are never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let end = 0;
        for (const term of readTerms(text)) {
          expect(term.start).toBeGreaterThanOrEqual(end);
          expect(term.end).toBeGreaterThan(term.start);
          expect(term.text).not.toBe('');
          end = term.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('endOfPrefix', () => {
  it.each([
    ['Straße', 5, 'Straß'],
    ['Straße', 6, 'Straß'],
    ['U.S.A.', 2, 'U.S'],
    ['Müller', 2, 'Mü'],
    ['Müller', 99, 'Müller'],
  ])('marks in %s the first %i letters', (text, length, marked) => {
    const [term] = readTerms(text);
    expect(term && text.slice(0, endOfPrefix(text, term, length))).toBe(marked);
  });
});

describe('joinTerms', () => {
  it('makes one word of several, and nothing of one', () => {
    expect(joinTerms(readTerms('Deep Mind'))).toEqual({ text: 'deepmind', start: 0, end: 9 });
    expect(joinTerms(readTerms('Mind'))).toBeUndefined();
  });
});
