import { readFile, rename, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { PackHeader } from '../../lib/model/fact-pack.ts';
import { PackHasher } from '../../lib/pack/digest.ts';
import { changeKey } from '../../lib/pack/keys.ts';
import { signText } from '../../lib/pack/sign-text.ts';
import { signPack, writeDetachedSignature } from '../../lib/pack/signature.ts';
import { readKeyFile } from './key-file.ts';
import { CommandError, count, type Output } from './output.ts';
import { readFile as readPackFile } from './read-file.ts';

export interface SignOptions {
  /** Key file. */
  readonly key: string;
  /** Key file of the key that signed until now, which hands over to `key`. */
  readonly from?: string | undefined;
  /** Write FILE.sig and leave the pack as it is. */
  readonly detached: boolean;
}

/** @throws CommandError if the file is not a valid pack: a signature vouches for it. */
export async function sign(
  file: string,
  { key, from, detached }: SignOptions,
  output: Output,
): Promise<void> {
  const header = await readValidHeader(file, 'signed', output);
  const keys = await readKeyFile(key);
  const keyChanges =
    from === undefined ? [] : [await changeKey(await readKeyFile(from), keys.publicKey, header.id)];
  const { text, isGzip } = await readText(file);
  if (detached) {
    const hasher = new PackHasher();
    await hasher.add(text);
    const signature = await signPack(keys, await hasher.finish());
    await replaceFile(
      `${file}.sig`,
      writeDetachedSignature({ publicKey: keys.publicKey, signature, keyChanges }),
    );
    output.print(`${file}.sig signs ${header.title} ${header.version} by ${keys.publicKey}`);
    return;
  }
  const signed = await signText(text, keys, keyChanges);
  await replaceFile(file, isGzip ? gzipSync(signed) : signed);
  output.print(`${file} is signed: ${header.title} ${header.version} by ${keys.publicKey}`);
}

/** The text of a pack file, gzip taken off. */
export async function readText(
  file: string,
): Promise<{ readonly text: Uint8Array; readonly isGzip: boolean }> {
  const bytes = await readFile(file);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return { text: isGzip ? gunzipSync(bytes) : bytes, isGzip };
}

export async function readValidHeader(
  file: string,
  purpose: 'signed' | 'published',
  output: Output,
): Promise<PackHeader> {
  const { header, log } = await readPackFile(file, output);
  if (log.hasErrors || header === undefined) {
    throw new CommandError(
      `${file} has ${count(log.counts.errors, 'error')} and is not ${purpose}; npm run pack -- validate says which`,
    );
  }
  return header;
}

/** In one step: a crash leaves the old file or the new one. */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}.partial`, content);
  await rename(`${file}.partial`, file);
}
