import type { Entity, Fact, FactPack, PackHeader, Source } from '../../../lib/model/fact-pack.ts';
import type { FactStore, InstalledPack, StagedGeneration } from '../../../lib/store/fact-store.ts';

/** A small invented pack; override what a test is about. */
export function createPack(
  overrides: Partial<PackHeader> & Partial<Omit<FactPack, 'header'>> = {},
): FactPack {
  const { sources, entities, facts, ...header } = overrides;
  return {
    header: {
      format: 'fact-pack/1',
      id: 'test.harbour',
      version: '1.0.0',
      title: 'Harbours of Lumen Bay',
      language: 'en',
      ...header,
    },
    sources: sources ?? SOURCES,
    entities: entities ?? ENTITIES,
    facts: facts ?? FACTS,
  };
}

const SOURCES: readonly Source[] = [
  { id: 'gazette', title: 'Lumen Gazette', url: 'https://gazette.example/1', published: '2025-03' },
  { id: 'register', title: 'Harbour register' },
];

const ENTITIES: readonly Entity[] = [
  {
    id: 'org:orrin',
    type: 'organization',
    name: 'Orrin Shipping',
    description: 'Freight carrier with sailing barges on Lumen Bay.',
    aliases: ['Orrin', { text: 'OSC', kind: 'acronym' }],
  },
  { id: 'place:lumen', type: 'place', name: 'Lumen Bay', names: { de: 'Lumenbucht' } },
  { id: 'person:vesna', type: 'person', name: 'Vesna Tamm' },
];

const FACTS: readonly Fact[] = [
  {
    id: 'f1',
    about: ['org:orrin', 'place:lumen'],
    statement: 'Orrin Shipping runs four sailing barges on Lumen Bay.',
    status: 'confirmed',
    value: { type: 'quantity', amount: 4, unit: 'barges' },
    sources: [{ source: 'register', locator: 'p. 3' }],
  },
  {
    id: 'f2',
    about: ['org:orrin'],
    statement: 'Vesna Tamm leads Orrin Shipping.',
    status: 'reported',
    value: { type: 'entity', entity: 'person:vesna' },
    sources: [{ source: 'gazette', quote: 'Tamm took the helm' }, { source: 'register' }],
  },
  {
    id: 'f3',
    about: ['person:vesna', 'org:orrin'],
    statement: 'Vesna Tamm plans a fifth barge.',
    status: 'planned',
    sources: [{ source: 'gazette' }],
    supersedes: ['f0'],
  },
];

/** `count` invented entities with `factsPerEntity` facts each, over a hundred sources. */
export function createLargePack(
  count: number,
  factsPerEntity: number,
  header: Partial<PackHeader> = {},
): FactPack {
  const sources = Array.from({ length: 100 }, (_, i): Source => ({ id: `s${i}`, title: `Report ${i}` }));
  const entities = Array.from(
    { length: count },
    (_, i): Entity => ({
      id: `e${i}`,
      type: 'organization',
      name: `Brackwater Works ${i}`,
    }),
  );
  const facts = Array.from(
    { length: count * factsPerEntity },
    (_, i): Fact => ({
      id: `f${i}`,
      about: [`e${i % count}`, `e${(i * 7) % count}`],
      statement: `Brackwater Works ${i % count} moved ${i} crates.`,
      status: 'reported',
      sources: [{ source: `s${i % 100}` }],
    }),
  );
  return createPack({ ...header, sources, entities, facts });
}

/** Stages everything; commits, seals or aborts nothing. */
export async function stagePack(store: FactStore, pack: FactPack): Promise<StagedGeneration> {
  const staged = await store.stage(pack.header);
  if (!staged) throw new Error('The import lock is taken');
  await staged.addSources(pack.sources);
  await staged.addEntities(pack.entities);
  await staged.addFacts(pack.facts);
  return staged;
}

export async function installPack(
  store: FactStore,
  pack: FactPack,
  isBundled = false,
): Promise<InstalledPack> {
  const staged = await stagePack(store, pack);
  (await staged.seal()).close();
  return staged.commit({ isBundled });
}
