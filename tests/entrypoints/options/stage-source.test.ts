import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stageSource } from '../../../entrypoints/options/stage-source.ts';
import { PackHasher } from '../../../lib/pack/digest.ts';
import { createKeyPair } from '../../../lib/pack/keys.ts';
import { MEGABYTE } from '../../../lib/pack/limits.ts';
import type { PackProblem } from '../../../lib/pack/problems.ts';
import { signPack, writeDetachedSignature } from '../../../lib/pack/signature.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { toLines } from '../../lib/services/pack-file.ts';
import { createPack } from '../../lib/store/sample-pack.ts';

const URL = 'https://gazette.example/packs/harbour%20watch.jsonl';

let store: FactStore;
beforeEach(() => {
  store = createMemoryStore();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const stage = (
  request: Parameters<typeof stageSource>[0],
  options: Partial<Parameters<typeof stageSource>[1]> = {},
) => stageSource(request, { store, today: '2026-03-09', languages: ['en'], isOnline: true, ...options });
const stageFile = (text: string | Blob, name: string, more = {}) =>
  stage({ source: { kind: 'file', file: new Blob([text]), name, ...more } });

/** @param files By address. */
function serve(files: Readonly<Record<string, string | Blob | ReadableStream>>): void {
  vi.stubGlobal('fetch', async (url: string) =>
    url in files ? new Response(files[url] as BodyInit) : new Response('', { status: 404 }),
  );
}

describe('an import', () => {
  it('takes a pack from a file, as a text and from an address, all to the same preview', async () => {
    const pack = toLines(createPack());
    serve({ [URL]: pack });
    const stagings = [
      () => stageFile(pack, 'harbour.jsonl'),
      async () => stageFile(await pack.text(), 'pasted text'),
      () => stage({ source: { kind: 'address', url: URL } }),
    ];
    const names: string[] = [];
    for (const start of stagings) {
      const staging = await start();
      if (!staging.ok) throw new Error(JSON.stringify(staging));
      const { name, ...preview } = staging.preview;
      names.push(name);
      expect(preview).toMatchObject({ counts: { entities: 3, facts: 3 }, trust: { state: 'unsigned' } });
      await staging.discard();
    }
    expect(names).toEqual(['harbour.jsonl', 'pasted text', 'harbour watch.jsonl']);
  });

  it('checks a signature that came with the pack, and finds the one beside its address', async () => {
    const keys = await createKeyPair();
    const pack = toLines(createPack({ publicKey: keys.publicKey }));
    const hasher = new PackHasher();
    await hasher.add(new Uint8Array(await pack.arrayBuffer()));
    const signature = writeDetachedSignature({
      publicKey: keys.publicKey,
      signature: await signPack(keys, await hasher.finish()),
    });
    const trust = { state: 'valid', pin: keys.publicKey };
    const chosen = await stageFile(pack, 'harbour.jsonl', { signature });
    expect(chosen).toMatchObject({ preview: { trust } });
    if (chosen.ok) await chosen.discard();

    serve({ [URL]: pack, [`${URL}.sig`]: signature });
    const fetched = await stage({ source: { kind: 'address', url: URL } });
    expect(fetched).toMatchObject({ preview: { trust } });
    if (fetched.ok) await fetched.discard();

    const other = (await pack.text()).replace('four sailing', 'five sailing');
    expect(await stageFile(other, 'harbour.jsonl', { signature })).toEqual({
      ok: false,
      reason: 'untrusted',
      because: 'invalid-signature',
    });
  });

  it('names why an address gives no file', async () => {
    serve({});
    const { signal } = new AbortController();
    expect(await stage({ source: { kind: 'address', url: URL } }, { signal })).toEqual({
      ok: false,
      reason: 'not-fetched',
      failure: 'status',
      status: 404,
    });
    const broken = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"record": "pack"')),
      pull: (controller) => controller.error(new TypeError('network error')),
    });
    serve({ [URL]: broken });
    expect(await stage({ source: { kind: 'address', url: URL } })).toMatchObject({ failure: 'broken-off' });
  });

  describe('of another format', () => {
    const TABLE = 'Company,aka\nMeridian Lines,ML\n,nameless\n';

    it('asks what the columns of a table mean, and then converts it', async () => {
      const asked = await stageFile(TABLE, 'operators.csv');
      expect(asked).toMatchObject({
        reason: 'table',
        preview: { headings: ['Company', 'aka'], mapping: { name: [0], aliases: [1] } },
        draft: { id: 'operators', title: 'operators', language: 'en', defaultType: 'organization' },
      });
      const problems: PackProblem[] = [];
      const mapping = { name: [0], aliases: [1] };
      const table = {
        id: 'desk.operators',
        title: 'Operators',
        language: 'en',
        defaultType: 'person',
        mapping,
      } as const;
      const source = { kind: 'file', file: new Blob([TABLE]), name: 'operators.csv' } as const;
      const staging = await stage({ source, table }, { onProblem: (problem) => problems.push(problem) });
      expect(staging).toMatchObject({
        preview: {
          header: { id: 'desk.operators', title: 'Operators', version: '2026.3.9' },
          counts: { entities: 1, facts: 0 },
          warnings: [{ code: 'not-converted', place: { line: 3 } }],
          warningCount: 1,
        },
      });
      expect(problems).toHaveLength(1);
      if (!staging.ok) throw new Error('refused');
      expect((await staging.commit()).current.header.id).toBe('desk.operators');
    });

    it('converts FollowTheMoney from an address straight to the preview', async () => {
      serve({
        [URL]: '{"id": "ftm-1", "schema": "Company", "properties": {"name": ["Meridian Lines"]}}\n',
      });
      const staging = await stage({ source: { kind: 'address', url: URL } });
      expect(staging).toMatchObject({
        preview: { header: { id: 'harbour-watch' }, counts: { entities: 1 } },
      });
    });

    it('takes no more from a server than a file may have, and ends the sending', async () => {
      const line = new TextEncoder().encode(`{"id": "ftm-1", "schema": "Company"}${' '.repeat(60_000)}\n`);
      const cancel = vi.fn();
      let sent = 0;
      const endless = new ReadableStream({
        pull: (controller) => {
          // Far beyond the limit, an endless answer would only hang the test.
          if (++sent > 300) controller.close();
          else controller.enqueue(line);
        },
        cancel,
      });
      serve({ [URL]: endless });
      const problems: PackProblem[] = [];
      const asked = { source: { kind: 'address', url: URL } } as const;
      const onProblem = (problem: PackProblem) => problems.push(problem);
      expect(await stage(asked, { maxBytes: 2 * MEGABYTE, onProblem })).toMatchObject({
        reason: 'problems',
        problems: [{ code: 'too-many-bytes', params: { megabytes: 2 } }],
        errorCount: 1,
      });
      expect(problems).toHaveLength(1);
      expect(cancel).toHaveBeenCalledOnce();
      expect(sent).toBeLessThan(100);
      expect(await store.packs()).toEqual([]);
    });

    it('names a file that breaks off on the way', async () => {
      let sent = 0;
      const broken = new ReadableStream({
        pull: (controller) => {
          if (++sent > 5) controller.error(new TypeError('network error'));
          else controller.enqueue(new Uint8Array(100_000).fill(32, 0));
        },
        start: (controller) =>
          controller.enqueue(new TextEncoder().encode('{"id": "a", "schema": "Company"}\n')),
      });
      serve({ [URL]: broken });
      expect(await stage({ source: { kind: 'address', url: URL } })).toMatchObject({ failure: 'broken-off' });
    });

    it('refuses what cannot be converted, and leaves nothing behind', async () => {
      const mapping = {};
      const table = { id: 'a', title: 'A', language: 'en', defaultType: 'person', mapping } as const;
      const source = { kind: 'file', file: new Blob([TABLE]), name: 'operators.csv' } as const;
      expect(await stage({ source, table })).toMatchObject({ reason: 'problems' });
      expect(await store.sweep()).toBe(0);
      expect(await store.packs()).toEqual([]);
    });
  });
});
