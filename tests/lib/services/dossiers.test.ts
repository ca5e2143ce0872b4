import { beforeEach, describe, expect, it } from 'vitest';
import type { Fact, FactPack } from '../../../lib/model/fact-pack.ts';
import { readDossiers } from '../../../lib/services/dossiers.ts';
import type { FactStore, Generation } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createPack, installPack } from '../store/sample-pack.ts';

const ORRIN = 'https://orrin.example/';

function fleet(id: string, about: string, barges: number, more: Partial<Fact> = {}): Fact {
  return {
    id,
    about: [about],
    property: 'fleet.barges',
    statement: `It has ${barges} barges.`,
    value: { type: 'quantity', amount: barges, unit: 'barges' },
    status: 'confirmed',
    sources: [{ source: 'register' }],
    ...more,
  };
}

/** Knows Orrin Shipping by the same id. */
const gazette = (...facts: Fact[]): FactPack =>
  createPack({
    id: 'test.gazette',
    title: 'The gazette',
    entities: [{ id: 'org:orrin', type: 'organization', name: 'Orrin', aliases: ['The Orrin line'] }],
    facts,
  });

/** Knows it by another id, and by its address. */
const registry = (...facts: Fact[]): FactPack =>
  createPack({
    id: 'test.registry',
    entities: [
      {
        id: 'reg:77',
        type: 'organization',
        name: 'Orrin Shipping Co.',
        description: 'Carrier.',
        sameAs: ['http://orrin.example'],
      },
      { id: 'reg:78', type: 'organization', name: 'Another' },
    ],
    facts,
  });

const harbour = (...facts: Fact[]): FactPack => {
  const pack = createPack({ facts });
  const [orrin, ...others] = pack.entities;
  return { ...pack, entities: [{ ...orrin!, sameAs: [ORRIN] }, ...others] };
};

describe('readDossiers', () => {
  let store: FactStore;
  beforeEach(() => {
    store = createMemoryStore();
  });

  const open = (...packs: FactPack[]): Promise<Generation[]> =>
    Promise.all(packs.map(async (pack) => store.openGeneration((await installPack(store, pack)).current.id)));
  const packsOf = (dossiers: readonly { packId: string; entity: { id: string } }[]) =>
    dossiers.map(({ packId, entity }) => `${packId} ${entity.id}`);

  it('lists a fact once that is about two entities of a pack which are one in another', async () => {
    const two = registry(fleet('f:both', 'reg:77', 12, { about: ['reg:77', 'reg:78'] }));
    const entities = two.entities.map((entity) => ({ ...entity, sameAs: [ORRIN] }));
    const generations = await open(harbour(), { ...two, entities });
    const [dossier] = await readDossiers(generations, ['org:orrin']);
    expect(dossier!.facts.map(({ id, about }) => [id, about])).toEqual([
      ['test.registry f:both', ['org:orrin']],
    ]);
  });

  it('gives the dossiers in the order asked, and none for unknown ids', async () => {
    const generations = await open(createPack());
    const dossiers = await readDossiers(generations, ['place:lumen', 'nobody', 'org:orrin']);
    expect(packsOf(dossiers)).toEqual(['test.harbour place:lumen', 'test.harbour org:orrin']);
  });

  it('gives one of all packs that know the entity, by id or address, in the reader’s order', async () => {
    const generations = await open(
      registry(fleet('r', 'reg:77', 4)),
      gazette(fleet('g', 'org:orrin', 4)),
      harbour(fleet('h', 'org:orrin', 4)),
    );
    // Whichever id is asked for: the registry's is the harbour's by address, and the gazette's by the harbour's id.
    for (const id of ['org:orrin', 'reg:77']) {
      const dossiers = await readDossiers(generations, [id]);
      expect(packsOf(dossiers)).toEqual(['test.registry reg:77']);
      expect(dossiers[0]?.facts.map(({ packId, about }) => [packId, about])).toEqual([
        ['test.registry', ['reg:77']],
        ['test.gazette', ['reg:77']],
        ['test.harbour', ['reg:77']],
      ]);
    }
  });

  it('leaves the facts of a single pack as they are', async () => {
    const generations = await open(createPack(), registry());
    const [dossier] = await readDossiers(generations, ['org:orrin']);
    expect(dossier?.facts.map(({ id }) => id)).toEqual(['f1', 'f2', 'f3']);
  });

  describe('shows a dispute', () => {
    const contradictions = async (...packs: FactPack[]) =>
      (await readDossiers(await open(...packs), ['org:orrin'])).flatMap(({ facts }) =>
        facts.map(({ id, contradicts }) => `${id} against ${contradicts?.join(' and ') ?? 'none'}`),
      );

    it('where two packs give different values for one property, whatever their fact ids', async () => {
      expect(
        await contradictions(harbour(fleet('f1', 'org:orrin', 4)), registry(fleet('f1', 'reg:77', 5))),
      ).toEqual(['test.harbour f1 against test.registry f1', 'test.registry f1 against test.harbour f1']);
    });

    it.each([
      ['the values agree', [fleet('a', 'org:orrin', 4)], [fleet('b', 'reg:77', 4)]],
      [
        'they held at different times',
        [fleet('a', 'org:orrin', 4, { asOf: '2020' })],
        [fleet('b', 'reg:77', 5, { asOf: '2024' })],
      ],
      ['one was retracted', [fleet('a', 'org:orrin', 4, { status: 'retracted' })], [fleet('b', 'reg:77', 5)]],
      [
        'one was superseded',
        [fleet('a', 'org:orrin', 4), fleet('a2', 'org:orrin', 5, { supersedes: ['a'] })],
        [fleet('b', 'reg:77', 5)],
      ],
      [
        'one is about another entity',
        [fleet('a', 'org:orrin', 4)],
        [fleet('b', 'reg:78', 5, { about: ['reg:78', 'reg:77'] })],
      ],
      [
        'no property says what they are about',
        [fleet('a', 'org:orrin', 4, { property: undefined })],
        [fleet('b', 'reg:77', 5, { property: undefined })],
      ],
    ])('but not where %s', async (_why, ours, theirs) => {
      const found = await contradictions(harbour(...ours), registry(...theirs));
      expect(found).toHaveLength(ours.length + theirs.length);
      expect(found.filter((line) => !line.endsWith('against none'))).toEqual([]);
    });

    it('for the latest of long series', async () => {
      const years = Array.from({ length: 300 }, (_, i) => 1725 + i);
      const series = years.map((year) => fleet(`f${year}`, 'org:orrin', year, { asOf: `${year}` }));
      const others = [1725, 2024].map((year) => fleet(`g${year}`, 'reg:77', 1, { asOf: `${year}` }));
      const found = await contradictions(harbour(...series), registry(...others));
      const disputed = found.filter((line) => !line.endsWith('against none'));
      expect(disputed.map((line) => line.replaceAll(/\S+ (?=[fg]\d)/g, ''))).toEqual([
        'f2024 against g2024',
        'g2024 against f2024',
      ]);
    });

    it('beside the contradictions that a pack names itself', async () => {
      const own = [fleet('a', 'org:orrin', 4), fleet('b', 'org:orrin', 6, { contradicts: ['a'] })];
      expect(await contradictions(harbour(...own), gazette(fleet('a', 'org:orrin', 6)))).toEqual([
        'test.harbour a against test.gazette a',
        'test.harbour b against test.harbour a',
        'test.gazette a against test.harbour a',
      ]);
    });
  });

  it('says what all packs know of an entity, and each fact’s pack', async () => {
    const generations = await open(
      gazette(fleet('f1', 'org:orrin', 4)),
      harbour(fleet('f1', 'org:orrin', 5)),
      registry(),
    );
    const [merged] = await readDossiers(generations, ['org:orrin']);
    expect(merged?.entity).toMatchObject({
      id: 'org:orrin',
      name: 'Orrin',
      description: 'Freight carrier with sailing barges on Lumen Bay.',
      sameAs: [ORRIN, 'http://orrin.example'],
    });
    expect(merged?.entity.aliases).toEqual([
      'The Orrin line',
      'Orrin Shipping',
      { text: 'OSC', kind: 'acronym' },
      'Orrin Shipping Co.',
    ]);
    expect(merged?.facts.map(({ packTitle, id }) => [packTitle, id])).toEqual([
      ['The gazette', 'test.gazette f1'],
      ['Harbours of Lumen Bay', 'test.harbour f1'],
    ]);
  });
});
