import { collectBytes, PackStreamError } from '../pack/bytes.ts';
import { type Part, pathOfPart } from '../pack/publish/manifest.ts';
import { hashPart } from '../pack/publish/part-hash.ts';
import { type FetchOptions, fetchPack, SilenceError } from './fetch-pack.ts';
import type { PartShelf } from './part-shelf.ts';
import { isGzipped } from './stream-head.ts';

/** A part of a published pack is not there, or is not what the manifest says: the whole file may still be. */
export class PartError extends Error {
  override readonly name = 'PartError';
  readonly reason: 'missing' | 'wrong';
  constructor(part: Part, reason: PartError['reason']) {
    super(`The ${part.kind} ${part.hash} is ${reason}`);
    this.reason = reason;
  }
}

export interface PartOptions extends Omit<FetchOptions, 'validators'> {
  /** Address of the manifest; the parts lie beside it. */
  readonly url: string;
  readonly packId: string;
  readonly shelf?: PartShelf | undefined;
}

/**
 * The text of a part, from the shelf or the server, its hash verified.
 *
 * @throws PartError, see there; PackStreamError where the network failed, with a SilenceError as its cause
 *   if the server fell silent; the signal's reason.
 */
export async function fetchPart(part: Part, options: PartOptions): Promise<Uint8Array> {
  const { packId, shelf, signal } = options;
  const kept = await withoutFail(shelf?.take(packId, part.hash));
  const keptText = kept && (await openPart(part, kept));
  if (keptText) return keptText;
  const file = await download(part, options);
  const text = await openPart(part, file);
  signal?.throwIfAborted();
  if (!text) throw new PartError(part, 'wrong');
  await withoutFail(shelf?.put(packId, part.hash, file));
  return text;
}

/** The shelf saves time. A disk that is full, or a window that keeps nothing, is no reason to stop. */
async function withoutFail<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await work;
  } catch {
    return undefined;
  }
}

async function download(part: Part, options: PartOptions): Promise<Uint8Array> {
  const fetched = await fetchPack(new URL(pathOfPart(part), options.url).href, options);
  if (fetched.kind !== 'file') {
    const isMissing = fetched.kind === 'unchanged' || fetched.reason === 'status';
    if (isMissing) throw new PartError(part, 'missing');
    throw new PackStreamError({ cause: fetched.reason === 'timeout' ? new SilenceError() : fetched.reason });
  }
  // A server may unpack what it sends: then it is the text.
  const most = Math.max(part.size, part.bytes);
  const file = await collectBytes(fetched.stream, most).catch((cause: unknown) => {
    options.signal?.throwIfAborted();
    throw new PackStreamError({ cause });
  });
  if (!file) throw new PartError(part, 'wrong');
  return file;
}

/** The text of a part's file; undefined if it is not what the manifest says. */
async function openPart(part: Part, file: Uint8Array): Promise<Uint8Array | undefined> {
  const text = isGzipped(file) ? await expand(file, part.bytes) : file;
  return text?.length === part.bytes && (await hashPart(text)) === part.hash ? text : undefined;
}

/** @returns undefined for damaged files, and for those that hold more than they should. */
async function expand(file: Uint8Array, most: number): Promise<Uint8Array | undefined> {
  const stream = new Blob([file as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  return collectBytes(stream, most).catch(() => undefined);
}
