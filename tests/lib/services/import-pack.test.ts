import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeyChange } from '../../../lib/model/fact-pack.ts';
import { PackHasher } from '../../../lib/pack/digest.ts';
import { changeKey, createKeyPair, type KeyPair } from '../../../lib/pack/keys.ts';
import { signText } from '../../../lib/pack/sign-text.ts';
import { signPack, writeDetachedSignature } from '../../../lib/pack/signature.ts';
import { stagePack } from '../../../lib/services/import-pack.ts';
import type { ImportProgress } from '../../../lib/services/import-report.ts';
import type { FactStore, InstalledPack } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createLargePack, createPack, installPack } from '../store/sample-pack.ts';
import { toFile, toLines } from './pack-file.ts';

describe('stagePack', () => {
  let store: FactStore;
  beforeEach(() => {
    store = createMemoryStore();
  });

  const stage = (
    file: Blob,
    options: { signal?: AbortSignal; onProgress?: (p: ImportProgress) => void } = {},
  ) => stagePack({ store, name: 'harbour.jsonl', stream: file.stream(), size: file.size, ...options });

  const importFile = async (file: Blob): Promise<InstalledPack> => {
    const staging = await stage(file);
    if (!staging.ok) throw new Error(JSON.stringify(staging));
    return staging.commit();
  };

  it.each([
    ['JSON Lines', () => toLines(createPack())],
    [
      'gzipped JSON Lines',
      () => new Response(toLines(createPack()).stream().pipeThrough(new CompressionStream('gzip'))).blob(),
    ],
    [
      'a JSON document',
      () => toFile(JSON.stringify({ ...createPack().header, ...createPack(), header: undefined })),
    ],
  ])('imports %s', async (_kind, createFile) => {
    const pack = await importFile(await createFile());
    expect(pack).toMatchObject({ isBundled: false, isEnabled: true, history: [] });
    expect(pack.current.counts).toEqual({ sources: 2, entities: 3, facts: 3 });
    const generation = await store.openGeneration(pack.current.id);
    expect((await generation.readDossier('org:orrin'))?.facts).toHaveLength(3);
  });

  it('shows what it would import, and changes nothing before commit', async () => {
    await installPack(store, createPack());
    const staging = await stage(toLines(createPack({ version: '2.0.0' })));
    expect(staging).toMatchObject({
      ok: true,
      preview: {
        name: 'harbour.jsonl',
        header: { version: '2.0.0' },
        counts: { entities: 3, facts: 3 },
        replaces: { header: { version: '1.0.0' } },
      },
    });
    expect((await store.packs())[0]?.current.header.version).toBe('1.0.0');
  });

  describe('for an update', () => {
    const [f1, f2, f3] = createPack().facts;
    const update = createPack({
      version: '2.0.0',
      facts: [
        f1!,
        { ...f2!, statement: 'Vesna Tamm has led Orrin Shipping since March.' },
        { ...f1!, id: 'f4', statement: 'Lumen Bay has two quays.', about: ['place:lumen'] },
      ],
    });

    it('lists what it would change', async () => {
      await installPack(store, createPack());
      const staging = await stage(toLines(update));
      expect(staging).toMatchObject({
        preview: {
          plan: {
            header: { version: 'up' },
            entities: { added: 0, unchanged: 3 },
            facts: { added: 1, changed: 1, removed: 1, unchanged: 1 },
          },
        },
      });
    });

    it('lists more of it, kind by kind, page by page', async () => {
      await installPack(store, createPack());
      const staging = await stage(toLines(update));
      if (!staging.ok) throw new Error('refused');
      const idsOf = async (page: Parameters<typeof staging.listChanges>[0]) =>
        (await staging.listChanges(page)).map(({ kind, id }) => `${kind} ${id}`);
      expect((await idsOf({ offset: 0, limit: 10 })).toSorted()).toEqual([
        'added f4',
        'changed f2',
        `removed ${f3!.id}`,
      ]);
      expect(await idsOf({ offset: 1, limit: 10 })).toHaveLength(2);
      expect(await idsOf({ offset: 0, limit: 10, kinds: ['removed'] })).toEqual(['removed f3']);
    });

    it('tells how far comparing has come', async () => {
      await installPack(store, createPack());
      const steps: ImportProgress[] = [];
      await stage(toLines(update), { onProgress: (progress) => steps.push(progress) });
      expect(steps.at(-1)).toMatchObject({ phase: 'comparing', done: 1 });
    });
  });

  describe('beside other packs', () => {
    const fleet = (id: string, about: string, amount: number) => ({
      ...createPack().facts[0]!,
      id,
      about: [about],
      property: 'fleet.barges',
      value: { type: 'quantity', amount, unit: 'barges' } as const,
    });
    const register = createPack({
      id: 'test.register',
      entities: [{ id: 'reg:77', type: 'organization', name: 'Orrin', sameAs: ['https://orrin.example'] }],
      facts: [fleet('r1', 'reg:77', 9)],
    });
    const [orrin, ...rest] = createPack().entities;
    const harbour = (entities = 0) => {
      const many = createLargePack(entities, 0);
      return createPack({
        entities: [{ ...orrin!, sameAs: ['http://orrin.example/'] }, ...rest, ...many.entities],
        facts: [fleet('f1', 'org:orrin', 4)],
      });
    };

    it.each([
      ['a small pack', harbour(), register],
      ['a large pack against a small one', harbour(2500), register],
      ['a small pack against a large one', register, harbour(2500)],
      [
        'two large packs',
        harbour(2500),
        { ...register, entities: [...register.entities, ...createLargePack(2500, 0).entities] },
      ],
    ])('says where it contradicts them: %s', async (_sizes, pack, installed) => {
      await installPack(store, installed);
      const staging = await stage(toLines(pack));
      const ours = pack.header.id === 'test.register' ? 'r1' : 'f1';
      expect(staging).toMatchObject({
        preview: {
          conflicts: [
            { property: 'fleet.barges', ours: { id: ours }, theirs: { id: ours === 'f1' ? 'r1' : 'f1' } },
          ],
        },
      });
    });

    it('does not compare it with the version that it replaces', async () => {
      await installPack(store, harbour());
      const changed = {
        ...harbour(),
        header: { ...harbour().header, version: '2.0.0' },
        facts: [fleet('f1', 'org:orrin', 5)],
      };
      expect(await stage(toLines(changed))).toMatchObject({
        preview: { conflicts: [], plan: { facts: { changed: 1 } } },
      });
    });
  });

  describe('of a signed pack', () => {
    let ours: KeyPair;
    let theirs: KeyPair;
    beforeAll(async () => {
      [ours, theirs] = await Promise.all([createKeyPair(), createKeyPair()]);
    });

    const signed = async (version: string, keys: KeyPair, keyChanges: readonly KeyChange[] = []) => {
      const text = new Uint8Array(await toLines(createPack({ version })).arrayBuffer());
      return new Blob([(await signText(text, keys, keyChanges)) as Uint8Array<ArrayBuffer>]);
    };

    /** Version 2.0.0, well signed and then tampered with. */
    const edited = async (change: (lines: readonly string[]) => readonly string[]) =>
      toFile(change((await (await signed('2.0.0', ours)).text()).split('\n')).join('\n'));
    const signatureIn = (text: string) => /"signature":"(ed25519:[\w-]+)"/.exec(text)![1]!;

    it('pins its key, and says that it is signed', async () => {
      const staging = await stage(await signed('1.0.0', ours));
      expect(staging).toMatchObject({
        preview: { trust: { state: 'valid', pin: ours.publicKey, isKeyChange: false } },
      });
      if (!staging.ok) throw new Error('refused');
      expect((await staging.commit()).pinnedKey).toBe(ours.publicKey);
    });

    it('takes an update by the same key, and one by a key that it handed over to', async () => {
      await importFile(await signed('1.0.0', ours));
      await importFile(await signed('1.1.0', ours));
      const handover = await changeKey(ours, theirs.publicKey, 'test.harbour');
      const updated = await importFile(await signed('1.2.0', theirs, [handover]));
      expect(updated.pinnedKey).toBe(theirs.publicKey);
    });

    it.each([
      ['by another key', () => signed('2.0.0', theirs), 'untrusted-key'],
      ['without a signature', async () => toLines(createPack({ version: '2.0.0' })), 'unsigned-update'],
      ['to a lower version', () => signed('0.9.0', ours), 'downgrade'],
      [
        'changed after it was signed',
        async () =>
          toFile((await (await signed('2.0.0', ours)).text()).replace('four sailing', 'five sailing')),
        'invalid-signature',
      ],
      ['cut off after a line', () => edited((lines) => lines.slice(0, -2)), 'invalid-signature'],
      [
        'with lines swapped',
        () => edited(([head = '', a = '', b = '', ...rest]) => [head, b, a, ...rest]),
        'invalid-signature',
      ],
      [
        'with the signature of an earlier version',
        async () => {
          const earlier = signatureIn(await (await signed('1.0.0', ours)).text());
          return edited(([head = '', ...rest]) => [head.replace(signatureIn(head), earlier), ...rest]);
        },
        'invalid-signature',
      ],
      [
        'whose key was swapped for another',
        () => edited(([head = '', ...rest]) => [head.replace(ours.publicKey, theirs.publicKey), ...rest]),
        'invalid-signature',
      ],
      [
        'by a key that nobody but itself hands over to',
        async () => {
          const forged = await changeKey(theirs, theirs.publicKey, 'test.harbour');
          return signed('2.0.0', theirs, [{ ...forged, oldKey: ours.publicKey }]);
        },
        'untrusted-key',
      ],
    ])('refuses an update %s, and changes nothing', async (_how, createFile, because) => {
      await importFile(await signed('1.0.0', ours));
      expect(await stage(await createFile())).toEqual({ ok: false, reason: 'untrusted', because });
      const [pack] = await store.packs();
      expect(pack).toMatchObject({
        pinnedKey: ours.publicKey,
        current: { header: { version: '1.0.0' } },
        history: [],
      });
      expect(await store.sweep()).toBe(0);
    });

    it('refuses the detached signature of another file, and takes its own', async () => {
      const unsigned = (version: string) =>
        toLines(createPack({ version, publicKey: ours.publicKey })).arrayBuffer();
      const detached = async (version: string) => {
        const hasher = new PackHasher();
        await hasher.add(new Uint8Array(await unsigned(version)));
        const signature = await signPack(ours, await hasher.finish());
        return writeDetachedSignature({ publicKey: ours.publicKey, signature, keyChanges: [] });
      };
      const stageWith = async (detachedSignature: string) =>
        stagePack({
          store,
          name: 'harbour.jsonl',
          stream: new Blob([await unsigned('2.0.0')]).stream(),
          detachedSignature,
        });
      expect(await stageWith(await detached('1.0.0'))).toMatchObject({ because: 'invalid-signature' });
      const staging = await stageWith(await detached('2.0.0'));
      expect(staging).toMatchObject({ ok: true, preview: { trust: { state: 'valid' } } });
      if (staging.ok) await staging.discard();
    });

    it('keeps the pin through a roll-back', async () => {
      const { current } = await importFile(await signed('1.0.0', ours));
      await importFile(await signed('1.1.0', ours));
      expect((await store.rollBack('test.harbour', current.id)).pinnedKey).toBe(ours.publicKey);
      expect(await stage(await signed('1.2.0', theirs))).toMatchObject({ reason: 'untrusted' });
    });
  });

  it('drops what was staged on discard', async () => {
    const staging = await stage(toLines(createPack()));
    if (!staging.ok) throw new Error('refused');
    await staging.discard();
    expect(await store.packs()).toEqual([]);
    // The import lock is free again.
    expect((await stage(toLines(createPack()))).ok).toBe(true);
  });

  it('exports the very bytes that were imported', async () => {
    const file = toLines(createPack());
    const { current } = await importFile(file);
    const original = await (await store.openGeneration(current.id)).originalFile();
    expect(await new Response(original).text()).toBe(await file.text());
    const again = await importFile(
      await new Response(await (await store.openGeneration(current.id)).originalFile()).blob(),
    );
    expect(again.current.counts).toEqual(current.counts);
  });

  it('refuses a faulty file with the line and the reason, and leaves the installed pack alone', async () => {
    await installPack(store, createPack());
    const lines = (await toLines(createPack({ version: '2.0.0' })).text()).split('\n');
    lines.splice(2, 0, '{"record": "entity", "id": "x" "name"}');
    const staging = await stage(toFile(lines.join('\n')));
    expect(staging).toMatchObject({
      ok: false,
      reason: 'problems',
      errorCount: 1,
      problems: [{ code: 'not-json', place: { line: 3 } }, { code: 'dangling-relation' }],
    });
    const [pack] = await store.packs();
    expect(pack?.current.header.version).toBe('1.0.0');
    expect(pack?.history).toEqual([]);
  });

  it('refuses a fact about an entity that the pack lacks, found only at the end', async () => {
    const pack = createLargePack(1500, 1);
    const [fact] = pack.facts;
    const staging = await stage(
      toLines({ ...pack, facts: [...pack.facts, { ...fact!, id: 'stray', about: ['nobody'] }] }),
    );
    expect(staging).toMatchObject({ ok: false, reason: 'problems', errorCount: 1 });
    expect(await store.sweep()).toBe(0);
  });

  it('refuses what is no pack at all', async () => {
    const staging = await stage(toFile('<!doctype html><title>Not found</title>'));
    expect(staging).toMatchObject({ ok: false, problems: [{ code: 'not-a-pack' }] });
  });

  it('says so while another window imports the same pack', async () => {
    const first = await stage(toLines(createPack()));
    expect(await stage(toLines(createPack()))).toEqual({ ok: false, reason: 'busy', packId: 'test.harbour' });
    expect(await stage(toLines(createPack({ id: 'test.other' })))).toMatchObject({ ok: true });
    if (first.ok) await first.discard();
  });

  it.each(['reading', 'grouping'] as const)('stops when canceled while %s, and cleans up', async (phase) => {
    const controller = new AbortController();
    const staging = await stage(toLines(createLargePack(3000, 2)), {
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress.phase === phase) controller.abort();
      },
    });
    expect(staging).toEqual({ ok: false, reason: 'canceled' });
    expect(await store.packs()).toEqual([]);
    expect(await store.sweep()).toBe(0);
    expect(await store.stage(createLargePack(1, 1).header)).toBeDefined();
  });

  it('tells its progress in bytes and records', async () => {
    const file = toLines(createLargePack(2000, 2));
    const steps: ImportProgress[] = [];
    await stage(file, { onProgress: (progress) => steps.push(progress) });
    const reading = steps.filter(({ phase }) => phase === 'reading');
    expect(reading.length).toBeGreaterThan(1);
    expect(reading.at(-1)).toMatchObject({ bytes: file.size, totalBytes: file.size, done: 1, records: 6101 });
    expect(steps.at(-1)).toMatchObject({ phase: 'grouping', done: 1 });
  });

  it('passes a failing stream on as an error, and cleans up', async () => {
    const header = `${JSON.stringify({ record: 'pack', ...createPack().header })}\n`;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(header.repeat(1)));
      },
      pull(controller) {
        controller.error(new Error('the disk was pulled out'));
      },
    });
    await expect(stagePack({ store, name: 'x', stream })).rejects.toThrow();
    expect(await store.sweep()).toBe(0);
    expect(await store.stage(createPack().header)).toBeDefined();
  });
});
