import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { KeyChange, PackHeader } from '../../lib/model/fact-pack.ts';
import { detectFraming } from '../../lib/pack/framing.ts';
import type { KeyPair } from '../../lib/pack/keys.ts';
import { cutText } from '../../lib/pack/publish/cut-text.ts';
import { writeDelta } from '../../lib/pack/publish/delta.ts';
import {
  MANIFEST_LIMITS,
  type Manifest,
  type Part,
  pathOfPart,
  readManifest,
  toPart,
  writeManifest,
} from '../../lib/pack/publish/manifest.ts';
import { hashChunks, hashPart } from '../../lib/pack/publish/part-hash.ts';
import { compareVersions } from '../../lib/pack/version.ts';
import { CommandError } from './output.ts';
import { replaceFile } from './sign.ts';

export const MANIFEST = 'manifest.json';

export interface Edition {
  /** With the signature in its header, if there is a key. */
  readonly text: Uint8Array;
  readonly header: PackHeader;
  readonly keys?: KeyPair | undefined;
  readonly keyChanges?: readonly KeyChange[] | undefined;
  /** What is published in the folder. */
  readonly before: Manifest | undefined;
}

/**
 * Makes a folder of static files out of a pack, or brings it up to a new version: manifest, chunks, deltas
 * and the whole file. The same packs published in the same order give the same bytes. Files of the version
 * before stay, because readers may be fetching them; what is older goes.
 *
 * @returns the manifest, and how many bytes it has.
 * @throws CommandError if the version is published already, with another text.
 */
export async function writeFolder(
  folder: string,
  { text, header, keys, keyChanges, before }: Edition,
): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
  const chunks: Manifest['chunks'] = [];
  for await (const chunk of cutText([text])) chunks.push(await writePart(folder, 'chunk', chunk));
  const steps = before ? await continueSteps(folder, header, before, text, chunks) : [];
  const name = nameOfFile(header, text);
  const whole = compress(text);
  await replaceFile(path.join(folder, name), whole);
  const { id, version } = header;
  const file = { name, size: whole.length };
  const manifestText = await writeManifest({ id, version, file, chunks, steps }, keys, keyChanges);
  const manifest = readManifest(manifestText);
  if (!manifest) throw new CommandError(`${header.title} is too large to be published in parts`);
  // Last, and in one step: whoever asks meanwhile gets the version before, complete.
  await replaceFile(path.join(folder, MANIFEST), manifestText);
  await dropOld(folder, [manifest, ...(before ? [before] : [])]);
  return { manifest, bytes: manifestText.length };
}

async function continueSteps(
  folder: string,
  { version }: PackHeader,
  before: Manifest,
  text: Uint8Array,
  chunks: Manifest['chunks'],
): Promise<Manifest['steps']> {
  const [hash, hashBefore] = await Promise.all(
    [chunks, before.chunks].map((all) => hashChunks(all.map(([name]) => name))),
  );
  if (hash === hashBefore) return before.steps;
  if (compareVersions(version, before.version) === 0) {
    throw new CommandError(`${folder} has version ${version} already, with another text; raise the version`);
  }
  return writeSteps(folder, before, hashBefore!, text, chunks);
}

/** What is published in a folder; undefined for nothing. */
export async function readPublished(folder: string): Promise<Manifest | undefined> {
  const file = path.join(folder, MANIFEST);
  const text = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CommandError(`${file}: ${error.message}`);
  });
  if (!text) return undefined;
  const manifest = readManifest(text);
  if (!manifest) throw new CommandError(`${file} is not a manifest that this command wrote`);
  return manifest;
}

/** A delta from the version before, ahead of those that led there, as long as they are worth their bytes. */
async function writeSteps(
  folder: string,
  before: Manifest,
  from: string,
  text: Uint8Array,
  chunks: Manifest['chunks'],
): Promise<Manifest['steps']> {
  const old = gunzipSync(await readFile(path.join(folder, before.file.name)));
  const delta = writeDelta(old, text);
  const whole = sumSizes(chunks);
  if (delta.length > MANIFEST_LIMITS.deltaBytes) return [];
  const part = await writePart(folder, 'delta', delta);
  const steps = [{ from, part }, ...before.steps].slice(0, MANIFEST_LIMITS.steps);
  // Whoever would need more than all chunks is better off with those.
  let sum = 0;
  return steps.filter(({ part: [, , size] }) => {
    sum += size;
    return sum <= whole;
  });
}

async function writePart(
  folder: string,
  kind: Part['kind'],
  text: Uint8Array,
): Promise<[hash: string, bytes: number, size: number]> {
  const hash = await hashPart(text);
  const file = path.join(folder, pathOfPart({ kind, hash }));
  const known = await readFile(file).catch(() => undefined);
  const content = known ?? compress(text);
  if (!known) {
    await mkdir(path.dirname(file), { recursive: true });
    await replaceFile(file, content);
  }
  return [hash, text.length, content.length];
}

/** Byte 9 of gzip names the system that wrote it. What is published must not depend on that. */
function compress(text: Uint8Array): Uint8Array {
  const file = gzipSync(text);
  file[9] = 255;
  return file;
}

/** "harbour-1.2.0.jsonl.gz" for a pack called northby.example/harbour. */
function nameOfFile({ id, version }: PackHeader, text: Uint8Array): string {
  const detected = detectFraming(text.subarray(0, 2 ** 16));
  const extension = 'framing' in detected && detected.framing === 'lines' ? 'jsonl' : 'json';
  const name = (id.split('/').at(-1) ?? id).replace(/\W+/g, '-').replace(/^-+/, '').slice(0, 80) || 'pack';
  return `${name}-${version.replaceAll('+', '-').slice(0, 80)}.${extension}.gz`;
}

/** Of the name of a whole file. */
const VERSION_ENDING = /-\d+\.\d+\.\d+[\w.-]*\.jsonl?\.gz$/;

/** Deletes parts and whole files that no given manifest names, and nothing else that lies there. */
async function dropOld(folder: string, manifests: readonly Manifest[]): Promise<void> {
  const named = new Set(
    manifests.flatMap(({ file, chunks, steps }) => [
      file.name,
      ...chunks.map((chunk) => pathOfPart(toPart('chunk', chunk))),
      ...steps.map(({ part }) => pathOfPart(toPart('delta', part))),
    ]),
  );
  const stem = manifests[0]!.file.name.replace(VERSION_ENDING, '');
  const isOurs = (file: string) =>
    /^(chunk|delta)s\/[\w-]{43}\.gz$/.test(file) ||
    (VERSION_ENDING.test(file) && file.replace(VERSION_ENDING, '') === stem);
  const files = await readdir(folder, { recursive: true });
  const old = files
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => isOurs(file) && !named.has(file));
  await Promise.all(old.map((file) => rm(path.join(folder, file))));
}

/** Bytes of files. */
export function sumSizes(parts: Manifest['chunks']): number {
  return parts.reduce((sum, [, , size]) => sum + size, 0);
}
