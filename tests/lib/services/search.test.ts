import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entity, Fact, PackHeader } from '../../../lib/model/fact-pack.ts';
import { createPackSearch } from '../../../lib/services/search.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';

interface Content {
  readonly packId?: string;
  readonly version?: string;
  readonly entities: readonly Entity[];
  readonly facts?: readonly Pick<Fact, 'id' | 'about' | 'statement'>[];
  /** Title of the source of all facts. */
  readonly source?: string;
}

const ACME: Entity = { id: 'org:acme', type: 'organization', name: 'Acme' };
const ZENITH: Entity = { id: 'org:zenith', type: 'organization', name: 'Zenith' };

let store: FactStore;
beforeEach(() => {
  store = createMemoryStore();
});

/** Imports a pack as its newest version. */
async function importPack({
  packId = 'example.one',
  version = '1.0.0',
  entities,
  facts = [],
  source = 'Courier',
}: Content): Promise<void> {
  const header: PackHeader = { format: 'fact-pack/1', id: packId, version, title: packId, language: 'en' };
  const staged = await store.stage(header);
  if (staged === undefined) throw new Error(`${packId} is being imported already`);
  await staged.addSources([{ id: 'source', title: source }]);
  await staged.addEntities(entities);
  await staged.addFacts(
    facts.map((fact) => ({ ...fact, status: 'reported', sources: [{ source: 'source' }] })),
  );
  await staged.seal();
  await staged.commit({ isBundled: false });
}

describe('createPackSearch', () => {
  it('finds entities and facts in every enabled pack', async () => {
    await importPack({
      entities: [ACME],
      facts: [{ id: 'f1', about: [ACME.id], statement: 'Acme makes anvils.' }],
    });
    await importPack({
      packId: 'example.two',
      entities: [ZENITH],
      facts: [{ id: 'f2', about: [ZENITH.id], statement: 'Zenith makes anvils too.' }],
    });
    const search = createPackSearch(store);
    expect((await search.search('zenith', { limit: 5 })).entities.map((hit) => hit.entity.name)).toEqual([
      'Zenith',
    ]);
    expect(
      (await search.search('anvils', { limit: 5 })).facts.map((hit) => [hit.packId, hit.fact.id]),
    ).toEqual([
      ['example.one', 'f1'],
      ['example.two', 'f2'],
    ]);
  });

  it('lists an entity once that two packs describe', async () => {
    await importPack({ entities: [ACME] });
    await importPack({ packId: 'example.two', entities: [{ ...ACME, prominence: 0.9 }] });
    const { entities } = await createPackSearch(store).search('acme', { limit: 5 });
    expect(entities.map((hit) => hit.packId)).toEqual(['example.two']);
  });

  it('lists an entity once that two packs know by different ids and the same address', async () => {
    await importPack({ entities: [{ ...ACME, sameAs: ['https://www.acme.example/'] }] });
    await importPack({
      packId: 'example.two',
      entities: [
        { ...ACME, id: 'q:1', sameAs: ['http://acme.example'] },
        { ...ACME, id: 'q:2', sameAs: ['http://other.example'] },
      ],
    });
    const { entities } = await createPackSearch(store).search('acme', { limit: 5 });
    expect(entities.map((hit) => hit.entity.id)).toEqual(['org:acme', 'q:2']);
  });

  it('keeps to the limit over all packs', async () => {
    await importPack({ entities: [ACME, { ...ACME, id: 'org:acme-oil', name: 'Acme Oil' }] });
    await importPack({
      packId: 'example.two',
      entities: [{ ...ACME, id: 'org:acme-air', name: 'Acme Air' }],
    });
    const { entities } = await createPackSearch(store).search('acme', { limit: 2 });
    expect(entities.map((hit) => hit.entity.name)).toEqual(['Acme', 'Acme Oil']);
  });

  it('answers with the new version as soon as it serves', async () => {
    await importPack({ entities: [ACME] });
    const search = createPackSearch(store);
    await search.search('acme', { limit: 5 });
    await importPack({ version: '2.0.0', entities: [ZENITH] });
    expect((await search.search('acme', { limit: 5 })).entities).toEqual([]);
    expect((await search.search('zenith', { limit: 5 })).entities).toHaveLength(1);
  });

  it('forgets a pack that is disabled or removed', async () => {
    await importPack({ entities: [ACME] });
    const search = createPackSearch(store);
    await search.search('acme', { limit: 5 });
    await store.setEnabled('example.one', false);
    expect((await search.search('acme', { limit: 5 })).entities).toEqual([]);
    await store.setEnabled('example.one', true);
    expect((await search.search('acme', { limit: 5 })).entities).toHaveLength(1);
    await store.removePack('example.one');
    expect((await search.search('acme', { limit: 5 })).entities).toEqual([]);
  });

  it('reads a pack once, and before the first query if asked to', async () => {
    await importPack({ entities: [ACME] });
    const open = vi.spyOn(store, 'openGeneration');
    const search = createPackSearch(store);
    await search.prepare();
    await Promise.all([
      search.search('a', { limit: 5 }),
      search.search('ac', { limit: 5 }),
      search.search('acm', { limit: 5 }),
    ]);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('tries a pack again that was replaced while it was read', async () => {
    await importPack({ entities: [ACME] });
    const open = vi.spyOn(store, 'openGeneration').mockImplementationOnce(async () => {
      await importPack({ version: '2.0.0', entities: [ZENITH] });
      throw new Error('generation is gone');
    });
    expect((await createPackSearch(store).search('zenith', { limit: 5 })).entities).toHaveLength(1);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('fails when the store does, and works again when the store does', async () => {
    await importPack({ entities: [ACME] });
    const search = createPackSearch(store);
    const open = vi.spyOn(store, 'openGeneration').mockRejectedValue(new Error('disk gone'));
    await expect(search.search('acme', { limit: 5 })).rejects.toThrow('disk gone');
    open.mockRestore();
    expect((await search.search('acme', { limit: 5 })).entities).toHaveLength(1);
  });

  it('names the sources that a `source:` begins, of all packs or of those that the query names', async () => {
    const facts = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ id: `f${at}`, about: [ACME.id], statement: 'It sold.' }));
    await importPack({ entities: [ACME], facts: facts(2), source: 'Courier' });
    await importPack({
      packId: 'example.two',
      entities: [ACME],
      facts: facts(3),
      source: 'Northern Courier',
    });
    await importPack({ packId: 'example.three', entities: [ACME], facts: facts(2), source: 'Courier' });
    await importPack({ packId: 'example.four', entities: [ACME], facts: facts(3), source: 'Country Post' });
    const { findSources } = createPackSearch(store);
    // Four citations in two packs are more than three in one; what begins so comes before what only has the word.
    expect(await findSources('sold source:cou', 5)).toEqual(['Courier', 'Country Post', 'Northern Courier']);
    expect(await findSources('source:cou', 1)).toEqual(['Courier']);
    expect(await findSources('pack:example.four source:', 5)).toEqual(['Country Post']);
    expect(await findSources('source:cou ', 5)).toEqual([]);
    expect(await findSources('about:cou', 5)).toEqual([]);
  });
});
