import { z } from 'zod';
import type { KeyChange, PackHeader } from '../model/fact-pack.ts';
import type { PackDigest } from './digest.ts';
import { type KeyPair, leadsTo, signBytes, verifyBytes } from './keys.ts';
import { keyChangeSchema } from './schema.ts';
import { publicKeySchema, signatureSchema } from './schema-texts.ts';
import { compareVersions } from './version.ts';

/**
 * Signatures over packs: Ed25519 over a statement of the text's length and hash (digest.ts). A
 * signature stands in the header, or in a file of its own beside the pack (`harbour.jsonl.sig`).
 */

const SIGNATURE_FORMAT = 'fact-pack-signature/1';

const detachedSchema = z.looseObject({
  format: z.literal(SIGNATURE_FORMAT),
  publicKey: publicKeySchema,
  signature: signatureSchema,
  keyChanges: z.array(keyChangeSchema).max(30).optional(),
});

/** A signature in a file of its own. */
export interface DetachedSignature {
  readonly publicKey: string;
  readonly signature: string;
  readonly keyChanges?: readonly KeyChange[] | undefined;
}

/** What a pack says of who made it. `invalid`: it says something and that is not true. */
export type PackSignature =
  | { readonly state: 'unsigned' }
  | { readonly state: 'invalid'; readonly reason: 'no-key' | 'changed' | 'other-key' | 'not-a-signature' }
  | { readonly state: 'valid'; readonly publicKey: string; readonly keyChanges: readonly KeyChange[] };

export async function signPack(keys: KeyPair, digest: PackDigest): Promise<string> {
  return signBytes(keys, statementOf(digest));
}

/**
 * Checks a pack's signature, in its header or detached; if both are there, both must hold.
 *
 * @param digest Of the whole text, from the same reading that gave the header.
 * @param detached The text of the `.sig` file, if there is one.
 */
export async function verifyPack(
  header: Pick<PackHeader, 'publicKey' | 'signature' | 'keyChanges'>,
  digest: PackDigest,
  detached?: string | undefined,
): Promise<PackSignature> {
  const separate = detached === undefined ? undefined : readDetachedSignature(detached);
  if (detached !== undefined && separate === undefined)
    return { state: 'invalid', reason: 'not-a-signature' };
  if (header.signature === undefined && separate === undefined) return { state: 'unsigned' };

  const publicKey = header.publicKey ?? separate?.publicKey;
  if (publicKey === undefined) return { state: 'invalid', reason: 'no-key' };
  if (separate !== undefined && separate.publicKey !== publicKey)
    return { state: 'invalid', reason: 'other-key' };
  const statement = statementOf(digest);
  for (const signature of [header.signature, separate?.signature]) {
    if (signature === undefined) continue;
    if (!(await verifyBytes(publicKey, signature, statement))) return { state: 'invalid', reason: 'changed' };
  }
  return {
    state: 'valid',
    publicKey,
    keyChanges: [...(header.keyChanges ?? []), ...(separate?.keyChanges ?? [])],
  };
}

/** Undefined if the text is no signature file. */
export function readDetachedSignature(text: string): DetachedSignature | undefined {
  try {
    return detachedSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // No JSON: a server's error page, most likely.
    return undefined;
  }
}

/** The same without what is nobody's business: that is kept. @returns undefined if the text is no signature file. */
export function normalizeDetachedSignature(text: string): string | undefined {
  const signature = readDetachedSignature(text);
  return signature && writeDetachedSignature(signature);
}

export function writeDetachedSignature({ publicKey, signature, keyChanges }: DetachedSignature): string {
  const told = keyChanges?.map((change) => ({
    oldKey: change.oldKey,
    newKey: change.newKey,
    signature: change.signature,
  }));
  const changes = told && told.length > 0 ? { keyChanges: told } : {};
  return `${JSON.stringify({ format: SIGNATURE_FORMAT, publicKey, signature, ...changes }, null, 2)}\n`;
}

/** What is known of the version that is installed. */
export interface InstalledVersion {
  readonly version: string;
  /** The key pinned at the first install; undefined for a pack that was unsigned. */
  readonly pinnedKey: string | undefined;
}

/** Whether a pack may take the place of what is installed, or be installed for the first time. */
export type TrustDecision =
  /** `pin`: the key to hold the next update to; undefined while the pack is unsigned. */
  | {
      readonly accepted: true;
      readonly state: 'unsigned' | 'valid';
      readonly pin: string | undefined;
      readonly isKeyChange: boolean;
    }
  | {
      readonly accepted: false;
      readonly reason: 'invalid-signature' | 'unsigned-update' | 'untrusted-key' | 'downgrade';
    };

/**
 * The rules of trust: a false signature is always refused; what was signed once stays signed, by the
 * pinned key or by one that it handed over to; and then a lower version is refused, because an old
 * pack with a true signature is how a stolen host brings back what was withdrawn. (Of an unsigned pack
 * anybody can raise the version, so there is nothing to protect.) Rolling back is for the reader, who
 * chooses among versions that are installed.
 */
export async function decideTrust(
  header: Pick<PackHeader, 'id' | 'version'>,
  signature: PackSignature,
  installed: InstalledVersion | undefined,
): Promise<TrustDecision> {
  if (signature.state === 'invalid') return { accepted: false, reason: 'invalid-signature' };
  const pinnedKey = installed?.pinnedKey;
  if (installed !== undefined && pinnedKey !== undefined) {
    if (signature.state === 'unsigned') return { accepted: false, reason: 'unsigned-update' };
    const { publicKey, keyChanges } = signature;
    if (!(await leadsTo(pinnedKey, publicKey, keyChanges, header.id))) {
      return { accepted: false, reason: 'untrusted-key' };
    }
    if (compareVersions(header.version, installed.version) < 0)
      return { accepted: false, reason: 'downgrade' };
  }
  const pin = signature.state === 'valid' ? signature.publicKey : undefined;
  return {
    accepted: true,
    state: signature.state,
    pin,
    isKeyChange: pinnedKey !== undefined && pin !== pinnedKey,
  };
}

/** What is signed: text, so that what a key vouches for can be read. */
function statementOf({ length, hash }: PackDigest): Uint8Array {
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return new TextEncoder().encode(`${SIGNATURE_FORMAT}\nbytes ${length}\nsha256-tree-1MiB ${hex}\n`);
}
