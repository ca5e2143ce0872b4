import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { findMentions } from '../../lib/gazetteer/find-mentions.ts';
import { readQuery } from '../../lib/search/query.ts';
import { isGzipped } from '../../lib/services/stream-head.ts';
import type { FactStore, GenerationSummary } from '../../lib/store/fact-store.ts';
import { readWords } from '../../lib/text/read-words.ts';
import { VERSIONS, wordOf } from './editions.ts';

/** A pack as the reader has it. */
export interface SeenPack {
  readonly packId: string;
  readonly isEnabled: boolean;
  readonly isBundled: boolean;
  /** Version that serves, then those to roll back to; a pinned one with "+". */
  readonly versions: readonly string[];
}

/**
 * The invariant: every installed pack is exactly one complete version, and its gazetteer and its search
 * index belong to it; so does every version that it can be rolled back to.
 *
 * @returns what is installed, in the reader's order.
 */
export async function expectWholePacks(store: FactStore): Promise<readonly SeenPack[]> {
  const packs = await store.packs();
  expect(new Set(packs.map(({ packId }) => packId)).size).toBe(packs.length);
  for (const { current, history } of packs) {
    for (const generation of [current, ...history]) await expectWhole(store, generation);
  }
  return packs.map(({ packId, isEnabled, isBundled, current, history }) => ({
    packId,
    isEnabled,
    isBundled,
    versions: [current, ...history].map(({ header, isPinned }) => header.version + (isPinned ? '+' : '')),
  }));
}

async function expectWhole(store: FactStore, { id, header, counts }: GenerationSummary): Promise<void> {
  const generation = await store.openGeneration(id);
  try {
    const word = wordOf(header.version);
    const others = VERSIONS.map(wordOf).filter((other) => other !== word);
    const names: string[] = [];
    let facts = 0;
    for await (const batch of generation.dossiers()) {
      for (const dossier of batch) {
        names.push(dossier.entity.name);
        facts += dossier.facts.length;
        expect(others.filter((other) => JSON.stringify(dossier).includes(other))).toEqual([]);
      }
    }
    expect({ entities: names.length, facts }).toEqual({ entities: counts.entities, facts: counts.facts });
    const dossier = await generation.readDossier('quay:1');
    expect(dossier?.facts[0]?.sources[0]?.source.title).toBe(`${word} register`);

    const gazetteer = await generation.readGazetteer();
    const marked = (text: string) => findMentions([gazetteer], readWords(text), text).count;
    expect(marked(names.join('; ')), 'names that the gazetteer knows').toBe(names.length);
    expect(marked(others.map((other) => `${other} Quay 1`).join('; ')), 'names of other versions').toBe(0);

    const index = await generation.openSearchIndex();
    const found = await Promise.all(
      [word, ...others].map(async (query) => {
        const { entities, facts: hits } = await index.search(readQuery(query), { limit: 100 });
        return [entities.length, hits.length];
      }),
    );
    expect(found, 'entities and facts that a search finds').toEqual([
      [counts.entities, counts.facts],
      ...others.map(() => [0, 0]),
    ]);

    const file = await generation.originalFile();
    if (file) {
      const bytes = await new Response(file).bytes();
      const text = isGzipped(bytes) ? gunzipSync(bytes) : bytes;
      // Not the text itself in a message, which may be long.
      expect(new TextDecoder().decode(text).includes(`Quays of ${word}`), `the original of ${word}`).toBe(
        true,
      );
    }
  } finally {
    generation.close();
  }
}

/** Databases that belong to no version that serves or can serve again, or that are missing. */
export async function findLeftovers(store: FactStore): Promise<readonly string[]> {
  const ids = (await store.packs()).flatMap((pack) => [pack.current, ...pack.history]).map(({ id }) => id);
  const wanted = ['factmark', ...ids.map((id) => `factmark-generation-${id}`)];
  const found = (await indexedDB.databases()).map(({ name = '' }) => name);
  return [
    ...found.filter((name) => !wanted.includes(name)).map((name) => `left: ${name}`),
    ...wanted.filter((name) => !found.includes(name)).map((name) => `missing: ${name}`),
  ];
}
