import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeArchive } from '../../../../lib/backup/archive.ts';
import { type KeptPack, writeSetupFile } from '../../../../lib/backup/backup.ts';
import type { KeyChange, PackHeader } from '../../../../lib/model/fact-pack.ts';
import { PackHasher } from '../../../../lib/pack/digest.ts';
import { changeKey, createKeyPair, type KeyPair } from '../../../../lib/pack/keys.ts';
import { signText } from '../../../../lib/pack/sign-text.ts';
import { signPack, writeDetachedSignature } from '../../../../lib/pack/signature.ts';
import { BackupError } from '../../../../lib/services/backup/open-backup.ts';
import { planRestoration } from '../../../../lib/services/backup/plan-restoration.ts';
import { findBackedUpPacks, saveBackup } from '../../../../lib/services/backup/save-backup.ts';
import { installBundledPack } from '../../../../lib/services/bundled-packs.ts';
import type { FactStore } from '../../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../../lib/store/open-fact-store.ts';
import { createLargePack, createPack } from '../../store/sample-pack.ts';
import { toLines } from '../pack-file.ts';
import { backUp, describePacks, importFile, NOW, restore, setupOf } from './a-backup.ts';

let store: FactStore;
let elsewhere: FactStore;
beforeEach(() => {
  store = createMemoryStore();
  elsewhere = createMemoryStore();
});

const harbours = (version: string, more: Partial<PackHeader> = {}) => createPack({ version, ...more });
const importPack = (version: string, more?: Partial<PackHeader>) =>
  importFile(store, toLines(harbours(version, more)));
const gzip = (file: Blob) => new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob();
const gunzip = (file: Blob) =>
  new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();

describe('a backup with packs', () => {
  it('brings back every version of every pack to the byte, in the order of their history, with pins', async () => {
    await importPack('1.0.0');
    const pinned = await importPack('1.1.0');
    await store.setPinned(pinned.current.id, true);
    await importFile(store, await gzip(toLines(harbours('1.2.0'))));
    await importFile(store, toLines(createPack({ id: 'test.ferries', version: '0.1.0' })));
    // What serves is not always what was imported last.
    await store.rollBack('test.harbour', pinned.current.id);
    const before = await describePacks(store);

    const { plan, problems } = await restore(elsewhere, await backUp(store));
    expect(problems).toEqual([]);
    expect(plan.planned).toEqual([
      {
        packId: 'test.harbour',
        title: 'Harbours of Lumen Bay',
        restoration: { action: 'install', version: '1.1.0', others: 2 },
      },
      {
        packId: 'test.ferries',
        title: 'Harbours of Lumen Bay',
        restoration: { action: 'install', version: '0.1.0', others: 0 },
      },
    ]);
    expect(await describePacks(elsewhere)).toEqual(before);
    // And what serves can be looked up.
    const [pack] = await elsewhere.packs();
    const generation = await elsewhere.openGeneration(pack!.current.id);
    expect((await generation.readDossier('org:orrin'))?.facts).toHaveLength(3);
  });

  it('comes back whatever packs there are, however they were imported and rolled back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            pack: fc.constantFrom('a', 'b', 'c'),
            version: fc.constantFrom('1.0.0', '1.0.1', '2.0.0-rc.1', '2.0.0'),
            size: fc.integer({ min: 1, max: 60 }),
            isPinned: fc.boolean(),
            isZipped: fc.boolean(),
            back: fc.option(fc.nat(3)),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (steps) => {
          const from = createMemoryStore();
          for (const { pack: id, version, size, isPinned, isZipped, back } of steps) {
            const file = toLines(createLargePack(size, 1, { id, version }));
            const pack = await importFile(from, isZipped ? await gzip(file) : file);
            if (isPinned) await from.setPinned(pack.current.id, true);
            const target = back === null ? undefined : pack.history[back];
            if (target) await from.rollBack(id, target.id);
          }
          const to = createMemoryStore();
          await restore(to, await backUp(from));
          expect(await describePacks(to)).toEqual(await describePacks(from));
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([
    ['longer than a name of a file, which ends within a letter of two code units', `x${'𠀀'.repeat(70)}`],
    ['a way out of the folder', '../../harbours'],
  ])('brings back a pack whose id is %s', async (_how, id) => {
    await importPack('1.0.0', { id });
    const { problems } = await restore(elsewhere, await backUp(store));
    expect(problems).toEqual([]);
    expect(await describePacks(elsewhere)).toEqual(await describePacks(store));
  });

  it('changes nothing where everything is as it was', async () => {
    await importPack('1.0.0');
    await importPack('1.1.0');
    const before = await describePacks(store);
    const { plan } = await restore(store, await backUp(store));
    expect(plan.planned.map(({ restoration }) => restoration)).toEqual([{ action: 'none' }]);
    expect(await describePacks(store)).toEqual(before);
  });

  it('goes back to a version in the history without importing it again, and imports one that is not', async () => {
    const first = await importPack('1.0.0');
    const backup = await backUp(store);
    await importPack('1.1.0');
    expect((await planRestoration(backup, { store })).planned[0]?.restoration).toEqual({
      action: 'roll-back',
      from: '1.1.0',
      version: '1.0.0',
      generationId: first.current.id,
    });
    await restore(store, backup);
    const [pack] = await store.packs();
    expect(pack).toMatchObject({
      current: { id: first.current.id },
      history: [{ header: { version: '1.1.0' } }],
    });

    await store.rollBack('test.harbour', pack!.history[0]!.id);
    await store.removeGeneration(first.current.id);
    const { plan } = await restore(store, backup);
    expect(plan.planned[0]?.restoration).toEqual({ action: 'replace', from: '1.1.0', version: '1.0.0' });
    expect((await store.packs())[0]).toMatchObject({
      current: { header: { version: '1.0.0' } },
      history: [{ header: { version: '1.1.0' } }],
    });
  });

  it('tells two files of one version apart by their bytes', async () => {
    await importPack('1.0.0', { title: 'Ports' });
    const backup = await backUp(store);
    await importPack('1.0.0', { title: 'Posts' });
    expect((await planRestoration(backup, { store })).planned[0]?.restoration.action).toBe('roll-back');
    await store.removeGeneration((await store.packs())[0]!.history[0]!.id);
    expect((await planRestoration(backup, { store })).planned[0]?.restoration.action).toBe('replace');
  });

  it('says of no version that it was imported later than now', async () => {
    await importPack('1.0.0');
    await restore(elsewhere, await backUp(store), { now: 77 });
    expect((await elsewhere.packs())[0]?.current.importedAt).toBe(77);
  });

  it('leaves packs alone that are not in it', async () => {
    await importPack('1.0.0');
    const backup = await backUp(store);
    await importFile(elsewhere, toLines(createPack({ id: 'test.ferries' })));
    await restore(elsewhere, backup);
    expect((await elsewhere.packs()).map(({ packId }) => packId)).toEqual(['test.ferries', 'test.harbour']);
  });

  it('holds no file of a bundled pack, and has it installed again where it was removed', async () => {
    const { header, ...records } = createPack({ id: 'sample' });
    await installBundledPack(store, { ...header, ...records });
    expect(await findBackedUpPacks(store)).toMatchObject({
      bytes: 0,
      leftOut: [],
      packs: [{ versions: [] }],
    });
    const backup = await backUp(store);
    expect((await planRestoration(backup, { store })).planned[0]?.restoration).toEqual({ action: 'none' });
    await store.removePack('sample');
    expect((await planRestoration(backup, { store })).planned[0]?.restoration).toEqual({
      action: 'install-bundled',
    });
  });

  it('names a pack whose file cannot be read, and holds the others', async () => {
    const { current } = await importPack('1.0.0');
    await importFile(store, toLines(createPack({ id: 'test.ferries' })));
    const open = store.openGeneration.bind(store);
    store.openGeneration = async (id) => {
      if (id === current.id) throw new Error('bytes of chance');
      return open(id);
    };
    expect(await findBackedUpPacks(store)).toMatchObject({
      leftOut: [{ packId: 'test.harbour', title: 'Harbours of Lumen Bay' }],
      packs: [
        { packId: 'test.harbour', versions: [] },
        { packId: 'test.ferries', versions: [{ version: '1.0.0' }] },
      ],
    });
  });

  it('says how far it is, forwards only', async () => {
    await importFile(store, toLines(createLargePack(600, 2)));
    await importFile(store, toLines(createLargePack(400, 2, { id: 'b' })));
    const shares: number[] = [];
    await restore(elsewhere, await backUp(store), { onProgress: (done) => shares.push(done) });
    expect(shares.length).toBeGreaterThan(4);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('that is cancelled halfway keeps the packs before, and nothing of the one it was at', async () => {
    await importFile(store, toLines(createPack({ id: 'a' })));
    await importFile(store, toLines(createLargePack(300, 1, { id: 'b', version: '1.0.0' })));
    await importFile(store, toLines(createLargePack(300, 1, { id: 'b', version: '2.0.0' })));
    const backup = await backUp(store);
    const controller = new AbortController();
    const restoring = restore(elsewhere, backup, {
      signal: controller.signal,
      onProgress: (done) => {
        if (done > 0.7) controller.abort();
      },
    });
    await expect(restoring).rejects.toThrow('aborted');
    expect((await elsewhere.packs()).map(({ packId }) => packId)).toEqual(['a']);
    // Trying again does the rest.
    await restore(elsewhere, backup);
    expect(await describePacks(elsewhere)).toEqual(await describePacks(store));
  });
});

describe('signed packs of a backup', () => {
  let ours: KeyPair;
  let next: KeyPair;
  let handover: KeyChange;
  beforeAll(async () => {
    ours = await createKeyPair();
    next = await createKeyPair();
    handover = await changeKey(ours, next.publicKey, 'test.harbour');
  });

  const sign = async (version: string, keys: KeyPair, changes: readonly KeyChange[] = []) => {
    const text = new Uint8Array(await toLines(harbours(version)).arrayBuffer());
    return new Blob([(await signText(text, keys, changes)) as Uint8Array<ArrayBuffer>]);
  };
  const detach = async (file: Blob, keys: KeyPair) => {
    const hasher = new PackHasher();
    await hasher.add(new Uint8Array(await file.arrayBuffer()));
    return writeDetachedSignature({
      publicKey: keys.publicKey,
      signature: await signPack(keys, await hasher.finish()),
    });
  };

  it('come back with their keys, also over a change of keys and behind what was rolled back', async () => {
    await importFile(store, await sign('1.0.0', ours));
    const second = await importFile(store, await sign('1.1.0', ours));
    await importFile(store, await sign('2.0.0', next, [handover]));
    await store.rollBack('test.harbour', second.current.id);
    const { problems } = await restore(elsewhere, await backUp(store));
    expect(problems).toEqual([]);
    expect(await describePacks(elsewhere)).toEqual(await describePacks(store));
    expect((await elsewhere.packs())[0]?.pinnedKey).toBe(next.publicKey);
  });

  it('come back where the signature was a file of its own', async () => {
    const file = toLines(harbours('1.0.0'));
    await importFile(store, file, { detachedSignature: await detach(file, ours) });
    const { problems } = await restore(elsewhere, await backUp(store));
    expect(problems).toEqual([]);
    expect(await describePacks(elsewhere)).toEqual(await describePacks(store));
    expect((await elsewhere.packs())[0]?.pinnedKey).toBe(ours.publicKey);
  });

  it('do not come back under a key that is not theirs', async () => {
    const kept = { ...(await keepOnly(await sign('1.0.0', ours))), pinnedKey: next.publicKey };
    const { problems } = await restore(elsewhere, await pack([kept], [await sign('1.0.0', ours)]));
    expect(problems).toMatchObject([
      {
        packId: 'test.harbour',
        version: '1.0.0',
        refusal: { reason: 'untrusted', because: 'untrusted-key' },
      },
    ]);
    expect(await elsewhere.packs()).toEqual([]);
  });

  it('do not come back as signed where they are not', async () => {
    const file = toLines(harbours('1.0.0'));
    const kept = { ...(await keepOnly(file)), pinnedKey: ours.publicKey };
    const { problems } = await restore(elsewhere, await pack([kept], [file]));
    expect(problems).toMatchObject([{ refusal: { reason: 'untrusted' } }]);
    expect(await elsewhere.packs()).toEqual([]);
  });

  it('stay as they are where a higher version is installed', async () => {
    await importFile(store, await sign('1.0.0', ours));
    const backup = await backUp(store);
    await importFile(elsewhere, await sign('1.1.0', ours));
    const { plan, problems } = await restore(elsewhere, backup);
    expect(plan.planned[0]?.restoration).toEqual({ action: 'keep', from: '1.1.0', version: '1.0.0' });
    expect(problems).toEqual([]);
    expect((await elsewhere.packs())[0]?.current.header.version).toBe('1.1.0');
  });

  it('are never replaced by another’s pack of the same id', async () => {
    await importFile(store, await sign('9.0.0', next));
    const backup = await backUp(store);
    await importFile(elsewhere, await sign('1.0.0', ours));
    const { problems } = await restore(elsewhere, backup);
    expect(problems).toMatchObject([
      { version: '9.0.0', refusal: { reason: 'untrusted', because: 'untrusted-key' } },
    ]);
    expect((await elsewhere.packs())[0]?.current.header.version).toBe('1.0.0');
  });
});

describe('a backup that is not in order', () => {
  const refusalOf = async (file: Blob) => {
    const error = await planRestoration(file, { store: elsewhere }).catch((reason: unknown) => reason);
    return error instanceof BackupError ? error.refusal : error;
  };

  it('is refused at every length that it was cut to', async () => {
    await importFile(store, toLines(createLargePack(200, 2)));
    const backup = await backUp(store);
    for (let length = 2; length < backup.size; length += 97) {
      expect(await refusalOf(backup.slice(0, length)), `${length} bytes`).toMatchObject({
        reason: expect.stringMatching(/^(not-a-backup|damaged)$/),
      });
    }
  });

  it('is refused with any byte changed that bears anything', async () => {
    await importFile(store, toLines(createLargePack(50, 2)));
    const bytes = new Uint8Array(await (await backUp(store)).arrayBuffer());
    const expand = async (file: Uint8Array) =>
      buffer(
        new Blob([file as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip')),
      );
    const whole = await expand(bytes);
    let refused = 0;
    // Behind the gzip header, whose date and system nobody checks.
    for (let at = 10; at < bytes.length; at += 31) {
      const changed = bytes.slice();
      changed[at]! ^= 0x10;
      // Some bits only fill up a block, and where they are depends on the moment that the backup was made.
      if ((await expand(changed).catch(() => undefined))?.equals(whole)) continue;
      refused++;
      expect(await refusalOf(new Blob([changed])), `byte ${at}`).toMatchObject({
        reason: expect.stringMatching(/^(not-a-backup|damaged)$/),
      });
    }
    expect(refused).toBeGreaterThan(80);
  });

  it.each<[string, () => Promise<Blob>, object]>([
    ['an empty file', async () => new Blob([]), { reason: 'not-a-backup' }],
    ['a pack', async () => toLines(createPack()), { reason: 'not-a-backup' }],
    ['a packed pack', () => gzip(toLines(createPack())), { reason: 'not-a-backup' }],
    ['another archive', () => gzipped(['notes.txt', 'hello']), { reason: 'not-a-backup' }],
    ['a picture', async () => new Blob(['\x89PNG']), { reason: 'not-a-backup' }],
    [
      'a backup of a newer Factmark',
      () => gzipped(['setup.json', '{"format":"factmark-backup/3"}']),
      { reason: 'other-version' },
    ],
    [
      'one that is longer than any',
      async () => new Blob(['{"format":"factmark-backup/1"}', ' '.repeat(5_000_000)]),
      { reason: 'too-large' },
    ],
    [
      'one without the file that it lists',
      async () => gzipped(['setup.json', await setupWith(3)]),
      { reason: 'damaged', path: 'packs/1-a.jsonl' },
    ],
    [
      'one with a file of another length',
      async () => gzipped(['setup.json', await setupWith(3)], ['packs/1-a.jsonl', 'four']),
      { reason: 'damaged', path: 'packs/1-a.jsonl' },
    ],
    [
      'one with a file that it does not list',
      async () => gzipped(['setup.json', await setupWith(3)], ['packs/1-a.jsonl', 'abc'], ['more', 'x']),
      { reason: 'damaged', path: 'more' },
    ],
    [
      'one with a pack that no version of serves',
      async () => gzipped(['setup.json', (await setupWith(3)).replace('"serves": true', '"serves": false')]),
      { reason: 'damaged', path: 'packs.0.versions' },
    ],
  ])('%s is refused, and says why', async (_name, createFile, refusal) => {
    expect(await refusalOf(await createFile())).toEqual(refusal);
  });

  it('with a pack that has errors restores the others, and says where they are', async () => {
    const sound = toLines(createPack({ id: 'test.ferries' }));
    const broken = new Blob([await toLines(harbours('1.0.0')).text(), '{"record":"fact","id":"f9"}\n']);
    const file = await pack(
      [await keepOnly(broken), { ...(await keepOnly(sound)), packId: 'test.ferries' }],
      [broken, sound],
    );
    const { problems } = await restore(elsewhere, file);
    expect(problems).toMatchObject([
      {
        packId: 'test.harbour',
        refusal: {
          reason: 'problems',
          problems: expect.arrayContaining([
            expect.objectContaining({ place: expect.objectContaining({ line: 10 }) }),
          ]),
        },
      },
    ]);
    expect((await elsewhere.packs()).map(({ packId }) => packId)).toEqual(['test.ferries']);
  });

  it('with a pack under the id of another restores nothing of it', async () => {
    const file = toLines(createPack({ id: 'test.ferries' }));
    const { problems } = await restore(elsewhere, await pack([await keepOnly(file)], [file]));
    expect(problems).toMatchObject([{ refusal: { reason: 'other-pack', packId: 'test.ferries' } }]);
    expect(await elsewhere.packs()).toEqual([]);
  });

  it('with an older version that has errors restores the one that served', async () => {
    const broken = new Blob(['{"record":"pack"}\n']);
    const sound = toLines(harbours('1.1.0'));
    const [old] = (await keepOnly(broken)).versions;
    const kept = await keepOnly(sound);
    const versions = [{ ...old!, serves: false, version: '1.0.0' }, ...kept.versions];
    const { problems } = await restore(elsewhere, await pack([{ ...kept, versions }], [broken, sound]));
    expect(problems).toMatchObject([{ version: '1.0.0', refusal: { reason: 'problems' } }]);
    expect((await elsewhere.packs())[0]?.current.header.version).toBe('1.1.0');
  });
});

it('a backup of an earlier format, without packs, is read as before', async () => {
  const text = writeSetupFile({ createdAt: NOW.toISOString(), setup: await setupOf(store), packs: [] });
  const old = new Blob([text.replace('factmark-backup/2', 'factmark-backup/1')]);
  expect(await planRestoration(old, { store })).toMatchObject({
    createdAt: '2026-03-09T10:00:00.000Z',
    setup: { settings: { theme: 'system' } },
    planned: [],
  });
});

it('packs stream by when they are saved: a file is opened when its turn has come', async () => {
  for (const id of ['a', 'b', 'c']) await importFile(store, toLines(createLargePack(50, 1, { id })));
  const { packs } = await findBackedUpPacks(store);
  let isOpen = 0;
  let most = 0;
  const open = store.openGeneration.bind(store);
  store.openGeneration = async (id) => {
    const generation = await open(id);
    most = Math.max(most, ++isOpen);
    const close = generation.close.bind(generation);
    generation.close = () => {
      isOpen--;
      close();
    };
    return generation;
  };
  await new Response(saveBackup({ store, setup: await setupOf(store), packs, now: NOW })).blob();
  expect([most, isOpen]).toEqual([1, 0]);
});

/** A backup that somebody made by hand. */
async function pack(packs: readonly KeptPack[], files: readonly Blob[]): Promise<Blob> {
  const listed = packs.flatMap(({ versions }) => versions);
  let at = 0;
  const named = packs.map((one) => ({
    ...one,
    versions: one.versions.map((version) => ({
      ...version,
      file: `packs/${++at}`,
      size: files[at - 1]!.size,
    })),
  }));
  expect(files).toHaveLength(listed.length);
  const setup = {
    ...(await setupOf(store)),
    packs: packs.map(({ packId }) => ({ packId, isEnabled: true })),
  };
  const text = writeSetupFile({ createdAt: NOW.toISOString(), setup, packs: named });
  return gzipped(['setup.json', text], ...files.map((file, i): [string, Blob] => [`packs/${i + 1}`, file]));
}

async function keepOnly(file: Blob): Promise<KeptPack> {
  const version = { file: 'packs/1', size: file.size, version: '1.0.0', importedAt: 5, isPinned: false };
  return {
    packId: 'test.harbour',
    title: 'Harbours',
    isBundled: false,
    versions: [{ ...version, serves: true }],
  };
}

async function setupWith(size: number): Promise<string> {
  const { versions, ...kept } = await keepOnly(new Blob(['x']));
  const packs = [{ ...kept, packId: 'a', versions: [{ ...versions[0]!, file: 'packs/1-a.jsonl', size }] }];
  const setup = { ...(await setupOf(store)), packs: [{ packId: 'a', isEnabled: true }] };
  return writeSetupFile({ createdAt: NOW.toISOString(), setup, packs });
}

function gzipped(...files: readonly [name: string, content: string | Blob][]): Promise<Blob> {
  const archive = writeArchive(
    files.map(([name, content]) => {
      const blob = new Blob([content]);
      return { name, size: blob.size, open: () => blob.stream() as ReadableStream<Uint8Array<ArrayBuffer>> };
    }),
    NOW,
  );
  return new Response(archive).blob();
}

// The archive is an ordinary one.
it('any program that opens archives opens a backup', async () => {
  await importPack('1.0.0');
  const bytes = new Uint8Array(await gunzip(await backUp(store)));
  expect(new TextDecoder().decode(bytes.subarray(0, 10))).toBe('setup.json');
  expect(new TextDecoder().decode(bytes.subarray(257, 262))).toBe('ustar');
});
