import { z } from 'zod';
import type { KeyChange } from '../../model/fact-pack.ts';
import { findSignature, PackHasher, SIGNATURE_LENGTH } from '../digest.ts';
import type { KeyPair } from '../keys.ts';
import { BOUNDS, MEGABYTE, READ_LIMITS } from '../limits.ts';
import { headerSchema, keyChangeSchema } from '../schema.ts';
import { publicKeySchema, signatureSchema } from '../schema-texts.ts';
import { type PackSignature, signPack, verifyPack } from '../signature.ts';
import { MOST_CHUNK_BYTES } from './cut-text.ts';

/**
 * A published pack: a list of its parts, small enough to be asked for every day. It stands at the pack's
 * address (`manifest.json`); the parts lie beside it, each named after the hash of its text, so none ever
 * changes and a cache may keep them for good.
 */
export const MANIFEST_FORMAT = 'fact-pack-manifest/1';

/** Bounds of what a server may send, with room for a pack at every limit of lib/pack/limits.ts. */
export const MANIFEST_LIMITS = {
  /** A manifest with as many chunks as it may have takes 4.6 MB. */
  bytes: 8 * MEGABYTE,
  /** Of 120 kB on average: 8 GB of text, twice what an import takes. */
  chunks: 65_536,
  /** Versions that a reader may lag behind before chunks are compared. */
  steps: 32,
  /** Text of a delta; it is in memory as a whole. */
  deltaBytes: 64 * MEGABYTE,
} as const;

const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const count = (most: number) => z.int().min(1).max(most);

/** A part: hash of its text, bytes of the text, bytes of the file. Of hundreds, so without names. */
const chunkSchema = z.tuple([hash, count(MOST_CHUNK_BYTES), count(2 * MOST_CHUNK_BYTES)]);

const stepSchema = z.object({
  /** The text that it leads on from. */
  from: hash,
  part: z.tuple([hash, count(MANIFEST_LIMITS.deltaBytes), count(2 * MANIFEST_LIMITS.deltaBytes)]),
});

const manifestSchema = z.looseObject({
  format: z.literal(MANIFEST_FORMAT),
  publicKey: publicKeySchema.optional(),
  signature: signatureSchema.optional(),
  keyChanges: z.array(keyChangeSchema).max(BOUNDS.keyChanges).optional(),
  id: headerSchema.shape.id,
  version: headerSchema.shape.version,
  /** The whole pack, compressed: a name beside the manifest, and its bytes. */
  file: z.object({
    name: z.string().regex(/^\w[\w.-]{0,199}$/),
    size: count(READ_LIMITS.maxBytes),
  }),
  /** The text of the pack, in its order. */
  chunks: z.array(chunkSchema).min(1).max(MANIFEST_LIMITS.chunks),
  /** The latest first: the first leads to this version, each other to the text that the one before leads on from. */
  steps: z.array(stepSchema).max(MANIFEST_LIMITS.steps),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** A file that is named after what is in it. */
export interface Part {
  readonly kind: 'chunk' | 'delta';
  readonly hash: string;
  /** Of its text. */
  readonly bytes: number;
  /** Of the file, compressed. */
  readonly size: number;
}

export function toPart(kind: Part['kind'], [partHash, bytes, size]: readonly [string, number, number]): Part {
  return { kind, hash: partHash, bytes, size };
}

/** Where a part lies, as seen from the manifest. */
export function pathOfPart({ kind, hash: name }: Pick<Part, 'kind' | 'hash'>): string {
  return `${kind}s/${name}.gz`;
}

/** Bytes within which a manifest says that it is one. */
export const MANIFEST_HEAD_BYTES = 64;

export function looksLikeManifest(head: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(head.subarray(0, MANIFEST_HEAD_BYTES));
  return /^\s*\{\s*"format"\s*:\s*"fact-pack-manifest\//.test(text);
}

/** @returns undefined for what is no manifest, or breaks its bounds. */
export function readManifest(text: Uint8Array): Manifest | undefined {
  if (text.length > MANIFEST_LIMITS.bytes) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    // Cut off, or something else altogether.
    return undefined;
  }
  const { data } = manifestSchema.safeParse(value);
  return data && isWithinLimits(data) ? data : undefined;
}

function isWithinLimits({ chunks }: Manifest): boolean {
  return chunks.reduce((sum, [, bytes]) => sum + bytes, 0) <= READ_LIMITS.maxExpandedBytes;
}

/** The signature of a manifest, by the same rules as that of a pack: over its exact bytes. */
export async function verifyManifest(manifest: Manifest, text: Uint8Array): Promise<PackSignature> {
  const hasher = new PackHasher();
  await hasher.add(text);
  return verifyPack(manifest, await hasher.finish());
}

/** @param keys Without them the manifest is unsigned, which will do for packs that are. */
export async function writeManifest(
  content: Pick<Manifest, 'id' | 'version' | 'file' | 'chunks' | 'steps'>,
  keys?: KeyPair | undefined,
  keyChanges: readonly KeyChange[] = [],
): Promise<Uint8Array> {
  const signing = keys && {
    publicKey: keys.publicKey,
    signature: `ed25519:${'A'.repeat(SIGNATURE_LENGTH)}`,
    ...(keyChanges.length > 0 ? { keyChanges } : {}),
  };
  const { id, version, file, chunks, steps } = content;
  const json = JSON.stringify({ format: MANIFEST_FORMAT, ...signing, id, version, file, chunks, steps });
  const text = new TextEncoder().encode(`${json}\n`);
  const place = findSignature(text);
  if (!keys || !place) return text;
  const hasher = new PackHasher();
  await hasher.add(text);
  const signature = await signPack(keys, await hasher.finish());
  text.set(new TextEncoder().encode(signature.slice(-SIGNATURE_LENGTH)), place.start);
  return text;
}
