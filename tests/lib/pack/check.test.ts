import { describe, expect, it } from 'vitest';
import { isAfter, LONG_QUOTE_LENGTH } from '../../../lib/pack/check.ts';
import { check, ENTITY, FACT, HEADER, lines, SOURCE } from './reading.ts';

const fact = (id: string, fields: object = {}) => ({ ...FACT, id, ...fields });
const pack = (...records: readonly object[]) => lines(HEADER, SOURCE, ENTITY, ...records);

describe('PackChecker', () => {
  it('takes records in any order', async () => {
    expect((await check(lines(HEADER, FACT, ENTITY, SOURCE))).summary).toEqual([]);
    expect(
      (await check(lines(HEADER, fact('new', { supersedes: ['old'] }), fact('old'), SOURCE, ENTITY))).summary,
    ).toEqual([]);
  });

  it('reports an id that occurs twice, with both lines', async () => {
    const { problems } = await check(pack(FACT, FACT));
    expect(problems).toMatchObject([
      {
        code: 'duplicate-id',
        place: { line: 5, recordId: 'f:order' },
        params: { kind: 'fact', id: 'f:order', firstLine: 4 },
      },
    ]);
  });

  it('lets records of different kinds share an id', async () => {
    const records = [
      { ...SOURCE, id: 'x' },
      { ...ENTITY, id: 'x' },
      fact('x', { about: ['x'], sources: [{ source: 'x' }] }),
    ];
    expect((await check(lines(HEADER, ...records))).summary).toEqual([]);
  });

  it.each([
    ['subject', { about: ['org:none'] }, 'dangling-reference line 4 $.about[0]'],
    ['object', { about: ['org:cranefield', 'org:none'] }, 'dangling-reference line 4 $.about[1]'],
    ['value', { value: { type: 'entity', entity: 'org:none' } }, 'dangling-reference line 4 $.value.entity'],
    ['source', { sources: [{ source: 's:none' }] }, 'dangling-reference line 4 $.sources[0].source'],
    ['superseded fact', { supersedes: ['f:none'] }, 'dangling-relation line 4 $.supersedes[0]'],
    ['contradicted fact', { contradicts: ['f:none'] }, 'dangling-relation line 4 $.contradicts[0]'],
  ])('reports a %s that is not in the pack', async (_what, fields, expected) => {
    expect((await check(pack(fact('a', fields)))).summary).toEqual([expected]);
  });

  it('does not miss a record that is there, but faulty', async () => {
    const faulty = fact('a', { status: 'sure' });
    const { problems } = await check(pack(faulty, fact('b', { supersedes: ['a'] })));
    expect(problems).toMatchObject([{ code: 'unknown-value' }]);
  });

  it('reports an id that a faulty record has too', async () => {
    const { problems } = await check(pack(fact('a', { status: 'sure' }), fact('a', {})));
    expect(problems.map(({ code }) => code)).toEqual(['unknown-value', 'duplicate-id']);
  });

  it('names a missing record once, with the number of references to it', async () => {
    const facts = ['a', 'b', 'c'].map((id) => fact(id, { about: ['org:none'] }));
    const { problems } = await check(pack(...facts));
    expect(problems).toMatchObject([
      {
        code: 'dangling-reference',
        place: { line: 4 },
        params: { kind: 'entity', id: 'org:none', count: 3 },
      },
    ]);
  });

  it.each([
    ['that replaces itself', [['a', ['a']]], 'a → a'],
    [
      'two that replace each other',
      [
        ['a', ['b']],
        ['b', ['a']],
      ],
      'a → b → a',
    ],
    [
      'a longer circle behind a tail',
      [
        ['t', ['a']],
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
      ],
      'a → b → c → a',
    ],
  ] as const)('reports a fact %s', async (_what, facts, ids) => {
    const { problems } = await check(pack(...facts.map(([id, supersedes]) => fact(id, { supersedes }))));
    expect(problems).toMatchObject([{ code: 'supersession-cycle', params: { ids } }]);
  });

  it('takes facts that replace the same fact, and long chains of versions', async () => {
    const diamond = [
      fact('d', { supersedes: ['b', 'c'] }),
      fact('b', { supersedes: ['a'] }),
      fact('c', { supersedes: ['a'] }),
      fact('a'),
    ];
    expect((await check(pack(...diamond))).summary).toEqual([]);
    const chain = Array.from({ length: 20_000 }, (_, n) =>
      fact(`v${n}`, n > 0 ? { supersedes: [`v${n - 1}`] } : {}),
    );
    expect((await check(pack(...chain))).summary).toEqual([]);
  });

  it('warns of a fact that contradicts itself', async () => {
    expect((await check(pack(fact('a', { contradicts: ['a'] })))).summary).toEqual([
      'contradicts-itself line 4 $.contradicts[0]',
    ]);
  });

  it('reports dates in the wrong order', async () => {
    const dated = (validFrom: string, validTo: string) => check(pack(fact('a', { validFrom, validTo })));
    expect((await dated('2026-03', '2026-02-28')).summary).toEqual(['dates-reversed line 4 $.validTo']);
    expect((await dated('2026-03', '2026')).summary).toEqual([]);
    expect((await dated('2026', '2026-01-01')).summary).toEqual([]);
  });

  it('warns of dates in the future, but not of plans', async () => {
    const today = '2026-03-09';
    const source = { ...SOURCE, published: '2026-04', accessed: '2026-03-09' };
    const facts = [
      fact('a', { asOf: '2027' }),
      fact('b', { asOf: '2027', status: 'planned' }),
      fact('c', { asOf: '2026' }),
    ];
    const { summary } = await check(lines(HEADER, source, ENTITY, ...facts), { today });
    expect(summary).toEqual(['date-in-future line 2 $.published', 'date-in-future line 4 $.asOf']);
  });

  it('warns of a quotation that is an excerpt', async () => {
    const sources = [{ source: 's:gazette', quote: 'q'.repeat(LONG_QUOTE_LENGTH + 1) }];
    expect((await check(pack(fact('a', { sources })))).summary).toEqual([
      'quote-long line 4 $.sources[0].quote',
    ]);
  });

  it('warns of a pack without entities, unless they were refused', async () => {
    expect((await check(lines(HEADER, SOURCE))).summary).toEqual(['empty-pack']);
    expect((await check(lines(HEADER, { ...ENTITY, type: 'ship' }))).summary).toEqual([
      'unknown-value line 2 $.type',
    ]);
  });
});

describe('isAfter', () => {
  it.each([
    ['2026', '2025', true],
    ['2026-03', '2026-02-28', true],
    ['2026-03', '2026', false],
    ['2026-03-01', '2026-03', false],
    ['2025-12-31', '2026', false],
  ])('%s after %s: %s', (a, b, expected) => {
    expect(isAfter(a, b)).toBe(expected);
  });
});
