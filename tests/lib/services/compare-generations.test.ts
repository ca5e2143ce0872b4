import { describe, expect, it } from 'vitest';
import type { FactPack, PackRecord } from '../../../lib/model/fact-pack.ts';
import { planUpdate } from '../../../lib/pack/plan.ts';
import { compareGenerations } from '../../../lib/services/compare-generations.ts';
import { compareEntityIds } from '../../../lib/store/entity-order.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { DEFAULT_OPTIONS, generateRecords } from '../../../scripts/generate-pack.ts';
import { createPack, installPack, stagePack } from '../store/sample-pack.ts';

/** A generated pack as a whole. Few sources are shared by many facts, many are hardly shared. */
function generate(edition: number, sources: number): FactPack {
  const records = [...generateRecords({ ...DEFAULT_OPTIONS, entities: 300, facts: 1500, sources, edition })];
  const pick = <Kind extends PackRecord['record']>(kind: Kind) =>
    records.filter((record): record is Extract<PackRecord, { record: Kind }> => record.record === kind);
  const [header] = pick('pack');
  return { header: header!, sources: pick('source'), entities: pick('entity'), facts: pick('fact') };
}

async function stageBoth(before: FactPack, after: FactPack, store: FactStore = createMemoryStore()) {
  const { current } = await installPack(store, before);
  const sealed = await (await stagePack(store, after)).seal();
  return [await store.openGeneration(current.id), sealed] as const;
}

const ALL = { offset: 0, limit: 100_000 };

describe('compareGenerations', () => {
  const shared = generate(1, 20);
  const scattered = generate(1, 3000);
  const retitle = ({ sources, ...pack }: FactPack, every: number): FactPack => ({
    ...pack,
    sources: sources.map((source, i) =>
      i % every === 0 ? { ...source, title: `${source.title}, revised` } : source,
    ),
  });

  it.each([
    ['a new edition, shared sources', shared, generate(2, 20)],
    ['a new edition, scattered sources', scattered, generate(2, 3000)],
    ['sources that become shared, with the rest', scattered, generate(1, 20)],
    ['a changed title of a shared source', shared, retitle(shared, 7)],
    ['changed titles of scattered sources', scattered, retitle(scattered, 50)],
    [
      'entities that come and go',
      { ...shared, entities: shared.entities.slice(0, 200), facts: [] },
      { ...shared, entities: shared.entities.slice(100), facts: [] },
    ],
    ['a much larger pack', createPack({ id: shared.header.id }), shared],
    ['a much smaller pack', shared, createPack({ id: shared.header.id })],
    ['no change at all', shared, shared],
  ])('finds what comparing every record finds: %s', async (_what, from, to) => {
    const [before, after] = await stageBoth(from, to);
    const plan = await compareGenerations(before, after, { page: ALL });
    const expected = await planUpdate(
      { header: before.summary.header, dossiers: before.dossiers() },
      { header: after.summary.header, dossiers: after.dossiers() },
      { compareIds: compareEntityIds, page: ALL },
    );
    expect(plan).toEqual(expected);
  });

  it('parses only what differs', async () => {
    const [before, after] = await stageBoth(shared, generate(2, 20));
    let handedOut = 0;
    let left = 0;
    for await (const { pairs, unchanged } of after.differencesFrom(before)) {
      handedOut += pairs.length;
      left += unchanged.entities;
    }
    expect(handedOut + left).toBe(300);
    expect(handedOut).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(150);
  });

  it('does not compare with a generation of another kind', async () => {
    const [before, after] = await stageBoth(shared, shared);
    expect(() => after.differencesFrom({ ...before })).toThrow(RangeError);
  });
});
