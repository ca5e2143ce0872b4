import { describe, expect, it } from 'vitest';
import { completeFilters } from '../../../lib/search/complete.ts';

const complete = (query: string) =>
  completeFilters(query, {
    packTitles: ['Register of harbours', 'Loans'],
    names: ['Ida Holm', 'Meridian Lines', 'Ida Holm', 'Valen'],
    year: 2026,
  });
const texts = (query: string) => complete(query).map(({ text }) => text);

describe('completeFilters', () => {
  it.each([
    ['finishes the name of a filter', 'ty', ['type:']],
    ['offers every filter that the letters begin', 'st', ['status:']],
    ['waits for a second letter', 't', []],
    [
      'offers all values behind the colon',
      'since:',
      ['since:2026', 'since:2025', 'since:2024', 'since:2023'],
    ],
    ['offers values that the letters begin', 'type:p', ['type:person', 'type:place', 'type:product']],
    ['offers each name at hand once', 'about:i', ['about:"Ida Holm"']],
    ['finds a name by any of its words', 'about:lin', ['about:"Meridian Lines"']],
    ['overlooks upper case', 'TYPE:PER', ['type:person']],
    ['puts a value of several words in quotation marks', 'pack:har', ['pack:"Register of harbours"']],
    ['offers nothing that stands there already', 'status:claimed', []],
    ['offers nothing behind a space', 'type:person ', []],
    ['offers nothing for a word that begins no filter', 'softb', []],
    ['offers nothing behind another colon', 'http:', []],
  ])('%s: "%s"', (_rule, query, expected) => {
    expect(texts(query)).toEqual(expected);
  });

  it('keeps the words before, and lets the reader type on', () => {
    expect(complete('loan type:per')).toEqual([{ text: 'type:person', query: 'loan type:person ' }]);
    expect(complete('loan st')).toEqual([{ text: 'status:', query: 'loan status:' }]);
  });
});
