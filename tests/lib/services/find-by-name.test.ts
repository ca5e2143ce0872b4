import { describe, expect, it } from 'vitest';
import { compileGazetteerNow } from '../../../lib/gazetteer/compile.ts';
import { type Entity, entityAliases } from '../../../lib/model/fact-pack.ts';
import { findByName } from '../../../lib/services/find-by-name.ts';
import type { Segment } from '../../../lib/services/library.ts';

const entity = (name: string, more: Partial<Entity> = {}): Entity => ({
  id: `id:${name}`,
  type: 'organization',
  name,
  ...more,
});

/** A pack in memory, as far as looking up needs it. */
function segmentOf(entities: readonly Entity[]): Segment {
  const gazetteer = compileGazetteerNow(
    entities.map((each, ordinal) => ({ ordinal, aliases: entityAliases(each), type: each.type })),
  );
  const readProfiles = async (ordinals: readonly number[]) =>
    ordinals.map((ordinal) => ({ ordinal, entity: entities[ordinal]!, keywords: [], related: [] }));
  return { gazetteer, generation: { readProfiles } as unknown as Segment['generation'] };
}

describe('findByName', () => {
  const HARBOUR = segmentOf([
    entity('Orrin Shipping', { aliases: ['Orrin'], prominence: 0.2 }),
    entity('Orrin', { id: 'place:orrin', type: 'place', prominence: 0.9 }),
    entity('ORRIN', { id: 'event:orrin', type: 'event', prominence: 0.1 }),
  ]);
  const COAST = segmentOf([entity('Vesna Tamm', { type: 'person' })]);

  it.each([
    ['a name', 'Orrin Shipping', 'id:Orrin Shipping'],
    ['a name in other letters', 'orrin shipping', 'id:Orrin Shipping'],
    ['a name across lines', 'Vesna\n  Tamm', 'id:Vesna Tamm'],
    ['the most prominent of several', 'Orrin', 'place:orrin'],
    ['the one that is written just so', 'ORRIN', 'event:orrin'],
  ])('finds %s', async (_what, text, id) => {
    expect((await findByName([HARBOUR, COAST], text))?.id).toBe(id);
  });

  it.each([
    ['a name that nobody knows', 'Nobody'],
    ['a name within a longer text', 'Orrin Shipping sailed'],
    ['two names', 'Orrin Shipping Vesna Tamm'],
    ['no word at all', '…'],
  ])('finds nothing for %s', async (_what, text) => {
    expect(await findByName([HARBOUR, COAST], text)).toBeUndefined();
  });
});
