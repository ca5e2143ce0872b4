import { joinBytes } from './bytes.ts';
import { MEGABYTE } from './limits.ts';

/** Characters of an Ed25519 signature in base64url. */
export const SIGNATURE_LENGTH = 86;

/** What stands before a signature within a header, as JSON.stringify writes it, compact or indented. */
const FIELD = /"signature": ?"ed25519:/;

/** A header's signature begins within these first bytes of the pack, or it is not looked for. */
const HEADER_BYTES = 64 * 1024;

/** Bytes hashed at a time: WebCrypto hashes only what is in memory as a whole. */
const PIECE_BYTES = MEGABYTE;

/** Pieces that another thread may still be hashing, each a copy that WebCrypto makes, while reading goes on. */
const MAX_HASHING = 2;

export interface PackDigest {
  /** Bytes of the pack's text. */
  readonly length: number;
  /** SHA-256 over the SHA-256 hashes of every megabyte, 32 bytes. */
  readonly hash: Uint8Array;
}

/**
 * Hashes the text of a pack as it streams by: the exact bytes once gzip is taken off, so that packing
 * it anew changes nothing. The 86 characters of a signature within the header count as "A"s: they
 * cannot be part of what they sign.
 */
export class PackHasher {
  /** The megabyte that is being gathered: one buffer for a pack of any size. */
  readonly #piece = new Uint8Array(PIECE_BYTES);
  #gathered = 0;
  #length = 0;
  readonly #hashes: Promise<Uint8Array>[] = [];

  async add(bytes: Uint8Array): Promise<void> {
    this.#length += bytes.length;
    let rest = bytes;
    while (rest.length > 0) {
      const taken = rest.subarray(0, PIECE_BYTES - this.#gathered);
      this.#piece.set(taken, this.#gathered);
      this.#gathered += taken.length;
      rest = rest.subarray(taken.length);
      if (this.#gathered < PIECE_BYTES) return;
      await this.#hashPiece(this.#piece);
      this.#gathered = 0;
    }
  }

  async finish(): Promise<PackDigest> {
    if (this.#gathered > 0) await this.#hashPiece(this.#piece.subarray(0, this.#gathered));
    return { length: this.#length, hash: await sha256(joinBytes(await Promise.all(this.#hashes))) };
  }

  async #hashPiece(piece: Uint8Array): Promise<void> {
    if (this.#hashes.length === 0) blankSignature(piece);
    const hash = sha256(piece);
    // Whoever asks for the digest hears of a failure; until then nobody does.
    hash.catch(() => {});
    this.#hashes.push(hash);
    await this.#hashes.at(-1 - MAX_HASHING);
  }
}

/**
 * Where the characters of the header's signature are in the text of a pack, as byte offsets, or
 * undefined if there are none.
 */
export function findSignature(
  bytes: Uint8Array,
): { readonly start: number; readonly end: number } | undefined {
  // Latin-1 gives one character a byte, so that offsets are offsets into the bytes.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEADER_BYTES));
  const match = FIELD.exec(head);
  if (match === null) return undefined;
  const start = match.index + match[0].length;
  const end = start + SIGNATURE_LENGTH;
  return end <= bytes.length ? { start, end } : undefined;
}

function blankSignature(bytes: Uint8Array): void {
  const found = findSignature(bytes);
  if (found) bytes.fill(0x41, found.start, found.end);
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
