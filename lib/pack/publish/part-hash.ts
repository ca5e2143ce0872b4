import { toBase64Url } from '../base64url.ts';
import { joinBytes } from '../bytes.ts';

/** Name of a part: SHA-256 of its text, gzip taken off, in base64url. */
export async function hashPart(text: Uint8Array): Promise<string> {
  return toBase64Url(await sha256(text));
}

/** Identity of a whole text: the hash over the hashes of its chunks. */
export async function hashChunks(hashes: readonly string[]): Promise<string> {
  return hashPart(joinBytes(hashes.map((hash) => new TextEncoder().encode(hash))));
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
