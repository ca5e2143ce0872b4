import { describe, expect, it } from 'vitest';
import type { Entity, Fact, Source } from '../../../lib/model/fact-pack.ts';
import { hashId } from '../../../lib/store/entity-order.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createLargePack, installPack } from './sample-pack.ts';

const FNV_PRIME = 0x01000193;

/**
 * Ids that all hash alike, as a hostile pack would make them: the last two characters are chosen so that
 * FNV-1a ends in the same state.
 */
function collidingIds(count: number): string[] {
  const ids: string[] = [];
  let target: number | undefined;
  for (let prefix = 0; ids.length < count; prefix++) {
    const text = `clash:${prefix}`;
    let state = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), FNV_PRIME);
    target ??= Math.imul(state ^ 0x6771, FNV_PRIME) ^ 0x4eac;
    for (let first = 0x4e00; first < 0x9fff; first++) {
      const second = (Math.imul(state ^ first, FNV_PRIME) ^ target) >>> 0;
      if (second < 0x4e00 || second > 0x9fff) continue;
      ids.push(text + String.fromCharCode(first, second));
      break;
    }
  }
  return ids;
}

describe('ids that hash alike on purpose', () => {
  const clashes = collidingIds(151);
  const [unknown, ...known] = clashes;
  const large = createLargePack(300, 0);
  const sources: readonly Source[] = known.map((id) => ({ id, title: `Source ${id}` }));
  const entities: readonly Entity[] = known.map((id) => ({ id, type: 'concept', name: `Entity ${id}` }));
  // Each source is cited all over the pack, so that it is stored among the shared ones.
  const facts: readonly Fact[] = known.flatMap((source, i) =>
    [known[0]!, ...Array.from({ length: 8 }, (_, n) => `e${(i + n * 37) % 300}`)].map((entity, n) => ({
      id: `f${i}-${n}`,
      about: [entity],
      statement: `Statement ${i} of ${n}.`,
      status: 'reported' as const,
      sources: [{ source }],
    })),
  );
  const pack = { ...large, sources, entities: [...large.entities, ...entities], facts };

  it('do clash', () => {
    expect(new Set(clashes.map(hashId)).size).toBe(1);
    expect(new Set(clashes).size).toBe(151);
  });

  it('are still told apart, entities and sources alike', async () => {
    const store = createMemoryStore();
    const { current } = await installPack(store, pack);
    const generation = await store.openGeneration(current.id);
    for (const id of known) {
      expect((await generation.readDossier(id))?.entity.name).toBe(`Entity ${id}`);
    }
    expect(await generation.readDossier(unknown!)).toBeUndefined();
    const first = await generation.readDossier(known[0]!);
    expect(first?.facts.map(({ sources: [cited] }) => cited?.source.title)).toEqual(
      known.map((id) => `Source ${id}`),
    );
  });
});
