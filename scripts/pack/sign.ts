import { readFile, rename, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { KeyChange, PackHeader } from '../../lib/model/fact-pack.ts';
import { PackHasher } from '../../lib/pack/digest.ts';
import { changeKey, type KeyPair } from '../../lib/pack/keys.ts';
import { signText, UnsignableError } from '../../lib/pack/sign-text.ts';
import { signPack, verifyPack, writeDetachedSignature } from '../../lib/pack/signature.ts';
import { readKeyFile } from './key-file.ts';
import { CommandError, count, type Output } from './output.ts';
import { readFile as readPackFile } from './read-file.ts';
import { REASONS } from './verify.ts';

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
    const digest = await hasher.finish();
    const signature = await signPack(keys, digest);
    const separate = writeDetachedSignature({ publicKey: keys.publicKey, signature, keyChanges });
    const verdict = await verifyPack(header, digest, separate);
    if (verdict.state === 'invalid') {
      throw new CommandError(
        `${file} cannot be signed by a file of its own: ${REASONS[verdict.reason]}. Sign it without --detached`,
      );
    }
    await replaceFile(`${file}.sig`, separate);
    output.print(`${file}.sig signs ${header.title} ${header.version} by ${keys.publicKey}`);
    return;
  }
  const signed = await signForReaders(file, text, keys, keyChanges);
  await replaceFile(file, isGzip ? gzipSync(signed) : signed);
  output.print(`${file} is signed: ${header.title} ${header.version} by ${keys.publicKey}`);
}

/** @throws CommandError if readers would not take the result for signed. */
export async function signForReaders(
  file: string,
  text: Uint8Array,
  keys: KeyPair,
  keyChanges: readonly KeyChange[],
): Promise<Uint8Array> {
  try {
    return await signText(text, keys, keyChanges);
  } catch (error) {
    if (error instanceof UnsignableError)
      throw new CommandError(`${file} cannot be signed: ${error.message}`);
    throw error;
  }
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
