import { describe, expect, it } from 'vitest';
import { arrangeTimeline } from '../../../components/dossier/timeline.ts';
import type { DossierFact } from '../../../lib/model/dossier.ts';

function fact(id: string, rest: Partial<DossierFact> = {}): DossierFact {
  return {
    id,
    packId: 'p',
    packTitle: 'P',
    about: ['e'],
    statement: id,
    status: 'reported',
    sources: [],
    ...rest,
  };
}

/** "2026: a b | 2025: c" */
function outline(...facts: DossierFact[]): string {
  return arrangeTimeline(facts)
    .map(({ year, entries }) => `${year ?? '–'}: ${entries.map((entry) => entry.fact.id).join(' ')}`)
    .join(' | ');
}

const published = (date: string) => ({ source: { id: 's', title: 's', published: date } });

describe('a timeline', () => {
  it.each([
    [
      'puts the newest first, and what has no date last',
      [fact('a', { asOf: '2024-05' }), fact('b'), fact('c', { asOf: '2026-01-02' })],
      '2026: c | 2024: a | –: b',
    ],
    [
      'counts a vaguer date as the earlier one',
      [
        fact('year', { asOf: '2026' }),
        fact('day', { asOf: '2026-01-01' }),
        fact('month', { asOf: '2026-01' }),
      ],
      '2026: day month year',
    ],
    [
      "keeps the pack's order among facts of the same date",
      [fact('a', { asOf: '2026' }), fact('b', { asOf: '2026' })],
      '2026: a b',
    ],
    [
      'dates a fact by when it held, else since when, else by its newest source',
      [
        fact('a', { validFrom: '2020', sources: [published('2025')] }),
        fact('b', { sources: [published('2019'), published('2023')] }),
        fact('c', { asOf: '2021', validFrom: '2010' }),
      ],
      '2023: b | 2021: c | 2020: a',
    ],
  ])('%s', (_rule, facts, expected) => {
    expect(outline(...facts)).toBe(expected);
  });

  it('knows which fact replaced which, within a pack', () => {
    const [year] = arrangeTimeline([fact('new', { supersedes: ['old'] }), fact('old')]);
    expect(year!.entries.map((entry) => [entry.fact.id, entry.supersededBy?.id])).toEqual([
      ['new', undefined],
      ['old', 'new'],
    ]);
  });

  it('shows a contradiction from both sides, once', () => {
    const [year] = arrangeTimeline([
      fact('a', { contradicts: ['b'] }),
      fact('b', { contradicts: ['a', 'elsewhere'] }),
    ]);
    expect(year!.entries.map((entry) => entry.contradicts.map(({ id }) => id))).toEqual([['b'], ['a']]);
  });
});
