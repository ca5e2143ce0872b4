import { describe, expect, it } from 'vitest';
import { arrangeTimeline } from '../../../components/dossier/timeline.ts';
import {
  ALL_FACTS,
  type FactFilter,
  listChoices,
  passesFilter,
} from '../../../components/sidepanel/fact-filter.ts';
import { factOf } from '../../lib/tooltip/facts.ts';

const FACTS = [
  factOf({ id: 'new', status: 'confirmed', asOf: '2026-03', supersedes: ['old'] }),
  factOf({ id: 'old', status: 'planned', asOf: '2025-11-02' }),
  factOf({ id: 'older', status: 'planned', asOf: '2019' }),
  factOf({ id: 'undated', status: 'confirmed' }),
  factOf({ id: 'withdrawn', status: 'retracted', asOf: '2024' }),
];

const shown = (filter: Partial<FactFilter>) =>
  arrangeTimeline(FACTS, passesFilter({ ...ALL_FACTS, ...filter })).flatMap(({ entries }) =>
    entries.map(({ fact }) => fact.id),
  );

describe('a filter of facts', () => {
  it.each<[string, Partial<FactFilter>, string[]]>([
    ['lets all through from the start', {}, ['new', 'old', 'withdrawn', 'older', 'undated']],
    [
      'takes several statuses as either',
      { statuses: ['planned', 'retracted'] },
      ['old', 'withdrawn', 'older'],
    ],
    ['counts both ends of a span of years in', { from: '2019', to: '2025' }, ['old', 'withdrawn', 'older']],
    [
      'leaves out what has no date once a year is asked for',
      { from: '1900' },
      ['new', 'old', 'withdrawn', 'older'],
    ],
    ['leaves out what was superseded or retracted', { isCurrentOnly: true }, ['new', 'older', 'undated']],
    ['asks for everything at once', { statuses: ['planned'], to: '2024', isCurrentOnly: true }, ['older']],
  ])('%s', (_rule, filter, expected) => {
    expect(shown(filter)).toEqual(expected);
  });

  it('keeps what a fact says about one that is left out', () => {
    const [year] = arrangeTimeline(FACTS, passesFilter({ ...ALL_FACTS, statuses: ['confirmed'] }));
    expect(year!.entries[0]!.supersedes.map(({ id }) => id)).toEqual(['old']);
  });

  it('offers the statuses and years that there are', () => {
    expect(listChoices(arrangeTimeline(FACTS).flatMap(({ entries }) => entries))).toEqual({
      statuses: [
        ['confirmed', 2],
        ['planned', 2],
        ['retracted', 1],
      ],
      years: ['2026', '2025', '2024', '2019'],
      hasPast: true,
    });
  });
});
