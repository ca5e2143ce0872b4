import { beforeEach, describe, expect, it } from 'vitest';
import { findMentions } from '../../../lib/gazetteer/find-mentions.ts';
import type { Entity } from '../../../lib/model/fact-pack.ts';
import { readQuery } from '../../../lib/search/query.ts';
import { compareEntityIds } from '../../../lib/store/entity-order.ts';
import type { FactStore, Generation } from '../../../lib/store/fact-store.ts';
import { StoreError } from '../../../lib/store/store-error.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { createLargePack, createPack, installPack, stagePack } from './sample-pack.ts';

/** What every FactStore promises. Each implementation runs it, so that neither can drift. */
export function describeFactStore(name: string, openStore: () => Promise<FactStore>): void {
  describe(name, () => {
    let store: FactStore;
    beforeEach(async () => {
      store = await openStore();
    });

    const openCurrent = async (packId = 'test.harbour'): Promise<Generation> => {
      const pack = (await store.packs()).find((installed) => installed.packId === packId)!;
      return store.openGeneration(pack.current.id);
    };

    describe('dossiers', () => {
      it('give an entity, its facts in the order of the pack, and their sources in place', async () => {
        await installPack(store, createPack());
        const dossier = await (await openCurrent()).readDossier('org:orrin');
        expect(dossier).toEqual({
          packId: 'test.harbour',
          packTitle: 'Harbours of Lumen Bay',
          entity: createPack().entities[0],
          facts: [
            {
              ...createPack().facts[0],
              packId: 'test.harbour',
              packTitle: 'Harbours of Lumen Bay',
              sources: [{ source: createPack().sources[1], locator: 'p. 3' }],
            },
            {
              ...createPack().facts[1],
              packId: 'test.harbour',
              packTitle: 'Harbours of Lumen Bay',
              sources: [
                { source: createPack().sources[0], quote: 'Tamm took the helm' },
                { source: createPack().sources[1] },
              ],
            },
            {
              ...createPack().facts[2],
              packId: 'test.harbour',
              packTitle: 'Harbours of Lumen Bay',
              sources: [{ source: createPack().sources[0] }],
            },
          ],
        });
      });

      it('are there for entities without facts, and for no unknown id', async () => {
        await installPack(store, createPack({ facts: [] }));
        const generation = await openCurrent();
        expect((await generation.readDossier('place:lumen'))?.facts).toEqual([]);
        expect(await generation.readDossier('place:nowhere')).toBeUndefined();
      });

      it('do not depend on the order in which records came', async () => {
        const pack = createPack();
        const staged = (await store.stage(pack.header))!;
        await staged.addFacts(pack.facts);
        await staged.addEntities([...pack.entities].reverse());
        await staged.addSources(pack.sources);
        await staged.seal();
        await staged.commit({ isBundled: false });
        const dossier = await (await openCurrent()).readDossier('org:orrin');
        expect(dossier?.facts.map(({ id }) => id)).toEqual(['f1', 'f2', 'f3']);
      });

      it('come all, each once, in the order of entities', async () => {
        await installPack(store, createLargePack(700, 2));
        const ids: string[] = [];
        for await (const batch of (await openCurrent()).dossiers()) {
          ids.push(...batch.map(({ entity }) => entity.id));
        }
        const expected = Array.from({ length: 700 }, (_, i) => `e${i}`).sort(compareEntityIds);
        expect(ids).toEqual(expected);
      });

      it('can be read one by one in a pack of many chunks', async () => {
        await installPack(store, createLargePack(700, 2));
        const generation = await openCurrent();
        for (const i of [0, 1, 31, 32, 350, 699]) {
          const dossier = await generation.readDossier(`e${i}`);
          expect(dossier?.entity.name).toBe(`Brackwater Works ${i}`);
          expect(dossier?.facts.every(({ about }) => about.includes(`e${i}`))).toBe(true);
        }
      });

      it('keep fields that format 1 does not know', async () => {
        const odd = { id: 'x', type: 'concept', name: 'Oddment', mood: 'blue' } as const;
        await installPack(store, createPack({ entities: [odd], facts: [] }));
        expect((await (await openCurrent()).readDossier('x'))?.entity).toEqual(odd);
      });

      it('take ids that are names of built-in properties', async () => {
        const pack = createPack({
          sources: [{ id: '__proto__', title: 'Trap' }],
          entities: [{ id: 'constructor', type: 'concept', name: 'Constructor' }],
          facts: [
            {
              id: 'toString',
              about: ['constructor'],
              statement: 'It traps.',
              status: 'claimed',
              sources: [{ source: '__proto__' }],
            },
          ],
        });
        await installPack(store, pack);
        const dossier = await (await openCurrent()).readDossier('constructor');
        expect(dossier?.facts[0]?.sources[0]?.source.title).toBe('Trap');
      });
    });

    describe('profiles', () => {
      it('are found by ordinal, in the order asked', async () => {
        await installPack(store, createLargePack(100, 0));
        const generation = await openCurrent();
        const order = Array.from({ length: 100 }, (_, i) => `e${i}`).sort(compareEntityIds);
        const profiles = await generation.readProfiles([99, 0, 17, 0]);
        expect(profiles.map(({ entity }) => entity.id)).toEqual([order[99], order[0], order[17], order[0]]);
        expect(profiles.map(({ ordinal }) => ordinal)).toEqual([99, 0, 17, 0]);
      });

      it('carry words of the facts and entities that share one', async () => {
        await installPack(store, createPack());
        const generation = await openCurrent();
        const profiles = await generation.readProfiles([0, 1, 2]);
        const orrin = profiles.find(({ entity }) => entity.id === 'org:orrin')!;
        expect(orrin.keywords).toContain('barges');
        expect(orrin.keywords).not.toContain('orrin');
        expect(orrin.related).toEqual(['person:vesna', 'place:lumen']);
      });

      it('refuse an ordinal that no entity has', async () => {
        await installPack(store, createPack());
        await expect((await openCurrent()).readProfiles([3])).rejects.toThrow(RangeError);
      });
    });

    it('compiles a gazetteer whose candidates are ordinals', async () => {
      await installPack(store, createPack());
      const generation = await openCurrent();
      const gazetteer = await generation.readGazetteer();
      const text = 'Vesna Tamm sails for OSC';
      const mentions = findMentions([gazetteer], readWords(text), text);
      const ordinals = Array.from({ length: mentions.count }, (_, i) => mentions.candidates(i)[0]!.ordinal);
      const profiles = await generation.readProfiles(ordinals);
      expect(profiles.map(({ entity }) => entity.id)).toEqual(['person:vesna', 'org:orrin']);
    });

    it('is searched by the index built at import', async () => {
      await installPack(store, createPack());
      const index = await (await openCurrent()).openSearchIndex();
      const { entities, facts } = await index.search(readQuery('orirn'), { limit: 5 });
      expect(entities[0]?.hit.entity.id).toBe('org:orrin');
      expect(facts.length).toBeGreaterThan(0);
    });

    describe('the same entity of another pack', () => {
      const sameAs = (...urls: string[]) => ({ id: 'other:1', sameAs: urls });
      const quay: Entity = {
        id: 'place:quay',
        type: 'place',
        name: 'Orrin Quay',
        sameAs: ['https://www.wikidata.example/wiki/Q7/', 'https://orrin.example/quay'],
      };
      const twin: Entity = {
        id: 'place:twin',
        type: 'place',
        name: 'Twin',
        sameAs: ['https://orrin.example/quay'],
      };
      beforeEach(() => installPack(store, createPack({ entities: [...createPack().entities, quay, twin] })));

      it.each([
        ['by an address, however it is written', sameAs('http://wikidata.example/wiki/Q7'), ['place:quay']],
        ['as all that share one', sameAs('https://orrin.example/quay'), ['place:quay', 'place:twin']],
        [
          'once, by several addresses',
          sameAs(...quay.sameAs!, 'https://elsewhere.example/'),
          ['place:quay', 'place:twin'],
        ],
        ['not by its own id', { ...quay, sameAs: quay.sameAs!.slice(0, 1) }, []],
        ['not without addresses', { id: 'other:1' }, []],
        ['not by an address of nobody', sameAs('https://nobody.example/'), []],
      ])('is found %s', async (_how, entity, expected) => {
        const found = await (await openCurrent()).findSame(entity);
        expect(found.toSorted()).toEqual(expected);
      });
    });

    it('counts what was staged', async () => {
      const { current } = await installPack(store, createPack());
      expect(current.counts).toEqual({ sources: 2, entities: 3, facts: 3 });
      expect(current.bytes).toBeGreaterThan(1000);
    });

    describe('the original file', () => {
      const readAll = async (stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined) =>
        new Uint8Array(await new Response(stream).arrayBuffer());

      it.each([
        ['plain text', new TextEncoder().encode('{"format":"fact-pack/1"}\n'.repeat(100_000))],
        ['gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3])],
        ['a single byte', new Uint8Array([0x1f])],
      ])('comes back to the byte: %s', async (_kind, bytes) => {
        const staged = await stagePack(store, createPack());
        for (let at = 0; at < bytes.length; at += 70_001)
          await staged.addOriginal(bytes.slice(at, at + 70_001));
        await staged.seal();
        await staged.commit({ isBundled: false });
        const generation = await openCurrent();
        expect(await generation.originalSize()).toBe(bytes.length);
        const original = await readAll(await generation.originalFile());
        expect(original.length).toBe(bytes.length);
        expect(original).toEqual(bytes);
      });

      it('is missing where none was given', async () => {
        await installPack(store, createPack());
        expect(await (await openCurrent()).originalFile()).toBeUndefined();
        expect(await (await openCurrent()).originalSize()).toBe(0);
      });
    });

    describe('staging', () => {
      it('changes nothing that serves until commit', async () => {
        await installPack(store, createPack());
        const staged = await stagePack(store, createPack({ version: '2.0.0' }));
        const sealed = await staged.seal();
        expect((await store.packs())[0]?.current.header.version).toBe('1.0.0');
        expect(sealed.summary.header.version).toBe('2.0.0');
        expect((await sealed.readDossier('org:orrin'))?.facts).toHaveLength(3);
        await staged.commit({ isBundled: false });
        expect((await store.packs())[0]?.current.header.version).toBe('2.0.0');
      });

      it('leaves nothing after abort, which is safe twice', async () => {
        const staged = await stagePack(store, createPack());
        await staged.abort();
        await staged.abort();
        expect(await store.packs()).toEqual([]);
        expect(await store.sweep()).toBe(0);
      });

      it('can be aborted after sealing', async () => {
        const staged = await stagePack(store, createPack());
        await staged.seal();
        await staged.abort();
        expect(await store.packs()).toEqual([]);
        await expect(store.openGeneration(staged.id)).rejects.toThrow(StoreError);
      });

      it('does not undo a commit', async () => {
        const staged = await stagePack(store, createPack());
        await staged.seal();
        await staged.commit({ isBundled: false });
        await staged.abort();
        expect(await store.packs()).toHaveLength(1);
        expect((await (await openCurrent()).readDossier('org:orrin'))?.facts).toHaveLength(3);
      });

      it('allows one import of a pack at a time, and others beside it', async () => {
        const staged = await stagePack(store, createPack());
        expect(await store.stage(createPack().header)).toBeUndefined();
        const other = await store.stage(createPack({ id: 'test.other' }).header);
        expect(other).toBeDefined();
        await staged.abort();
        expect(await store.stage(createPack().header)).toBeDefined();
      });

      it('refuses records once it is sealed', async () => {
        const staged = await stagePack(store, createPack());
        await staged.seal();
        expect(() => staged.addEntities([])).toThrow(RangeError);
      });

      it('refuses an entity that comes twice, and a fact whose source is missing', async () => {
        const [orrin] = createPack().entities;
        const twice = await stagePack(store, createPack({ entities: [orrin!, orrin!], facts: [] }));
        await expect(twice.seal()).rejects.toThrow(/org:orrin is in the pack twice/);
        await twice.abort();
        const sourceless = await stagePack(store, createPack({ sources: [] }));
        await expect(sourceless.seal()).rejects.toThrow(/cites a source that the pack lacks/);
        await sourceless.abort();
      });

      it('stops sealing when told to', async () => {
        const staged = await stagePack(store, createPack());
        const reason = new Error('enough');
        await expect(staged.seal({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
        await staged.abort();
      });

      it('tells how far sealing has come', async () => {
        const staged = await stagePack(store, createPack());
        const steps: number[] = [];
        await staged.seal({ onProgress: (done) => steps.push(done) });
        expect(steps).toEqual([...steps].sort((a, b) => a - b));
        expect(steps.at(-1)).toBe(1);
      });
    });

    describe('packs', () => {
      it('keep the order in which they came, until the reader changes it', async () => {
        for (const id of ['test.a', 'test.b', 'test.c']) await installPack(store, createPack({ id }));
        const ids = async () => (await store.packs()).map(({ packId }) => packId);
        expect(await ids()).toEqual(['test.a', 'test.b', 'test.c']);
        await store.reorder(['test.c', 'test.a']);
        expect(await ids()).toEqual(['test.c', 'test.a', 'test.b']);
        await installPack(store, createPack({ id: 'test.a', version: '2.0.0' }));
        expect(await ids()).toEqual(['test.c', 'test.a', 'test.b']);
      });

      it('stay disabled through an update', async () => {
        await installPack(store, createPack());
        await store.setEnabled('test.harbour', false);
        const updated = await installPack(store, createPack({ version: '1.1.0' }));
        expect(updated.isEnabled).toBe(false);
      });

      it('go with all their generations', async () => {
        const first = await installPack(store, createPack());
        await installPack(store, createPack({ version: '2.0.0' }));
        await store.removePack('test.harbour');
        expect(await store.packs()).toEqual([]);
        await expect(store.openGeneration(first.current.id)).rejects.toThrow(StoreError);
        expect(await store.sweep()).toBe(0);
      });

      it('that came with the extension are remembered when removed, until they are imported again', async () => {
        await installPack(store, createPack(), true);
        await store.removePack('test.harbour');
        expect(await store.removedBundledVersion('test.harbour')).toBe('1.0.0');
        await installPack(store, createPack());
        expect(await store.removedBundledVersion('test.harbour')).toBeUndefined();
        await store.removePack('test.harbour');
        expect(await store.removedBundledVersion('test.harbour')).toBeUndefined();
      });

      it('refuse changes to what is not there', async () => {
        await expect(store.setEnabled('test.none', true)).rejects.toThrow(RangeError);
        await expect(store.rollBack('test.none', 'g')).rejects.toThrow(RangeError);
        await expect(store.removePack('test.none')).resolves.toBeUndefined();
      });
    });

    describe('history', () => {
      const versions = async () => {
        const [pack] = await store.packs();
        return [pack!.current, ...pack!.history].map(({ header }) => header.version);
      };
      const idOf = async (version: string) => {
        const [pack] = await store.packs();
        return [pack!.current, ...pack!.history].find(({ header }) => header.version === version)!.id;
      };
      const installVersions = async (...all: string[]) => {
        for (const version of all) await installPack(store, createPack({ version }));
      };

      it('keeps the last three generations', async () => {
        await installVersions('1.0.0', '2.0.0', '3.0.0', '4.0.0');
        expect(await versions()).toEqual(['4.0.0', '3.0.0', '2.0.0']);
        expect(await store.sweep()).toBe(0);
      });

      it('keeps a pinned generation on top of those', async () => {
        await installVersions('1.0.0');
        await store.setPinned(await idOf('1.0.0'), true);
        await installVersions('2.0.0', '3.0.0', '4.0.0', '5.0.0');
        expect(await versions()).toEqual(['5.0.0', '4.0.0', '3.0.0', '1.0.0']);
      });

      it('rolls back, and forward again', async () => {
        await installVersions('1.0.0', '2.0.0');
        await store.rollBack('test.harbour', await idOf('1.0.0'));
        expect(await versions()).toEqual(['1.0.0', '2.0.0']);
        await store.rollBack('test.harbour', await idOf('2.0.0'));
        expect(await versions()).toEqual(['2.0.0', '1.0.0']);
      });

      it('keeps what served until now, even if it is older than the rest', async () => {
        await installVersions('1.0.0', '2.0.0', '3.0.0');
        await store.rollBack('test.harbour', await idOf('1.0.0'));
        await installVersions('4.0.0');
        expect(await versions()).toEqual(['4.0.0', '3.0.0', '1.0.0']);
      });

      it('deletes a generation that does not serve, and no other', async () => {
        await installVersions('1.0.0', '2.0.0');
        const old = await idOf('1.0.0');
        await store.removeGeneration(old);
        expect(await versions()).toEqual(['2.0.0']);
        await expect(store.openGeneration(old)).rejects.toThrow(StoreError);
        await expect(store.removeGeneration(await idOf('2.0.0'))).rejects.toThrow(RangeError);
      });

      it('does not roll back to another pack', async () => {
        await installVersions('1.0.0');
        const other = await installPack(store, createPack({ id: 'test.other' }));
        await expect(store.rollBack('test.harbour', other.current.id)).rejects.toThrow(RangeError);
      });
    });

    it('lets a reader of a deleted generation know', async () => {
      await installPack(store, createPack());
      const generation = await openCurrent();
      await generation.readDossier('org:orrin');
      await store.removePack('test.harbour');
      await expect(generation.readDossier('org:orrin')).rejects.toThrow(StoreError);
    });

    it('sweeps nothing of an import that lives', async () => {
      const staged = await stagePack(store, createPack());
      expect(await store.sweep()).toBe(0);
      await staged.seal();
      expect(await store.sweep()).toBe(0);
      await staged.commit({ isBundled: false });
      expect((await (await openCurrent()).readDossier('org:orrin'))?.facts).toHaveLength(3);
    });
  });
}
