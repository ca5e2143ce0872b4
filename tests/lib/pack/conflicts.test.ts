import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../../lib/model/dossier.ts';
import type { Fact, FactValue } from '../../../lib/model/fact-pack.ts';
import { type DossierWalk, disagree, findConflicts } from '../../../lib/pack/conflicts.ts';
import { dossiers, fact, inBatches } from './dossiers.ts';

const walk =
  (all: readonly Dossier[]): DossierWalk =>
  () =>
    inBatches(all);
const money = (amount: number, fields: object = {}): FactValue => ({
  type: 'money',
  amount,
  currency: 'EUR',
  ...fields,
});
const worth = (id: string, about: string, amount: number, fields: Partial<Fact> = {}, packId?: string) =>
  fact(id, about, { property: 'valuation', value: money(amount), ...fields }, packId);

const OURS = walk(
  dossiers([{ id: 'a', sameAs: ['https://www.wikidata.org/wiki/Q1'] }], [worth('f', 'a', 1)]),
);

async function conflictsWith(...theirs: readonly Dossier[][]) {
  const found = await findConflicts(OURS, theirs.map(walk));
  return found.map(({ entity, property, ours, theirs: other }) => [entity.id, property, ours.id, other.id]);
}

describe('findConflicts', () => {
  it('finds another value for an entity of the same id', async () => {
    const theirs = dossiers([{ id: 'a' }], [worth('g', 'a', 2, {}, 'theirs')], 'theirs');
    expect(await conflictsWith([...theirs])).toEqual([['a', 'valuation', 'f', 'g']]);
  });

  it('knows an entity by its address elsewhere, however that is written', async () => {
    const theirs = dossiers([{ id: 'z', sameAs: ['http://wikidata.org/wiki/Q1/'] }], [worth('g', 'z', 2)]);
    expect(await conflictsWith([...theirs])).toEqual([['a', 'valuation', 'f', 'g']]);
  });

  it('names a conflict once if id and address agree', async () => {
    const theirs = dossiers(
      [{ id: 'a', sameAs: ['https://www.wikidata.org/wiki/Q1'] }],
      [worth('g', 'a', 2)],
    );
    expect(await conflictsWith([...theirs])).toHaveLength(1);
  });

  it.each([
    ['the same value', [{ id: 'a' }], worth('g', 'a', 1)],
    ['another entity', [{ id: 'b' }], worth('g', 'b', 2)],
    ['another property', [{ id: 'a' }], worth('g', 'a', 2, { property: 'revenue' })],
    [
      'a fact about the entity that has another subject',
      [{ id: 'a' }, { id: 'b' }],
      fact('g', ['b', 'a'], { property: 'valuation', value: money(2) }),
    ],
    ['a retracted fact', [{ id: 'a' }], worth('g', 'a', 2, { status: 'retracted' })],
  ])('leaves alone %s', async (_what, entities, theirs) => {
    expect(await conflictsWith([...dossiers(entities, [theirs])])).toEqual([]);
  });

  it('leaves alone a fact that its own pack has replaced', async () => {
    const theirs = [worth('g', 'a', 2), worth('h', 'a', 1, { supersedes: ['g'] })];
    expect(await conflictsWith([...dossiers([{ id: 'a' }], theirs)])).toEqual([]);
  });

  it('looks into every other pack, up to the limit', async () => {
    const theirs = ['x', 'y', 'z'].map((packId) =>
      walk(dossiers([{ id: 'a' }], [worth(packId, 'a', 2, {}, packId)], packId)),
    );
    expect(await findConflicts(OURS, theirs)).toHaveLength(3);
    expect(await findConflicts(OURS, theirs, { limit: 2 })).toHaveLength(2);
  });
});

describe('disagree', () => {
  const about = { type: 'quantity', amount: 100, unit: 'MW' } as const;
  it.each<[string, Parameters<typeof disagree>[0], Parameters<typeof disagree>[0], boolean]>([
    ['different amounts', { value: money(1) }, { value: money(2) }, true],
    ['different currencies', { value: money(1) }, { value: money(1, { currency: 'USD' }) }, true],
    [
      'approximate amounts that are close',
      { value: { ...about, approx: true } },
      { value: { ...about, amount: 104 } },
      false,
    ],
    [
      'approximate amounts that are not',
      { value: { ...about, approx: true } },
      { value: { ...about, amount: 120 } },
      true,
    ],
    [
      'approximate amounts in different units',
      { value: { ...about, approx: true } },
      { value: { ...about, unit: 'kW' } },
      true,
    ],
    ['exact amounts that are close', { value: about }, { value: { ...about, amount: 104 } }, true],
    [
      'an amount within an open range',
      { value: money(3, { bound: 'at-least' }) },
      { value: money(5) },
      false,
    ],
    ['an amount beyond an open range', { value: money(3, { bound: 'at-most' }) }, { value: money(5) }, true],
    [
      'open ranges that overlap',
      { value: money(3, { bound: 'at-least' }) },
      { value: money(5, { bound: 'at-most' }) },
      false,
    ],
    [
      'open ranges with nothing in common',
      { value: money(5, { bound: 'at-least' }) },
      { value: money(3, { bound: 'at-most' }) },
      true,
    ],
    [
      'lower ends of different height',
      { value: money(5, { bound: 'at-least' }) },
      { value: money(3, { bound: 'at-least' }) },
      false,
    ],
    [
      'dates of different precision',
      { value: { type: 'date', date: '2026' } },
      { value: { type: 'date', date: '2026-03' } },
      false,
    ],
    [
      'different dates',
      { value: { type: 'date', date: '2026-04' } },
      { value: { type: 'date', date: '2026-03' } },
      true,
    ],
    ['values of different types', { value: { type: 'text', text: '1' } }, { value: money(1) }, true],
    [
      'values of different times',
      { value: money(1), asOf: '2025' },
      { value: money(2), asOf: '2026-03' },
      false,
    ],
    [
      'values of times that may be the same',
      { value: money(1), asOf: '2026' },
      { value: money(2), asOf: '2026-03' },
      true,
    ],
    [
      'values of terms that follow each other',
      { value: money(1), validTo: '2025-06' },
      { value: money(2), validFrom: '2025-07' },
      false,
    ],
    [
      'values of terms that overlap',
      { value: money(1), validTo: '2025' },
      { value: money(2), validFrom: '2025-07' },
      true,
    ],
    ['nothing to compare', { value: money(1) }, {}, false],
  ])('%s', (_what, a, b, expected) => {
    expect(disagree(a, b)).toBe(expected);
    expect(disagree(b, a)).toBe(expected);
  });
});
