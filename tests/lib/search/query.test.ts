import { describe, expect, it } from 'vitest';
import { findBegunFilter, isBlank, readQuery } from '../../../lib/search/query.ts';

describe('readQuery', () => {
  it.each([
    ['words', 'Crédit agricole', { words: ['credit', 'agricole'] }],
    [
      'a phrase, whose words count as well',
      'the "bridge loan"',
      { words: ['the', 'bridge', 'loan'], phrases: [['bridge', 'loan']] },
    ],
    ['a phrase that is not closed yet', '„bridge loan', { phrases: [['bridge', 'loan']] }],
    ['no phrase of one word', '"loan"', { words: ['loan'], phrases: [] }],
    ['a filter without its words', 'loan type:person', { words: ['loan'] }],
    ['an address as words', 'about:blank http://x.example', { words: ['http', 'x', 'example'] }],
  ])('reads %s', (_what, source, expected) => {
    expect(readQuery(source)).toMatchObject(expected);
  });

  it.each([
    ['type:person', { types: ['person'] }],
    ['TYPE:per', { types: ['person'] }],
    ['type:p', { types: ['person', 'place', 'product'] }],
    ['status:claimed status:reported', { statuses: ['claimed', 'reported'] }],
    ['since:2025-03', { since: 20_250_300 }],
    ['before:2024', { before: 20_240_000 }],
    ['since:2', { since: 0 }],
    ['source:"Morning Courier"', { sources: [['morning', 'courier']] }],
    ['pack:loans about:softbank', { packs: [['loans']], about: [['softbank']] }],
    ['type:zebra', { types: [], isImpossible: true }],
    ['type:', { types: [], isImpossible: false }],
  ])('reads the filter %s', (source, filters) => {
    expect(readQuery(source).filters).toMatchObject(filters);
  });

  it('tells a query that asks for nothing', () => {
    expect(['', ' – ', 'type:', 'since:2'].map((source) => isBlank(readQuery(source)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['a', 'type:person', 'since:2025'].map((source) => isBlank(readQuery(source)))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('findBegunFilter', () => {
  it.each([
    ['source:', { key: 'source', typed: '', before: '' }],
    ['loan source:har', { key: 'source', typed: 'har', before: 'loan ' }],
    ['loan source:"Harbour Ga', { key: 'source', typed: 'Harbour Ga', before: 'loan ' }],
    ['ABOUT:„Ida H', { key: 'about', typed: 'Ida H', before: '' }],
    ['type:person source:', { key: 'source', typed: '', before: 'type:person ' }],
    ['source:har ', undefined],
    ['source:"Harbour Gazette"', undefined],
    ['resource:har', undefined],
    ['source', undefined],
  ])('sees whether a value is still being typed: %s', (query, expected) => {
    expect(findBegunFilter(query)).toEqual(expected);
  });
});
