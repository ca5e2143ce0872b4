import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { updatePack } from '../../lib/services/update-pack.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../lib/store/import-locks.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
import { openPartShelf } from '../../lib/store/part-shelf.ts';
import { toLines } from '../lib/services/pack-file.ts';
import { installPack } from '../lib/store/sample-pack.ts';
import { usePackCommands } from '../scripts/pack/run-pack.ts';
import { AwaitSeam } from './await-seam.ts';
import { createEdition } from './editions.ts';
import { expectWholePacks, findLeftovers } from './invariant.ts';

/*
 * Whatever updates packs dies in the middle of a download: at each request, each answer, each piece of each
 * file, and each look at the shelf where parts lie. What the store awaits is tried in store-faults.test.ts.
 * Of parts, which are many, the usual run tries every seventh; all of them:
 *
 *   npm run faults
 */
const STRIDE = process.env.FACTMARK_FAULTS === 'all' ? 1 : 7;

const PACK = 'test.quays';
const SITE = 'https://quays.example/';
/** Of each file that is sent. */
const PIECES = 3;

type Files = ReadonlyMap<string, Uint8Array>;

/** A network whose every step the seam can watch. */
class Network {
  readonly requests: string[] = [];
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  async fetch(url: string): Promise<Response> {
    const name = url.replace(SITE, '');
    this.requests.push(name);
    const file = this.#files.get(name);
    if (!file) return new Response('', { status: 404 });
    const length = Math.ceil(file.length / PIECES);
    const pieces = Array.from({ length: PIECES }, (_, i) => file.subarray(i * length, (i + 1) * length));
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: async (controller) => {
          const piece = await this.receive(pieces);
          if (piece) controller.enqueue(new Uint8Array(piece));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body);
  }

  /** The next piece of an answer; undefined at its end. */
  async receive(pieces: Uint8Array[]): Promise<Uint8Array | undefined> {
    return pieces.shift();
  }
}

/** What does not outlive the process that looks for updates. */
async function startProcess(files: Files) {
  const store = await openFactStore({ locks: new ProcessLocks(), getFolder: undefined });
  return { store, shelf: openPartShelf(), network: new Network(files) };
}
type Process = Awaited<ReturnType<typeof startProcess>>;

async function update({ store, shelf, network }: Process, url: string) {
  const { outcome } = await updatePack({
    store,
    shelf,
    fetch: (address) => network.fetch(address),
    subscription: { packId: PACK, url: SITE + url, validators: {} },
    describe: ({ code }) => code,
  });
  return outcome;
}

function watch({ shelf, network }: Process, at: number): AwaitSeam {
  const seam = new AwaitSeam(at);
  seam.watch(network, 'fetch', 'receive');
  seam.watch(shelf, 'take', 'put', 'tidy');
  return seam;
}

/** Large enough to be published in several parts. */
function createLargeEdition() {
  const edition = createEdition('2.0.0');
  const registers = Array.from({ length: 900 }, (_, i) => ({
    id: `register-${i}`,
    title: `Volume ${i} of the register, ${'with a long description '.repeat(8)}`,
  }));
  return { ...edition, sources: [...edition.sources, ...registers] };
}

const leftoversOf = async (store: FactStore) =>
  (await findLeftovers(store)).filter((name) => name !== 'left: factmark-parts');

describe('an update that dies while it downloads', () => {
  const commands = usePackCommands();

  const WAYS: readonly (readonly [way: string, url: string, files: () => Promise<Files>])[] = [
    ['a file', 'pack.jsonl', async () => new Map([['pack.jsonl', await bytesOf(createEdition('2.0.0'))]])],
    [
      'a compressed file',
      'pack.jsonl.gz',
      async () => new Map([['pack.jsonl.gz', gzipSync(await bytesOf(createEdition('2.0.0')))]]),
    ],
    [
      'parts',
      'manifest.json',
      async () => {
        const file = await commands.write('pack.jsonl', await bytesOf(createLargeEdition()));
        const { code, err } = await commands.run('publish', file, commands.path('site'));
        expect([code, err]).toEqual([0, '']);
        const names = readdirSync(commands.path('site'), { recursive: true, encoding: 'utf8' });
        const files = names.filter((name) => /\.\w+$/.test(name));
        return new Map(files.map((name) => [name, readFileSync(commands.path(`site/${name}`))]));
      },
    ],
  ];

  const bytesOf = async (pack: Parameters<typeof toLines>[0]) =>
    new Uint8Array(await toLines(pack).arrayBuffer());

  it.each(WAYS)(
    'of %s, at every await: the pack stays as it was, and the next look goes on',
    { timeout: 120_000 },
    async (way, url, publish) => {
      const files = await publish();
      const startTrial = async () => {
        globalThis.indexedDB = new IDBFactory();
        const process = await startProcess(files);
        await installPack(process.store, createEdition('1.0.0'));
        return process;
      };
      const whole = await startTrial();
      const counting = watch(whole, Number.POSITIVE_INFINITY);
      expect(await update(whole, url)).toMatchObject({ kind: 'updated', version: '2.0.0' });
      counting.remove();
      const renewed = await expectWholePacks(whole.store);
      expect(counting.moments).toBeGreaterThan(2 * PIECES);
      const parts = [...new Set(whole.network.requests)].filter((name) => name.startsWith('chunks/'));

      let spared = 0;
      for (let at = counting.moments; at >= 1; at -= way === 'parts' ? STRIDE : 1) {
        const where = `killed at moment ${at} of ${counting.moments}`;
        const dying = await startTrial();
        const seam = watch(dying, at);
        const ended = update(dying, url).then((outcome) => `it ended: ${JSON.stringify(outcome)}`);
        expect(await Promise.race([ended, seam.death]), where).toBeUndefined();
        seam.remove();

        const next = await startProcess(files);
        const found = await expectWholePacks(next.store);
        // What is fetched is tidied away only once the pack is there.
        const isNew = JSON.stringify(found) === JSON.stringify(renewed);
        if (!isNew) expect(found, where).toMatchObject([{ versions: ['1.0.0'] }]);
        if (way !== 'parts') expect(isNew, where).toBe(false);
        await next.store.sweep();
        expect(await leftoversOf(next.store), where).toEqual([]);

        const held: string[] = [];
        for (const name of parts) {
          if (await next.shelf.take(PACK, /[\w-]+(?=\.gz$)/.exec(name)![0])) held.push(name);
        }
        spared += held.length;
        const outcome = await update(next, url);
        expect(outcome, where).toMatchObject(isNew ? { kind: 'unchanged' } : { kind: 'updated' });
        expect(
          next.network.requests.filter((name) => held.includes(name)),
          where,
        ).toEqual([]);
        expect(await expectWholePacks(next.store), where).toEqual(renewed);
        expect(await leftoversOf(next.store), where).toEqual([]);
      }
      // Parts that had come are not asked for again.
      expect(parts.length > 1, 'parts').toBe(way === 'parts');
      expect(spared > 0, 'spared').toBe(way === 'parts');
    },
  );
});
