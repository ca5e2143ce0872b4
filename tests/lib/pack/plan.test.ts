import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../../lib/model/dossier.ts';
import { compareHeaders, type PlannedChange, type PlanOptions, planUpdate } from '../../../lib/pack/plan.ts';
import { compareIds, dossiers, fact, header, version } from './dossiers.ts';

const NO_CHANGES = { added: 0, changed: 0, superseded: 0, withdrawn: 0, removed: 0 };

function plan(before: readonly Dossier[] | undefined, after: readonly Dossier[], page?: PlanOptions['page']) {
  const old = before && version('1.0.0', before);
  return planUpdate(old, version('1.1.0', after), { compareIds, ...(page ? { page } : {}) });
}

const brief = ({ subject, kind, id }: PlannedChange) => `${kind} ${subject} ${id}`;
const A = { id: 'a' };
const B = { id: 'b' };

describe('planUpdate', () => {
  it('finds nothing to do for the same pack', async () => {
    const same = dossiers([A, B], [fact('f', 'a'), fact('g', ['b', 'a'])]);
    const { entities, facts, changes } = await plan(same, structuredClone(same));
    expect(entities).toEqual({ ...NO_CHANGES, unchanged: 2 });
    // A fact about two entities counts once, with its subject.
    expect(facts).toEqual({ ...NO_CHANGES, unchanged: 2 });
    expect(changes).toEqual([]);
  });

  it('adds everything of a pack that is not installed', async () => {
    const {
      header: change,
      entities,
      facts,
      changes,
    } = await plan(undefined, dossiers([A], [fact('f', 'a')]));
    expect(change).toEqual({ version: 'first', fields: [] });
    expect([entities.added, facts.added]).toEqual([1, 1]);
    expect(changes.map(brief)).toEqual(['added entity a', 'added fact f']);
  });

  it('tells field by field what changes', async () => {
    const { changes } = await plan(
      dossiers(
        [{ ...A, aliases: ['x'], description: 'old' }],
        [fact('f', 'a', { value: { type: 'money', amount: 1, currency: 'EUR' } })],
      ),
      dossiers(
        [{ ...A, aliases: ['x', 'y'] }],
        [fact('f', 'a', { value: { type: 'money', amount: 2, currency: 'EUR' } })],
      ),
    );
    expect(changes).toEqual([
      {
        subject: 'entity',
        kind: 'changed',
        id: 'a',
        entity: { id: 'a', name: 'Name of a' },
        fields: [
          { field: 'aliases', before: ['x'], after: ['x', 'y'] },
          { field: 'description', before: 'old', after: undefined },
        ],
      },
      {
        subject: 'fact',
        kind: 'changed',
        id: 'f',
        entity: { id: 'a', name: 'Name of a' },
        statement: 'Statement of f.',
        fields: [
          {
            field: 'value',
            before: { type: 'money', amount: 1, currency: 'EUR' },
            after: { type: 'money', amount: 2, currency: 'EUR' },
          },
        ],
      },
    ]);
  });

  it('does not mind the order of fields', async () => {
    const before = dossiers([A], [fact('f', 'a', { value: { type: 'money', amount: 1, currency: 'EUR' } })]);
    const after = dossiers([A], [fact('f', 'a', { value: { currency: 'EUR', amount: 1, type: 'money' } })]);
    expect((await plan(before, after)).changes).toEqual([]);
  });

  it.each([
    ['added', [], [fact('f', 'a')], 'added fact f'],
    ['removed', [fact('f', 'a')], [], 'removed fact f'],
    ['withdrawn', [fact('f', 'a')], [fact('f', 'a', { status: 'retracted' })], 'withdrawn fact f'],
    [
      'changed, when it was withdrawn before',
      [fact('f', 'a', { status: 'retracted' })],
      [fact('f', 'a', { status: 'retracted', asOf: '2026' })],
      'changed fact f',
    ],
  ])('calls a fact %s', async (_kind, before, after, expected) => {
    const { changes } = await plan(dossiers([A], before), dossiers([A], after));
    expect(changes.map(brief)).toEqual([expected]);
  });

  it('calls a fact superseded when a new one replaces it, be it still there or not', async () => {
    const before = dossiers([A], [fact('old', 'a'), fact('gone', 'a')]);
    const after = dossiers([A], [fact('old', 'a'), fact('new', 'a', { supersedes: ['old', 'gone'] })]);
    const { changes, facts } = await plan(before, after);
    expect(changes.map((change) => [brief(change), change.supersededBy])).toEqual([
      ['superseded fact old', 'new'],
      ['added fact new', undefined],
      ['superseded fact gone', 'new'],
    ]);
    expect(facts).toEqual({ ...NO_CHANGES, added: 1, superseded: 2, unchanged: 0 });
    // In the next update that is no news.
    expect((await plan(after, after)).changes).toEqual([]);
  });

  it('removes an entity with its facts', async () => {
    const { changes } = await plan(
      dossiers([A, B], [fact('f', 'a'), fact('g', ['b', 'a'])]),
      dossiers([B], [fact('g', ['b'])]),
    );
    expect(changes.map(brief)).toEqual(['removed entity a', 'removed fact f', 'changed fact g']);
  });

  it('pages through the changes, of one kind if wished', async () => {
    const after = dossiers(
      Array.from({ length: 9 }, (_, n) => ({ id: `e${n}` })),
      [fact('f', 'e4')],
    );
    const page = async (offset: number, accepts?: (change: PlannedChange) => boolean) =>
      (await plan(undefined, after, { offset, limit: 4, accepts })).changes.map(({ id }) => id);
    expect(await page(0)).toEqual(['e0', 'e1', 'e2', 'e3']);
    expect(await page(4)).toEqual(['e4', 'f', 'e5', 'e6']);
    expect(await page(8)).toEqual(['e7', 'e8']);
    expect(await page(0, ({ subject }) => subject === 'fact')).toEqual(['f']);
  });

  it('stops when asked to', async () => {
    const options = { compareIds, signal: AbortSignal.abort(new Error('enough')) };
    await expect(planUpdate(undefined, version('1.0.0', dossiers([A])), options)).rejects.toThrow('enough');
  });

  it('counts as a comparison of whole packs would, whatever the batches', async () => {
    const pack = fc
      .dictionary(fc.constantFrom(...'abcdefgh'), fc.constantFrom('x', 'y'))
      .map((names) => dossiers(Object.entries(names).map(([id, name]) => ({ id, name }))));
    await fc.assert(
      fc.asyncProperty(pack, pack, fc.integer({ min: 1, max: 5 }), async (before, after, size) => {
        const { entities } = await planUpdate(version('1.0.0', before, size), version('1.0.1', after, 3), {
          compareIds,
        });
        const old = new Map(before.map(({ entity }) => [entity.id, entity.name]));
        const next = new Map(after.map(({ entity }) => [entity.id, entity.name]));
        const both = [...old.keys()].filter((id) => next.has(id));
        expect(entities).toEqual({
          ...NO_CHANGES,
          added: next.size - both.length,
          removed: old.size - both.length,
          changed: both.filter((id) => old.get(id) !== next.get(id)).length,
          unchanged: both.filter((id) => old.get(id) === next.get(id)).length,
        });
      }),
    );
  });
});

describe('compareHeaders', () => {
  it.each([
    ['1.0.0', '1.0.1', 'up'],
    ['1.0.0', '0.9.9', 'down'],
    ['1.0.0', '1.0.0+other.build', 'same'],
    ['1.0.0', '1.0.0-rc.1', 'down'],
  ])('%s → %s is %s', (before, after, expected) => {
    expect(compareHeaders(header(before), header(after)).version).toBe(expected);
  });

  it('lists changed fields', () => {
    expect(compareHeaders(header('1.0.0'), header('1.0.0', { license: 'CC0-1.0' })).fields).toEqual([
      { field: 'license', before: undefined, after: 'CC0-1.0' },
    ]);
  });
});
