import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PackHeader } from '../../../lib/model/fact-pack.ts';
import { cutText } from '../../../lib/pack/publish/cut-text.ts';
import type { Manifest } from '../../../lib/pack/publish/manifest.ts';
import { hashChunks, hashPart } from '../../../lib/pack/publish/part-hash.ts';
import { type HeldText, planChunks, planDownload } from '../../../lib/pack/publish/plan-download.ts';
import { fetchPart } from '../../../lib/services/fetch-part.ts';
import { readParts } from '../../../lib/services/read-parts.ts';
import { readPublished, writeFolder } from '../../pack/published-folder.ts';
import { createFirstEdition, createNextEdition, type Lines, type Spread, toText } from './editions.ts';

export interface UpdateCase {
  /** Of the facts, 0..1, from each version to the next. */
  readonly share: number;
  readonly spread: Spread;
  /** Versions that the reader lags behind. */
  readonly versions: number;
}

export interface UpdateResult extends UpdateCase {
  /** Bytes that the reader's browser fetched, the manifest included. */
  readonly bytes: number;
  readonly requests: number;
  readonly way: string;
  /** Bytes if there were no deltas, but chunks alone. */
  readonly chunkBytes: number;
  /** Bytes of the whole pack, compressed. */
  readonly file: number;
}

export interface PublishedSize {
  readonly text: number;
  readonly file: number;
  readonly chunks: number;
  readonly chunkFiles: number;
  readonly manifest: number;
}

/**
 * Publishes versions of a large invented pack and fetches them as the extension does, from the disk instead
 * of a server; every byte that a fetch hands over is counted, and the text at the end compared.
 */
export async function measureUpdates(
  cases: readonly UpdateCase[],
  log: (line: string) => void,
): Promise<{ readonly published: PublishedSize; readonly results: readonly UpdateResult[] }> {
  const root = await mkdtemp(path.join(tmpdir(), 'factmark-updates-'));
  try {
    const first = createFirstEdition();
    const folder = path.join(root, 'first');
    const manifest = await publish(folder, first);
    const { size } = manifest.file;
    const published = {
      text: toText(first).length,
      file: size,
      chunks: manifest.chunks.length,
      chunkFiles: manifest.chunks.reduce((sum, [, , bytes]) => sum + bytes, 0),
      manifest: (await readFile(path.join(folder, 'manifest.json'))).length,
    };
    const held = await holdText(toText(first));
    const results: UpdateResult[] = [];
    for (const one of cases) {
      log(`${one.share * 100} % ${one.spread}, ${one.versions} version(s)`);
      const copy = path.join(root, 'next');
      await cp(folder, copy, { recursive: true });
      let lines = first;
      for (let edition = 2; edition <= one.versions + 1; edition++) {
        lines = createNextEdition(lines, edition, one.share, one.spread);
        await publish(copy, lines);
      }
      results.push({ ...one, ...(await update(copy, toText(first), held, toText(lines))) });
      await rm(copy, { recursive: true });
    }
    return { published, results };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function publish(folder: string, lines: Lines): Promise<Manifest> {
  const { record: _record, ...header } = JSON.parse(lines[0]!) as PackHeader & { record: string };
  const before = await readPublished(folder);
  return (await writeFolder(folder, { text: toText(lines), header, before })).manifest;
}

async function holdText(text: Uint8Array): Promise<HeldText> {
  const hashes: string[] = [];
  for await (const chunk of cutText([text])) hashes.push(await hashPart(chunk));
  return { hashes, hash: await hashChunks(hashes) };
}

async function update(folder: string, old: Uint8Array, held: HeldText, expected: Uint8Array) {
  let bytes = (await readFile(path.join(folder, 'manifest.json'))).length;
  let requests = 1;
  const manifestBytes = bytes;
  const manifest = (await readPublished(folder))!;
  const url = 'https://publisher.example/';
  const fetch = async (address: string) => {
    const file = await readFile(path.join(folder, address.slice(url.length)));
    bytes += file.length;
    requests++;
    return new Response(file);
  };
  const download = planDownload(manifest, held);
  const chunkBytes = manifestBytes + planChunks(manifest, held).size;
  if (download.way === 'file') {
    const { size } = manifest.file;
    return { bytes: bytes + size, requests: 2, way: download.way, chunkBytes, file: size };
  }
  let at = 0;
  const reading = {
    manifest,
    held,
    openHeld: async function* () {
      yield old;
    },
    fetchPart: (part: Parameters<typeof fetchPart>[0]) =>
      fetchPart(part, { url, packId: manifest.id, fetch }),
  };
  for await (const chunk of readParts(reading, download)) {
    const isRight = Buffer.compare(chunk, expected.subarray(at, at + chunk.length)) === 0;
    if (!isRight) throw new Error(`The text that was put together differs after byte ${at}`);
    at += chunk.length;
  }
  if (at !== expected.length) throw new Error('The text that was put together is not whole');
  return { bytes, requests, way: download.way, chunkBytes, file: manifest.file.size };
}
