import path from 'node:path';
import type { KeyChange, PackHeader } from '../../lib/model/fact-pack.ts';
import { changeKey, type KeyPair } from '../../lib/pack/keys.ts';
import type { Manifest } from '../../lib/pack/publish/manifest.ts';
import { hashChunks } from '../../lib/pack/publish/part-hash.ts';
import { planDownload } from '../../lib/pack/publish/plan-download.ts';
import { compareVersions } from '../../lib/pack/version.ts';
import { readKeyFile } from './key-file.ts';
import { CommandError, count, type Output } from './output.ts';
import { MANIFEST, readPublished, sumSizes, writeFolder } from './published-folder.ts';
import { readText, readValidHeader, signForReaders } from './sign.ts';

export interface PublishOptions {
  /** Key file. */
  readonly key?: string | undefined;
  /** Key file of the key that signed until now, which hands over to `key`. */
  readonly from?: string | undefined;
  readonly json: boolean;
}

/** @throws CommandError if the pack is not valid, or may not follow what is published there. */
export async function publish(
  file: string,
  folder: string,
  { key, from, json }: PublishOptions,
  output: Output,
): Promise<void> {
  const header = await readValidHeader(file, 'published', output);
  const { text: given } = await readText(file);
  const keys = key === undefined ? undefined : await readKeyFile(key);
  const before = await readPublished(folder);
  const keyChanges = await listKeyChanges(header, keys, from, before);
  refuseOdd(file, header, keys, before);
  const added = keyChanges.slice(header.keyChanges?.length ?? 0);
  const text = keys ? await signForReaders(file, given, keys, added) : given;

  const { manifest, bytes } = await writeFolder(folder, { text, header, keys, keyChanges, before });
  const report = await describe(manifest, bytes, before);
  if (json) output.print(JSON.stringify(report));
  else output.print(sentenceOf(report, folder, header));
}

async function listKeyChanges(
  header: PackHeader,
  keys: KeyPair | undefined,
  from: string | undefined,
  before: Manifest | undefined,
): Promise<readonly KeyChange[]> {
  // A hand-over that was published once is told for good: readers may have slept through it.
  const inHeader = header.keyChanges ?? [];
  const published = before?.keyChanges ?? [];
  const known = [
    ...inHeader,
    ...published.filter(({ newKey }) => !inHeader.some((other) => other.newKey === newKey)),
  ];
  if (from === undefined) return known;
  if (!keys)
    throw new CommandError('--from is the key that signed until now; --key is the one that signs now');
  if (known.some(({ newKey }) => newKey === keys.publicKey)) return known;
  return [...known, await changeKey(await readKeyFile(from), keys.publicKey, header.id)];
}

/** Readers would refuse what is refused here. */
function refuseOdd(
  file: string,
  header: PackHeader,
  keys: KeyPair | undefined,
  before: Manifest | undefined,
): void {
  if (!keys && (header.publicKey !== undefined || before?.publicKey !== undefined)) {
    throw new CommandError(`${file} is signed, so its manifest has to be: name the key with --key`);
  }
  if (before && before.id !== header.id) {
    throw new CommandError(`The folder has another pack, ${before.id}; ${file} is ${header.id}`);
  }
  if (before && compareVersions(header.version, before.version) < 0) {
    throw new CommandError(`The folder has version ${before.version}; ${file} is older, ${header.version}`);
  }
}

interface PublishReport {
  readonly version: string;
  readonly chunks: number;
  /** Bytes of the compressed pack, of all its chunks, and of the manifest. */
  readonly file: number;
  readonly parts: number;
  readonly manifest: number;
  /** What a reader of the version before fetches besides the manifest. */
  readonly update?: { readonly from: string; readonly bytes: number; readonly way: string } | undefined;
}

async function describe(
  manifest: Manifest,
  manifestBytes: number,
  before: Manifest | undefined,
): Promise<PublishReport> {
  const hashes = before?.chunks.map(([hash]) => hash);
  const download = hashes && planDownload(manifest, { hashes, hash: await hashChunks(hashes) });
  return {
    version: manifest.version,
    chunks: manifest.chunks.length,
    file: manifest.file.size,
    parts: sumSizes(manifest.chunks),
    manifest: manifestBytes,
    ...(before && download
      ? { update: { from: before.version, bytes: download.size, way: download.way } }
      : {}),
  };
}

function sentenceOf(
  { version, chunks, file, manifest, update }: PublishReport,
  folder: string,
  { title }: PackHeader,
): string {
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;
  return [
    `${path.join(folder, MANIFEST)} publishes ${title} ${version}: ${count(chunks, 'chunk')}, ${kilobytes(file)} in all.`,
    ...(update
      ? [`Who has ${update.from} fetches ${kilobytes(manifest + update.bytes)}.`]
      : ['Readers subscribe to the address of that file.']),
  ].join(' ');
}
