import { describe, expect, it } from 'vitest';
import type { Entity, Fact } from '../../../../lib/model/fact-pack.ts';
import { SearchIndexBuilder } from '../../../../lib/search/build/index-builder.ts';
import { INDEX_VERSION, PART } from '../../../../lib/search/format.ts';
import { openSearchIndex } from '../../../../lib/search/open-index.ts';
import { readQuery } from '../../../../lib/search/query.ts';
import { createParts } from '../create-index.ts';

const OPTIONS = { packId: 'example.pack', language: 'en' };

const ENTITIES = Array.from(
  { length: 300 },
  (_, at): Entity => ({ id: `e${at}`, type: 'place', name: `Harbour number${at}`, prominence: at / 300 }),
);
/** Every seventh fact has the word that is searched for. */
const FACTS = Array.from(
  { length: 3000 },
  (_, at): Fact => ({
    id: `f${at}`,
    about: [`e${at % 300}`],
    statement: `Ship ${at} ${at % 7 === 0 ? 'anchored' : 'sailed'}.`,
    status: 'reported',
    asOf: `${2000 + (at % 20)}`,
    sources: [{ source: 's' }],
  }),
);

async function build(order: 'entities first' | 'facts first', maxPool?: number) {
  const parts = createParts();
  const builder = new SearchIndexBuilder(parts.write, maxPool === undefined ? {} : { maxPool });
  const addEntities = async () => {
    for (const entity of ENTITIES) await builder.addEntity(entity);
  };
  if (order === 'entities first') await addEntities();
  for (const fact of FACTS) await builder.addFact(fact);
  if (order === 'facts first') await addEntities();
  builder.addSource({ id: 's', title: 'Morning Courier' });
  await builder.finish();
  return parts;
}

async function findFacts(parts: ReturnType<typeof createParts>, query: string, limit = 5000) {
  const index = await openSearchIndex(parts, OPTIONS);
  const { facts } = await index!.search(readQuery(query), { limit });
  return facts.map(({ hit }) => hit.fact.id).toSorted();
}

describe('building an index', () => {
  const anchored = FACTS.filter(({ statement }) => statement.includes('anchored')).map(({ id }) => id);

  it.each([
    ['entities first', 'memory for all', undefined],
    ['facts first', 'memory for all', undefined],
    ['entities first', 'memory for 4,000 bytes', 4_000],
  ] as const)('finds every fact that has a word, with %s and %s', async (order, _memory, maxPool) => {
    const parts = await build(order, maxPool);
    expect(await findFacts(parts, 'anchored')).toEqual(anchored.toSorted());
    expect(await findFacts(parts, 'anch')).toEqual(anchored.toSorted());
    expect(await findFacts(parts, 'number107 anchored')).toEqual(
      anchored.filter((id) => Number(id.slice(1)) % 300 === 107).toSorted(),
    );
  });

  it('goes out in segments when memory is full', async () => {
    const head = JSON.parse((await build('entities first', 4_000)).map.get(PART.head) as string);
    expect(head).toMatchObject({ entities: 300, facts: 3000, sources: 1 });
    expect(head.segments).toBeGreaterThan(2);
  });

  it('offers no source that no fact cites', async () => {
    const parts = createParts();
    const builder = new SearchIndexBuilder(parts.write);
    await builder.addSource({ id: 's', title: 'Courier' });
    await builder.addSource({ id: 'unread', title: 'Country Post' });
    await builder.addFact(FACTS[0]!);
    await builder.addFact({ ...FACTS[1]!, sources: [{ source: 'missing' }] });
    await builder.finish();
    const index = await openSearchIndex(parts, OPTIONS);
    expect(await index!.findSources(['cou'], 5)).toEqual([
      { text: 'Courier', citations: 1, isAtStart: true },
    ]);
  });

  it('cannot be read before it is finished, nor in another version', async () => {
    const parts = await build('entities first');
    const head = parts.map.get(PART.head) as string;
    parts.map.delete(PART.head);
    expect(await openSearchIndex(parts, OPTIONS)).toBeUndefined();
    parts.map.set(PART.head, JSON.stringify({ ...JSON.parse(head), version: INDEX_VERSION + 1 }));
    expect(await openSearchIndex(parts, OPTIONS)).toBeUndefined();
  });

  it('writes what says that it is there last of all', async () => {
    const written: string[] = [];
    const builder = new SearchIndexBuilder(async (parts) => void written.push(...parts.keys()));
    await builder.addEntity(ENTITIES[0]!);
    await builder.finish();
    expect(written.at(-1)).toBe(PART.head);
  });

  it('passes on that the disk is full', async () => {
    const builder = new SearchIndexBuilder(() => Promise.reject(new Error('disk full')));
    await builder.addEntity(ENTITIES[0]!);
    await expect(builder.finish()).rejects.toThrow('disk full');
  });

  it('says which part of a damaged index is missing', async () => {
    const parts = await build('entities first');
    parts.map.delete(PART.postings(0, 0));
    await expect(findFacts(parts, 'anchored')).rejects.toThrow('postings/0/0');
  });

  it('finds entities before anything of the facts is read', async () => {
    const parts = await build('entities first');
    const read: string[] = [];
    const watched = {
      read: (names: readonly string[]) => {
        read.push(...names);
        return parts.read(names);
      },
    };
    const index = await openSearchIndex(watched, OPTIONS);
    const { entities, facts } = await index!.search(readQuery(ENTITIES[0]!.name), {
      limit: 5,
      isForEntities: true,
    });
    expect(entities[0]?.hit.entity.id).toBe(ENTITIES[0]!.id);
    expect(facts).toEqual([]);
    expect(read.filter((name) => /^(fact|segment|postings|subject)/.test(name))).toEqual([]);
  });

  it('keeps words as bytes, which are read sooner, but for text that is not whole', async () => {
    const termsOf = async (name: string) => {
      const parts = createParts();
      const builder = new SearchIndexBuilder(parts.write);
      await builder.addEntity({ ...ENTITIES[0]!, name });
      await builder.finish();
      const index = await openSearchIndex(parts, OPTIONS);
      const { entities } = await index!.search(readQuery(name), { limit: 1 });
      return [typeof parts.map.get(PART.termText), entities[0]?.hit.entity.name];
    };
    expect(await termsOf('Ærø 港の未来')).toEqual(['object', 'Ærø 港の未来']);
    expect(await termsOf('Half \ud800x')).toEqual(['string', 'Half \ud800x']);
  });

  it('is searched without loading the texts of all facts', async () => {
    const parts = await build('entities first');
    const read: string[] = [];
    const spied = {
      read: (names: readonly string[]) => {
        read.push(...names);
        return parts.read(names);
      },
    };
    const index = await openSearchIndex(spied, OPTIONS);
    await index!.search(readQuery('anchored'), { limit: 5 });
    const blocks = read.filter((name) => name.startsWith('facts/'));
    expect(blocks.length).toBeLessThanOrEqual(5);
    expect([...parts.map.keys()].filter((name) => name.startsWith('facts/')).length).toBeGreaterThan(90);
  });
});
