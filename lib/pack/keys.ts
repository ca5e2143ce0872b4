import type { KeyChange } from '../model/fact-pack.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/** Public keys and signatures are written "ed25519:" and base64url; so is a secret key, in its file. */
const PREFIX = 'ed25519:';

export interface KeyPair {
  readonly publicKey: string;
  /** The 32 bytes from which the key is made. Whoever has them can sign. */
  readonly secretKey: string;
}

export async function createKeyPair(): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const { x = '', d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { publicKey: PREFIX + x, secretKey: PREFIX + d };
}

/** @throws DOMException if the keys do not belong together or are no keys. */
export async function signBytes({ publicKey, secretKey }: KeyPair, message: Uint8Array): Promise<string> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: strip(publicKey), d: strip(secretKey) };
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
  const signature = await crypto.subtle.sign('Ed25519', key, message as Uint8Array<ArrayBuffer>);
  return PREFIX + toBase64Url(new Uint8Array(signature));
}

/** False also for keys and signatures that are malformed: they come from the outside. */
export async function verifyBytes(
  publicKey: string,
  signature: string,
  message: Uint8Array,
): Promise<boolean> {
  if (!publicKey.startsWith(PREFIX) || !signature.startsWith(PREFIX)) return false;
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64Url(strip(publicKey)), 'Ed25519', false, [
      'verify',
    ]);
    const bytes = fromBase64Url(strip(signature));
    return await crypto.subtle.verify('Ed25519', key, bytes, message as Uint8Array<ArrayBuffer>);
  } catch {
    // Not a point on the curve, not 64 bytes, not base64url: in any case not a signature.
    return false;
  }
}

/** The old key hands over to a new one. For one pack only: keys may serve several. */
export async function changeKey(oldPair: KeyPair, newKey: string, packId: string): Promise<KeyChange> {
  const message = keyChangeMessage(oldPair.publicKey, newKey, packId);
  return { oldKey: oldPair.publicKey, newKey, signature: await signBytes(oldPair, message) };
}

/** Whether a chain of hand-overs leads from one key to another, each signed by the key before. */
export async function leadsTo(
  from: string,
  to: string,
  changes: readonly KeyChange[],
  packId: string,
): Promise<boolean> {
  let key = from;
  const seen = new Set([key]);
  while (key !== to) {
    const change = changes.find(({ oldKey, newKey }) => oldKey === key && !seen.has(newKey));
    if (change === undefined) return false;
    const message = keyChangeMessage(change.oldKey, change.newKey, packId);
    if (!(await verifyBytes(change.oldKey, change.signature, message))) return false;
    key = change.newKey;
    seen.add(key);
  }
  return true;
}

/** Neither keys nor ids hold white space, so the lines cannot be shifted. */
function keyChangeMessage(oldKey: string, newKey: string, packId: string): Uint8Array {
  return new TextEncoder().encode(`fact-pack-key-change/1\n${packId}\n${oldKey}\n${newKey}\n`);
}

function strip(text: string): string {
  return text.slice(PREFIX.length);
}
