import { describe, expect, it } from 'vitest';
import { completeFilters } from '../../../lib/search/complete.ts';
import { readQuery, wordsOf } from '../../../lib/search/query.ts';

const complete = (query: string) =>
  completeFilters(query, {
    packTitles: ['Register of harbours', 'Loans'],
    names: ['Ida Holm', 'Meridian Lines', 'Ida Holm', 'Valen'],
    sources: ['Courier', 'The “Grey” Ledger', 'Harbour Gazette', 'Gazette, no. 7', 'Gazette no. 7'],
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
    ['goes on within quotation marks', 'pack:"register of h', ['pack:"Register of harbours"']],
    ['wants every word of a value', 'pack:"register of loans', []],
    ['offers nothing behind a value that is closed', 'pack:"Register of harbours"', []],
    [
      'offers the sources that it is given, in their order',
      'source:gaz',
      ['source:"Harbour Gazette"', 'source:"Gazette, no. 7"', 'source:"Gazette no. 7"'],
    ],
    ['leaves out quotation marks that a value has of its own', 'source:grey', ['source:"The Grey Ledger"']],
    ['offers nothing that stands there already', 'status:claimed', []],
    ['offers nothing behind a space', 'type:person ', []],
    ['offers nothing for a word that begins no filter', 'softb', []],
    ['offers nothing behind another colon', 'http:', []],
  ])('%s: "%s"', (_rule, query, expected) => {
    expect(texts(query)).toEqual(expected);
  });

  it.each(['source:', 'about:', 'pack:'])(
    'offers behind %s what the search reads as the same words',
    (key) => {
      const offered = complete(key);
      expect(offered.length).toBeGreaterThan(1);
      for (const { text, query } of offered) {
        const { words, filters } = readQuery(query);
        expect(words).toEqual([]);
        expect([...filters.sources, ...filters.about, ...filters.packs]).toEqual([
          wordsOf(text.slice(key.length)),
        ]);
      }
    },
  );

  it('keeps the words before, and lets the reader type on', () => {
    expect(complete('loan type:per')).toEqual([{ text: 'type:person', query: 'loan type:person ' }]);
    expect(complete('loan st')).toEqual([{ text: 'status:', query: 'loan status:' }]);
  });
});
