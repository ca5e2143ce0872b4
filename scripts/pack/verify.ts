import { readFile } from 'node:fs/promises';
import { PackHasher } from '../../lib/pack/digest.ts';
import { leadsTo } from '../../lib/pack/keys.ts';
import { publicKeySchema } from '../../lib/pack/schema-texts.ts';
import { type PackSignature, verifyPack } from '../../lib/pack/signature.ts';
import { CommandError, count, type Output } from './output.ts';
import { readFile as readPackFile } from './read-file.ts';

export interface VerifyOptions {
  readonly json: boolean;
  /** The signature file; by default FILE.sig, if it is there. */
  readonly sig?: string | undefined;
  /** The public key that is trusted, as pinned by readers. */
  readonly key?: string | undefined;
}

type Verdict = PackSignature['state'] | 'untrusted-key';

/** Why a signature is false, for the person at the terminal. */
export const REASONS = {
  'no-key': 'it names no public key',
  changed: 'the pack was changed after it was signed, or signed by another key',
  'other-key': 'header and signature file name different keys',
  'not-a-signature': 'the signature file is none',
} as const;

/** @returns whether the pack is signed, by the trusted key if one is given. */
export async function verify(
  file: string,
  { json, sig, key }: VerifyOptions,
  output: Output,
): Promise<boolean> {
  if (key !== undefined && !publicKeySchema.safeParse(key).success) {
    throw new CommandError(`${key} is no public key: it is written ed25519: and 43 characters`);
  }
  const hasher = new PackHasher();
  const { header, log } = await readPackFile(file, output, { hasher });
  if (header === undefined || log.hasErrors) {
    throw new CommandError(
      `${file} has ${count(log.counts.errors, 'error')}; npm run pack -- validate says which`,
    );
  }
  const signature = await verifyPack(header, await hasher.finish(), await readSignature(file, sig));
  const isTrusted =
    key === undefined ||
    (signature.state === 'valid' &&
      (await leadsTo(key, signature.publicKey, signature.keyChanges, header.id)));
  const verdict: Verdict = signature.state === 'valid' && !isTrusted ? 'untrusted-key' : signature.state;
  if (json) output.print(JSON.stringify({ file, verdict, ...signature }, null, 2));
  else output.print(`${file}: ${say(verdict, signature, key, output)}`);
  return verdict === 'valid';
}

function say(verdict: Verdict, signature: PackSignature, key: string | undefined, output: Output): string {
  if (signature.state === 'invalid') {
    return `${output.style('red', 'the signature is false')}: ${REASONS[signature.reason]}.`;
  }
  if (signature.state === 'unsigned') return `${output.style('yellow', 'unsigned')}.`;
  if (verdict === 'untrusted-key') {
    return `${output.style('red', 'signed by a key that is not trusted')}: ${signature.publicKey}; ${key} did not hand over to it.`;
  }
  return `${output.style('green', 'signed')} by ${signature.publicKey}.`;
}

async function readSignature(file: string, sig: string | undefined): Promise<string | undefined> {
  try {
    return await readFile(sig ?? `${file}.sig`, 'utf8');
  } catch (error) {
    // Only a signature that was asked for has to be there.
    if (sig === undefined) return undefined;
    throw new CommandError(`${sig}: ${(error as Error).message}`);
  }
}
