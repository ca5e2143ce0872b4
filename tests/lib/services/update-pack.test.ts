import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FactPack } from '../../../lib/model/fact-pack.ts';
import { PackHasher } from '../../../lib/pack/digest.ts';
import { changeKey, createKeyPair, type KeyPair } from '../../../lib/pack/keys.ts';
import { signText } from '../../../lib/pack/sign-text.ts';
import { signPack, writeDetachedSignature } from '../../../lib/pack/signature.ts';
import type { Fetch } from '../../../lib/services/fetch-pack.ts';
import { stagePack } from '../../../lib/services/import-pack.ts';
import { updatePack } from '../../../lib/services/update-pack.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createLargePack, createPack, installPack } from '../store/sample-pack.ts';
import { toLines } from './pack-file.ts';

const URL = 'https://gazette.example/harbour.jsonl';

describe('updatePack', () => {
  let store: FactStore;
  let keys: KeyPair;
  let otherKeys: KeyPair;
  beforeAll(async () => {
    [keys, otherKeys] = await Promise.all([createKeyPair(), createKeyPair()]);
  });
  beforeEach(() => {
    store = createMemoryStore();
  });

  /** @param files By path; what is missing is not found. */
  const serve = (files: Readonly<Record<string, Blob | Uint8Array>>) =>
    vi.fn<Fetch>(async (url) => {
      const file = files[url.replace('https://gazette.example', '')];
      return file
        ? new Response(file as BodyInit, { headers: { etag: '"b2"' } })
        : new Response('', { status: 404 });
    });
  const update = (fetch: Fetch, packId = 'test.harbour', validators = {}) =>
    updatePack({
      store,
      fetch,
      subscription: { packId, url: URL, validators },
      describe: ({ code }) => code,
    });
  const updateTo = (pack: FactPack) => update(serve({ '/harbour.jsonl': toLines(pack) }));
  const sign = async (pack: FactPack, by: KeyPair, changes: Parameters<typeof signText>[2] = []) =>
    signText(new Uint8Array(await toLines(pack).arrayBuffer()), by, changes);
  const importBytes = async (bytes: Uint8Array) => {
    const staging = await stagePack({ store, name: 'x', stream: new Blob([bytes as BlobPart]).stream() });
    if (!staging.ok) throw new Error(JSON.stringify(staging));
    return staging.commit();
  };
  const version = async () => (await store.packs())[0]?.current.header.version;
  const [f1] = createPack().facts;

  it('installs a newer version and counts what it brings', async () => {
    await installPack(store, createPack());
    const { facts } = createPack();
    const next = createPack({ version: '1.1.0', facts: [...facts, { ...f1!, id: 'f4' }] });
    expect(await updateTo(next)).toEqual({
      outcome: { kind: 'updated', version: '1.1.0', added: 1, changed: 0, gone: 0, isKeyChange: false },
      validators: { etag: '"b2"' },
    });
    expect(await version()).toBe('1.1.0');
  });

  it('installs one that takes back a fifth and no more', async () => {
    const pack = createLargePack(100, 1);
    await installPack(store, pack);
    const header = { ...pack.header, version: '1.1.0' };
    const { outcome } = await updateTo({ ...pack, header, facts: pack.facts.slice(0, 80) });
    expect(outcome).toMatchObject({ kind: 'updated', gone: 20 });
  });

  it('finds nothing new in the same file', async () => {
    await installPack(store, createPack());
    const { current } = (await store.packs())[0]!;
    expect((await updateTo(createPack())).outcome).toEqual({ kind: 'unchanged' });
    expect((await store.packs())[0]?.current.id).toBe(current.id);
  });

  describe('waits for a person, and changes nothing,', () => {
    it.each([
      ['when half of the facts would go', 10, 5, { reason: 'many-gone', share: 5 / 110 }],
      ['when facts alone shrink by more than a fifth', 100, 77, { reason: 'many-gone', share: 23 / 200 }],
    ])('%s', async (_when, before, after, waiting) => {
      const pack = createLargePack(100, 1);
      await installPack(store, { ...pack, facts: pack.facts.slice(0, before) });
      const next = {
        ...pack,
        header: { ...pack.header, version: '1.1.0' },
        facts: pack.facts.slice(0, after),
      };
      const { outcome, validators } = await updateTo(next);
      expect(outcome).toMatchObject({ kind: 'waiting', version: '1.1.0', ...waiting });
      expect(validators).toBeDefined();
      expect(await version()).toBe('1.0.0');
      // Nothing is left half done: the curator can import the same file at once.
      expect((await updateTo(next)).outcome.kind).toBe('waiting');
      expect(await store.sweep()).toBe(0);
    });

    it('when the content is other but the version is not', async () => {
      await installPack(store, createPack());
      const next = createPack({
        facts: [
          { ...f1!, statement: 'Orrin Shipping runs nine sailing barges.' },
          ...createPack().facts.slice(1),
        ],
      });
      expect((await updateTo(next)).outcome).toMatchObject({ kind: 'waiting', reason: 'known-version' });
    });

    it('when the reader went back from that version', async () => {
      const { current } = await installPack(store, createPack());
      const newer = createPack({ version: '2.0.0', title: 'Harbours, anew' });
      await installPack(store, newer);
      await store.rollBack('test.harbour', current.id);
      expect((await updateTo(newer)).outcome).toMatchObject({ kind: 'waiting', reason: 'known-version' });
      expect(await version()).toBe('1.0.0');
    });

    it('when a pack that was unsigned comes signed', async () => {
      await installPack(store, createPack());
      const signed = await sign(createPack({ version: '1.1.0' }), keys);
      expect((await update(serve({ '/harbour.jsonl': signed }))).outcome).toMatchObject({
        kind: 'waiting',
        reason: 'newly-signed',
      });
    });
  });

  it.each([
    ['an older version', async () => toLines(createPack({ version: '0.9.0' })), 'older'],
    ['another pack', async () => toLines(createPack({ id: 'test.other' })), 'other-pack'],
    ['a web page', async () => new Blob(['<!doctype html>']), 'problems'],
  ])('refuses %s', async (_what, createFile, reason) => {
    await installPack(store, createPack());
    const { outcome } = await update(serve({ '/harbour.jsonl': await createFile() }));
    expect(outcome).toMatchObject({ kind: 'refused', reason });
    expect(await version()).toBe('1.0.0');
    expect(await store.packs()).toHaveLength(1);
  });

  describe('of a signed pack', () => {
    beforeEach(async () => {
      await importBytes(await sign(createPack(), keys));
    });
    const updateBytes = async (bytes: Uint8Array | Blob, more = {}) =>
      (await update(serve({ '/harbour.jsonl': bytes, ...more }))).outcome;

    it('takes its own key, and one that it handed over to', async () => {
      expect(await updateBytes(await sign(createPack({ version: '1.1.0' }), keys))).toMatchObject({
        kind: 'updated',
        isKeyChange: false,
      });
      const handover = await changeKey(keys, otherKeys.publicKey, 'test.harbour');
      const handedOver = await sign(createPack({ version: '1.2.0' }), otherKeys, [handover]);
      expect(await updateBytes(handedOver)).toMatchObject({ kind: 'updated', isKeyChange: true });
    });

    it.each([
      ['unsigned', async () => toLines(createPack({ version: '1.1.0' })), 'unsigned-update'],
      ['signed by a stranger', () => sign(createPack({ version: '1.1.0' }), otherKeys), 'untrusted-key'],
      [
        'changed on the way',
        async () =>
          new Blob([
            new TextDecoder()
              .decode(await sign(createPack({ version: '1.1.0' }), keys))
              .replace('four sailing', 'five sailing'),
          ]),
        'invalid-signature',
      ],
      ['of a lower version', () => sign(createPack({ version: '0.9.0' }), keys), 'older'],
    ])('refuses an update %s', async (_how, create, reason) => {
      expect(await updateBytes(await create())).toEqual({ kind: 'refused', reason });
      expect(await version()).toBe('1.0.0');
    });

    it('finds the signature in a file beside it', async () => {
      const next = createPack({ version: '1.1.0', publicKey: keys.publicKey });
      const text = new Uint8Array(await toLines(next).arrayBuffer());
      const hasher = new PackHasher();
      await hasher.add(text);
      const signature = await signPack(keys, await hasher.finish());
      const file = new Blob([writeDetachedSignature({ publicKey: keys.publicKey, signature })]);
      expect(await updateBytes(text, { '/harbour.jsonl.sig': file })).toMatchObject({ kind: 'updated' });
    });
  });

  describe('of a pack that the organisation wants here', () => {
    const manage = async (fetch: Fetch, publicKey?: string) =>
      updatePack({
        store,
        fetch,
        subscription: {
          packId: 'test.harbour',
          url: URL,
          validators: { etag: '"b2"' },
          isManaged: true,
          publicKey,
        },
        describe: ({ code }) => code,
      });

    it('installs it, asking anew whatever was asked before', async () => {
      const fetch = serve({ '/harbour.jsonl': toLines(createPack()) });
      expect((await manage(fetch)).outcome).toEqual({
        kind: 'updated',
        version: '1.0.0',
        added: 6,
        changed: 0,
        gone: 0,
        isKeyChange: false,
      });
      expect(fetch.mock.calls[0]?.[1].headers).toEqual({});
      expect(await version()).toBe('1.0.0');
    });

    it('takes it only if the given key signed it, and pins that', async () => {
      const bySomebody = await sign(createPack(), otherKeys);
      expect((await manage(serve({ '/harbour.jsonl': bySomebody }), keys.publicKey)).outcome).toEqual({
        kind: 'refused',
        reason: 'untrusted-key',
      });
      const unsigned = toLines(createPack());
      expect((await manage(serve({ '/harbour.jsonl': unsigned }), keys.publicKey)).outcome).toEqual({
        kind: 'refused',
        reason: 'unsigned-update',
      });
      expect(await store.packs()).toEqual([]);
      const signed = await sign(createPack(), keys);
      expect((await manage(serve({ '/harbour.jsonl': signed }), keys.publicKey)).outcome.kind).toBe(
        'updated',
      );
      expect((await store.packs())[0]?.pinnedKey).toBe(keys.publicKey);
    });
  });

  it('passes on what the server said, and looks for no pack that is gone', async () => {
    expect((await update(serve({}))).outcome).toEqual({ kind: 'refused', reason: 'not-installed' });
    await installPack(store, createPack());
    expect((await update(serve({}))).outcome).toMatchObject({ kind: 'failed', status: 404 });
    const asBefore = async () => new Response(null, { status: 304 });
    expect((await update(asBefore, 'test.harbour', { etag: '"b2"' })).outcome).toEqual({ kind: 'unchanged' });
    expect((await update(asBefore)).outcome).toMatchObject({ kind: 'failed', status: 304 });
  });

  it('changes nothing when the file breaks off', async () => {
    await installPack(store, createPack());
    const bytes = new Uint8Array(await toLines(createLargePack(2000, 1, { version: '2.0.0' })).arrayBuffer());
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 100_000));
      },
      pull(controller) {
        controller.error(new TypeError('network error'));
      },
    });
    const { outcome } = await update(async () => new Response(broken as BodyInit));
    expect(outcome).toEqual({ kind: 'failed', reason: 'broken-off' });
    expect(await version()).toBe('1.0.0');
    expect(await store.sweep()).toBe(0);
  });

  it('says so while somebody imports the pack', async () => {
    await installPack(store, createPack());
    const staged = await store.stage(createPack({ version: '3.0.0' }).header);
    const { outcome } = await updateTo(createPack({ version: '2.0.0' }));
    expect(outcome).toEqual({ kind: 'failed', reason: 'busy' });
    await staged?.abort();
  });
});
