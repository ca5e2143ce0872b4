import type { FetchFailure } from '../model/subscription.ts';
import { collectBytes, PackStreamError } from '../pack/bytes.ts';
import { MANIFEST_LIMITS, type Manifest, readManifest, verifyManifest } from '../pack/publish/manifest.ts';
import { hashChunks } from '../pack/publish/part-hash.ts';
import { type Download, type HeldText, planDownload } from '../pack/publish/plan-download.ts';
import { decideTrust } from '../pack/signature.ts';
import { type FetchOptions, fetchPack, fetchSignature } from './fetch-pack.ts';
import { fetchPart, PartError } from './fetch-part.ts';
import { HeldTextError, openInstalledText, readHeldText } from './held-text.ts';
import { type PackStaging, type StagePackOptions, stagePack } from './import-pack.ts';
import type { PartShelf } from './part-shelf.ts';
import { readParts } from './read-parts.ts';
import { streamPieces } from './stream-pieces.ts';
import { findTrustBasis } from './trust-basis.ts';

export interface PublicationOptions
  extends Omit<StagePackOptions, 'stream' | 'size' | 'detachedSignature' | 'findSignature'>,
    Omit<FetchOptions, 'validators'> {
  /** Address of the manifest. */
  readonly url: string;
  readonly shelf?: PartShelf | undefined;
}

export type PublicationStaging =
  | PackStaging
  | {
      readonly ok: false;
      readonly reason: 'not-fetched';
      readonly failure: FetchFailure;
      readonly status?: number | undefined;
    }
  /** The installed text is the one that is published; asked for only by `stagePublication`'s `skipHeld`. */
  | { readonly ok: false; readonly reason: 'held' };

/**
 * Stages a pack that is published in parts: only those parts are fetched that the installed version does
 * not have. From there on it goes the way of any other pack: checks, signature, preview.
 *
 * @param manifest The manifest's file, as it comes from the server.
 * @throws PackStreamError when the network fails; what arrived by then is on the shelf for the next time.
 */
export async function stagePublication(
  manifestFile: ReadableStream<Uint8Array>,
  { skipHeld = false, ...options }: PublicationOptions & { readonly skipHeld?: boolean },
): Promise<PublicationStaging> {
  const text = await readWhole(manifestFile);
  const manifest = text && readManifest(text);
  if (!manifest) return { ok: false, reason: 'not-fetched', failure: 'bad-manifest' };
  const { id } = manifest;
  if (options.packId !== undefined && options.packId !== id)
    return { ok: false, reason: 'other-pack', packId: id };
  const { store } = options;
  const installed = (await store.packs()).find(({ packId }) => packId === id);
  const trust = await decideTrust(
    manifest,
    await verifyManifest(manifest, text),
    findTrustBasis(installed, options.trustedKey, manifest.version),
  );
  if (!trust.accepted) return { ok: false, reason: 'untrusted', because: trust.reason };

  const openHeld = () => openInstalledText(store, installed, options.signal);
  const held = await readHeldText(openHeld());
  const manifestHash = await hashChunks(manifest.chunks.map(([hash]) => hash));
  if (skipHeld && held?.hash === manifestHash) return { ok: false, reason: 'held' };
  await tidyShelf(options.shelf, manifest);

  const download = planDownload(manifest, held);
  const staging = await stageDownload(options, manifest, download, held, openHeld);
  if (!staging.ok) return staging;
  return {
    ...staging,
    commit: async () => {
      const pack = await staging.commit();
      await options.shelf?.tidy(id, new Set()).catch(() => {});
      return pack;
    },
  };
}

async function stageDownload(
  options: PublicationOptions,
  manifest: Manifest,
  download: Download,
  held: HeldText | undefined,
  openHeld: () => AsyncIterable<Uint8Array>,
): Promise<PublicationStaging> {
  if (download.way === 'file') return stageWhole(options, manifest);
  let isWholeLeft = false;
  const parts = readParts(
    {
      manifest,
      held,
      openHeld,
      fetchPart: (part) => fetchPart(part, { ...options, packId: manifest.id }),
    },
    download,
  );
  const stream = streamPieces(parts, (error) => {
    isWholeLeft = error instanceof PartError || error instanceof HeldTextError;
  });
  try {
    return await stagePack({
      ...options,
      // It is kept on disk as it comes: compressed it takes a fourth.
      stream: stream.pipeThrough(new CompressionStream('gzip')),
      findSignature: () => fetchSignature(addressOfFile(options, manifest), options),
    });
  } catch (error) {
    if (!(error instanceof PackStreamError) || !isWholeLeft) throw error;
    return stageWhole(options, manifest);
  }
}

/** The whole file, as if it had been published alone. */
async function stageWhole(options: PublicationOptions, manifest: Manifest): Promise<PublicationStaging> {
  const url = addressOfFile(options, manifest);
  const fetched = await fetchPack(url, options);
  if (fetched.kind !== 'file') {
    const { reason: failure, status } =
      fetched.kind === 'failed' ? fetched : { reason: 'unreachable' as const, status: undefined };
    return { ok: false, reason: 'not-fetched', failure, status };
  }
  const { stream, size } = fetched;
  return stagePack({ ...options, stream, size, findSignature: () => fetchSignature(url, options) });
}

function addressOfFile({ url }: PublicationOptions, { file }: Manifest): string {
  return new URL(file.name, url).href;
}

/** @returns undefined for more than a manifest may have. */
async function readWhole(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  return collectBytes(stream, MANIFEST_LIMITS.bytes).catch((cause: unknown) => {
    throw new PackStreamError({ cause });
  });
}

/** What an earlier version left half fetched is of no use any more. */
async function tidyShelf(shelf: PartShelf | undefined, manifest: Manifest): Promise<void> {
  const hashes = [...manifest.chunks, ...manifest.steps.map(({ part }) => part)].map(([hash]) => hash);
  await shelf?.tidy(manifest.id, new Set(hashes)).catch(() => {});
}
