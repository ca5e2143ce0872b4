import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findMentions } from '../../../lib/gazetteer/find-mentions.ts';
import { readQuery } from '../../../lib/search/query.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { openFactStore } from '../../../lib/store/open-fact-store.ts';
import { StoredGeneration } from '../../../lib/store/stored-generation.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { writeVersion1 } from './database-v1.ts';
import { createPack, installPack } from './sample-pack.ts';

describe.each([['version 1', writeVersion1]])('databases written by %s', (_version, write) => {
  let store: FactStore;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    await write(indexedDB);
    store = await openFactStore({ locks: new ProcessLocks() });
  });

  it('keep packs, settings, history and removals', async () => {
    expect(store.kind).toBe('indexeddb');
    const [pack] = await store.packs();
    expect(pack).toMatchObject({
      packId: 'old.pack',
      isEnabled: false,
      isBundled: false,
      current: { id: 'generation-b', header: { version: '1.1.0' }, counts: { facts: 1 } },
      history: [{ id: 'generation-a', isPinned: true, importedAt: 1000 }],
    });
    expect(await store.removedBundledVersion('old.bundled')).toBe('0.9.0');
  });

  it('serve their dossiers, with sources of both kinds', async () => {
    const generation = await store.openGeneration('generation-b');
    const dossier = await generation.readDossier('e1');
    expect(dossier?.facts[0]?.statement).toBe('Newer statement.');
    expect(dossier?.facts[0]?.sources.map(({ source }) => source.title)).toEqual([
      'Own source',
      'Shared source',
    ]);
    const [profile] = await generation.readProfiles([0]);
    expect(profile).toMatchObject({ ordinal: 0, entity: { name: 'Quell' }, keywords: ['statement'] });
  });

  it('compile a gazetteer where the old one is of no use', async () => {
    const gazetteer = await (await store.openGeneration('generation-b')).readGazetteer();
    const text = 'From Quell to the sea';
    expect(findMentions([gazetteer], readWords(text), text).count).toBe(1);
  });

  it('find the same entity of another pack, which version 1 could not', async () => {
    const generation = await store.openGeneration('generation-b');
    const same = { id: 'other:1', sameAs: ['http://quell.example/'] };
    expect(await generation.findSame(same)).toEqual(['e1']);
    // What was made for it is kept.
    const again = await (await openFactStore({ locks: new ProcessLocks() })).openGeneration('generation-b');
    expect(await again.findSame(same)).toEqual(['e1']);
  });

  it('build a search index where there is none, and keep it', async () => {
    const search = async (from: FactStore) => {
      const index = await (await from.openGeneration('generation-b')).openSearchIndex();
      const { facts } = await index.search(readQuery('newer'), { limit: 5 });
      return facts.map(({ hit }) => hit.statement.text);
    };
    expect(await search(store)).toEqual(['Newer statement.']);
    const again = await openFactStore({ locks: new ProcessLocks() });
    const walk = vi.spyOn(StoredGeneration.prototype, 'dossiers');
    expect(await search(again)).toEqual(['Newer statement.']);
    expect(walk).not.toHaveBeenCalled();
  });

  it('export the file that was imported', async () => {
    const generation = await store.openGeneration('generation-a');
    expect(await new Response(await generation.originalFile()).text()).toBe('the file itself');
    expect(await generation.originalSize()).toBe('the file itself'.length);
  });

  it('take roll-backs and updates', async () => {
    const rolledBack = await store.rollBack('old.pack', 'generation-a');
    expect(rolledBack.current.header.version).toBe('1.0.0');
    const updated = await installPack(store, createPack({ id: 'old.pack', version: '2.0.0' }));
    expect(updated.history.map(({ id }) => id)).toEqual(['generation-b', 'generation-a']);
    expect(await store.sweep()).toBe(0);
  });
});

describe('a database written by a newer Factmark', () => {
  it('is left alone: the store says so and keeps to memory', async () => {
    globalThis.indexedDB = new IDBFactory();
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open('factmark', 99);
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    const store = await openFactStore({ locks: new ProcessLocks() });
    expect(store.kind).toBe('memory');
    expect(store.openError?.isNewer).toBe(true);
    expect((await indexedDB.databases()).map(({ version }) => version)).toEqual([99]);
  });
});
