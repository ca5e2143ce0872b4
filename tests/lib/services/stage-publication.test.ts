import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../../lib/pack/publish/manifest.ts';
import type { PartShelf } from '../../../lib/services/part-shelf.ts';
import { updatePack } from '../../../lib/services/update-pack.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { StoreError } from '../../../lib/store/store-error.ts';
import { generateLines } from '../../../scripts/generate-pack.ts';
import { usePackCommands } from '../../scripts/pack/run-pack.ts';
import { createPack, installPack } from '../store/sample-pack.ts';
import { SITE, serveFolder } from './publication.ts';

const OPTIONS = { entities: 300, facts: 1500, sources: 60, seed: 1 };
const textOf = (edition: number) => [...generateLines({ ...OPTIONS, edition })].join('');
const ID = 'generated.1-300-1500';

describe('an update that is published in parts', () => {
  const commands = usePackCommands();
  const site = serveFolder(() => commands.path('site'));
  let store: FactStore;
  beforeEach(() => {
    store = createMemoryStore();
    site.reset();
  });

  const publish = async (text: string, ...args: string[]) => {
    const file = await commands.write('pack.jsonl', text);
    const { code, err } = await commands.run('publish', file, commands.path('site'), ...args);
    expect([code, err]).toEqual([0, '']);
  };
  const update = async (shelf?: PartShelf, signal?: AbortSignal) => {
    const { outcome } = await updatePack({
      store,
      signal,
      shelf,
      fetch: site.fetch,
      subscription: { packId: ID, url: `${SITE}manifest.json`, validators: {} },
      describe: ({ code }) => code,
    });
    return outcome;
  };
  const install = async (text: string) => {
    const { stagePack } = await import('../../../lib/services/import-pack.ts');
    const staging = await stagePack({ store, name: 'x', stream: new Blob([text]).stream() });
    if (!staging.ok) throw new Error(JSON.stringify(staging));
    await staging.commit();
  };
  const installedText = async () => {
    const [pack] = await store.packs();
    const file = await (await store.openGeneration(pack!.current.id)).originalFile();
    const isGzip = pack!.current.header.version !== '1.0.0';
    const text = isGzip ? file!.pipeThrough(new DecompressionStream('gzip')) : file!;
    return new Response(text).text();
  };
  const manifest = () => readManifest(readFileSync(commands.path('site/manifest.json')))!;
  const partsOf = (requests: readonly string[], kind: string) =>
    requests.filter((request) => request.startsWith(kind));

  it('fetches one small delta where records changed all over, and ends up with the published text', async () => {
    await install(textOf(1));
    await publish(textOf(1));
    await publish(textOf(2));
    expect(await update()).toMatchObject({ kind: 'updated', version: '2.0.0' });
    const requests = site.takeRequests();
    expect(requests).toHaveLength(2);
    expect(partsOf(requests, 'deltas/')).toHaveLength(1);
    expect(await installedText()).toBe(textOf(2));
  });

  it('walks from delta to delta when it lags versions behind', async () => {
    await install(textOf(1));
    for (const edition of [1, 2, 3, 4]) await publish(textOf(edition));
    expect(await update()).toMatchObject({ kind: 'updated', version: '4.0.0' });
    expect(partsOf(site.takeRequests(), 'deltas/')).toHaveLength(3);
    expect(await installedText()).toBe(textOf(4));
  });

  it('fetches only the chunks that it does not hold where no delta leads on from what it has', async () => {
    // A text that was never published: one record is the reader's own publisher's slip.
    const lines = textOf(1).split('\n');
    await install(lines.toSpliced(700, 1).join('\n'));
    await publish(textOf(1).replace('"version":"1.0.0"', '"version":"2.0.0"'));
    expect(await update()).toMatchObject({ kind: 'updated', added: 1 });
    const fetched = partsOf(site.takeRequests(), 'chunks/');
    expect(fetched.length).toBeGreaterThanOrEqual(2);
    expect(fetched.length).toBeLessThanOrEqual(3);
    expect(manifest().chunks.length).toBeGreaterThan(4);
    expect(await installedText()).toContain('"version":"2.0.0"');
  });

  it('reads the manifest alone when what it has is what is published', async () => {
    await install(textOf(1));
    await publish(textOf(1));
    expect(await update()).toEqual({ kind: 'unchanged' });
    expect(site.takeRequests()).toEqual(['manifest.json']);
  });

  describe('goes on where it was', () => {
    /** The shelf as a Map. */
    function createShelf(): PartShelf & { readonly files: Map<string, Uint8Array> } {
      const files = new Map<string, Uint8Array>();
      return {
        files,
        take: async (_packId, hash) => files.get(hash),
        put: async (_packId, hash, file) => void files.set(hash, file),
        tidy: async (_packId, hashes) => {
          for (const hash of files.keys()) if (!hashes.has(hash)) files.delete(hash);
        },
      };
    }
    /** Nothing is held of it: every chunk has to be fetched. */
    const foreign = () =>
      install(JSON.stringify({ ...createPack().header, record: 'pack', id: ID, version: '0.1.0' }));

    it('after the network broke off', async () => {
      await foreign();
      await publish(textOf(1));
      const { chunks } = manifest();
      const last = `chunks/${chunks.at(-1)![0]}.gz`;
      site.replace(last, () => Promise.reject(new TypeError('network error')));
      const shelf = createShelf();
      expect(await update(shelf)).toEqual({ kind: 'failed', reason: 'broken-off' });
      expect(shelf.files.size).toBe(chunks.length - 1);
      site.takeRequests();
      site.replace(last, undefined);
      expect(await update(shelf)).toMatchObject({ kind: 'updated', version: '1.0.0' });
      expect(site.takeRequests()).toEqual(['manifest.json', last]);
      expect(shelf.files.size).toBe(0);
    });

    it('without trusting what lies on the shelf, or needing one', async () => {
      await foreign();
      await publish(textOf(1));
      const shelf = createShelf();
      for (const [hash] of manifest().chunks) shelf.files.set(hash, new TextEncoder().encode('forged'));
      shelf.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
      expect(await update(shelf)).toMatchObject({ kind: 'updated', version: '1.0.0' });
    });
  });

  describe('falls back', () => {
    const corrupt = () => new Response(new TextEncoder().encode('something else'));
    const gone = () => new Response('', { status: 404 });
    let held: ReadonlySet<string>;
    beforeEach(async () => {
      await install(textOf(1));
      await publish(textOf(1));
      held = new Set(manifest().chunks.map(([hash]) => hash));
      await publish(textOf(2));
    });

    it.each([
      ['missing', gone],
      ['wrong', corrupt],
    ])('from a delta that is %s to chunks', async (_how, answer) => {
      const [step] = manifest().steps;
      site.replace(`deltas/${step!.part[0]}.gz`, answer);
      expect(await update()).toMatchObject({ kind: 'updated', version: '2.0.0' });
      expect(partsOf(site.takeRequests(), 'chunks/').length).toBeGreaterThan(1);
      expect(await installedText()).toBe(textOf(2));
    });

    it.each([
      ['missing', gone],
      ['wrong', corrupt],
      ['a bomb', () => new Response(readFileSync(commands.path('site/bomb.gz')))],
    ])('from a chunk that is %s to the whole file', async (_how, answer) => {
      const { gzipSync } = await import('node:zlib');
      await commands.write('site/bomb.gz', gzipSync(new Uint8Array(2 ** 24)));
      const { steps, chunks, file } = manifest();
      site.replace(`deltas/${steps[0]!.part[0]}.gz`, gone);
      const needed = chunks.findLast(([hash]) => !held.has(hash))!;
      site.replace(`chunks/${needed[0]}.gz`, answer);
      expect(await update()).toMatchObject({ kind: 'updated', version: '2.0.0' });
      expect(site.takeRequests()).toContain(file.name);
      expect(await installedText()).toBe(textOf(2));
    });

    describe('where what is installed', () => {
      /** @param open What the store gives for the installed file, by how often it was asked. */
      const spoil = (
        open: (file: ReadableStream<Uint8Array>, asked: number) => ReadableStream<Uint8Array>,
      ) => {
        const openGeneration = store.openGeneration.bind(store);
        let asked = 0;
        return vi.spyOn(store, 'openGeneration').mockImplementation(async (id) => {
          const generation = await openGeneration(id);
          const file = await generation.originalFile();
          generation.originalFile = async () =>
            open(file!, asked++) as ReadableStream<Uint8Array<ArrayBuffer>>;
          return generation;
        });
      };
      const streamOf = (...bytes: number[]) => new Blob([Uint8Array.from(bytes)]).stream();
      const failing = () =>
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.error(new StoreError('read', { cause: new Error('disk') })),
        });

      it.each<[string, () => { mockRestore: () => void }]>([
        [
          'is gone',
          () =>
            vi
              .spyOn(store, 'openGeneration')
              .mockRejectedValue(new StoreError('read', { cause: new Error('gone') })),
        ],
        ['is damaged', () => spoil(() => streamOf(0x1f, 0x8b, 8, 0, 1, 2, 3))],
        ['cannot be read', () => spoil(failing)],
        ['can be read only once', () => spoil((file, asked) => (asked === 0 ? file : failing()))],
        [
          'is shorter when it is read again',
          () => spoil((file, asked) => (asked === 0 ? file : streamOf(1))),
        ],
      ])('%s: from parts of it to those of the server', async (_what, damage) => {
        const { mockRestore } = damage();
        expect(await update()).toMatchObject({ kind: 'updated', version: '2.0.0' });
        mockRestore();
        expect(await installedText()).toBe(textOf(2));
      });

      it('is being read while the reader cancels, to nothing', async () => {
        const controller = new AbortController();
        const reason = new Error('enough');
        spoil(() => {
          controller.abort(reason);
          return failing();
        });
        await expect(update(undefined, controller.signal)).rejects.toBe(reason);
      });
    });

    it('to nothing, if the file is gone as well: what is installed stays', async () => {
      const { steps, chunks, file } = manifest();
      for (const name of [`deltas/${steps[0]!.part[0]}.gz`, `chunks/${chunks[0]![0]}.gz`, file.name]) {
        site.replace(name, gone);
      }
      expect(await update()).toEqual({ kind: 'failed', reason: 'status', status: 404 });
      expect(await installedText()).toBe(textOf(1));
      expect(await store.sweep()).toBe(0);
    });
  });

  describe('is held to the pinned key', () => {
    beforeEach(async () => {
      for (const name of ['a.key', 'b.key']) await commands.run('keygen', commands.path(name));
      await publish(textOf(1), '--key', commands.path('a.key'));
      const staging = await import('../../../lib/services/stage-publication.ts');
      const file = new Blob([readFileSync(commands.path('site/manifest.json'))]);
      const staged = await staging.stagePublication(file.stream(), {
        store,
        name: 'manifest.json',
        url: `${SITE}manifest.json`,
        fetch: site.fetch,
      });
      if (!staged.ok) throw new Error(JSON.stringify(staged));
      expect(staged.preview.trust).toMatchObject({ state: 'valid' });
      await staged.commit();
      site.takeRequests();
    });

    it('and is installed when manifest and pack are signed by it', async () => {
      await publish(textOf(2), '--key', commands.path('a.key'));
      expect(await update()).toMatchObject({ kind: 'updated', version: '2.0.0', isKeyChange: false });
    });

    it('or to one that it handed over to', async () => {
      await publish(textOf(2), '--key', commands.path('b.key'), '--from', commands.path('a.key'));
      expect(await update()).toMatchObject({ kind: 'updated', isKeyChange: true });
    });

    it.each([
      [
        'signed by a stranger',
        async () => publish(textOf(2), '--key', commands.path('b.key')),
        'untrusted-key',
      ],
      [
        'changed on the way',
        async () => {
          await publish(textOf(2), '--key', commands.path('a.key'));
          const text = readFileSync(commands.path('site/manifest.json'), 'utf8');
          await commands.write('site/manifest.json', text.replace('"2.0.0"', '"3.0.0"'));
        },
        'invalid-signature',
      ],
      [
        'stripped of its signature',
        async () => {
          await publish(textOf(2), '--key', commands.path('a.key'));
          const {
            publicKey: _key,
            signature: _signature,
            ...bare
          } = JSON.parse(readFileSync(commands.path('site/manifest.json'), 'utf8'));
          await commands.write('site/manifest.json', JSON.stringify(bare));
        },
        'unsigned-update',
      ],
    ])('before any part is fetched if it is %s', async (_how, forge, reason) => {
      await forge();
      expect(await update()).toEqual({ kind: 'refused', reason });
      expect(site.takeRequests()).toEqual(['manifest.json']);
    });
  });

  it('is refused if the manifest is another pack’s, or damaged', async () => {
    await install(textOf(1));
    await publish(textOf(1).replace(ID, 'other'));
    expect(await update()).toEqual({ kind: 'refused', reason: 'other-pack', detail: 'other' });
    const text = readFileSync(commands.path('site/manifest.json'), 'utf8');
    await commands.write('site/manifest.json', text.slice(0, -20));
    expect(await update()).toEqual({ kind: 'failed', reason: 'bad-manifest' });
  });

  it('waits for a person like any other', async () => {
    await install(textOf(1));
    await publish(textOf(1));
    const facts = textOf(2).trimEnd().split('\n').slice(0, 900);
    await publish(`${facts.join('\n')}\n`);
    expect(await update()).toMatchObject({ kind: 'waiting', reason: 'many-gone' });
    expect(await installedText()).toBe(textOf(1));
  });

  it('is imported anew where the installed version has no file', async () => {
    await installPack(store, createPack({ id: ID, version: '0.1.0', facts: [], entities: [], sources: [] }));
    await publish(textOf(1));
    expect(await update()).toMatchObject({ kind: 'updated', version: '1.0.0' });
  });
});
