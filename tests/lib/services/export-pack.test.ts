import { beforeEach, describe, expect, it } from 'vitest';
import type { FactPack } from '../../../lib/model/fact-pack.ts';
import { exportPack } from '../../../lib/services/export-pack.ts';
import { stagePack } from '../../../lib/services/import-pack.ts';
import type { FactStore, Generation } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createLargePack, createPack, installPack } from '../store/sample-pack.ts';
import { toFile, toLines } from './pack-file.ts';

const gzip = (file: Blob) => new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob();
const toDocument = ({ header, ...records }: FactPack) =>
  toFile(JSON.stringify({ ...header, ...records }, null, 2));
const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

describe('exportPack', () => {
  let store: FactStore;
  beforeEach(() => {
    store = createMemoryStore();
  });

  const importFile = async (file: Blob): Promise<Generation> => {
    const staging = await stagePack({ store, name: 'x', stream: file.stream() });
    if (!staging.ok) throw new Error(JSON.stringify(staging));
    return store.openGeneration((await staging.commit()).current.id);
  };

  it.each([
    ['JSON Lines', async () => toLines(createPack()), 'test.harbour-1.0.0.jsonl'],
    ['gzipped JSON Lines', () => gzip(toLines(createLargePack(2000, 2))), 'test.harbour-1.0.0.jsonl.gz'],
    [
      'a JSON document',
      async () => toDocument(createPack({ version: '2.0.0-rc.1' })),
      'test.harbour-2.0.0-rc.1.json',
    ],
    ['a gzipped document', () => gzip(toDocument(createPack())), 'test.harbour-1.0.0.json.gz'],
  ])('gives back %s to the byte, under a fitting name', async (_kind, createFile, fileName) => {
    const file = await createFile();
    const exported = (await exportPack(await importFile(file)))!;
    expect(exported.fileName).toBe(fileName);
    const copy = await new Response(exported.stream).blob();
    expect(await bytesOf(copy)).toEqual(await bytesOf(file));

    const again = await exportPack(await importFile(copy));
    expect(await bytesOf(await new Response(again!.stream).blob())).toEqual(await bytesOf(file));
  });

  it('makes a name that every file system takes', async () => {
    const id = `https://packs.example/a:b?c*${'d'.repeat(150)}`;
    const exported = await exportPack(await importFile(toLines(createPack({ id }))));
    expect(exported?.fileName).toMatch(/^https_packs.example_a_b_c_d+\.jsonl$/);
    expect(exported!.fileName.length).toBeLessThan(120);
  });

  it('has nothing to give for a generation that came from no file', async () => {
    const { current } = await installPack(store, createPack());
    expect(await exportPack(await store.openGeneration(current.id))).toBeUndefined();
  });
});
