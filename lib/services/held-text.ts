import { readBytes } from '../pack/bytes.ts';
import { READ_LIMITS } from '../pack/limits.ts';
import { cutText } from '../pack/publish/cut-text.ts';
import { hashChunks, hashPart } from '../pack/publish/part-hash.ts';
import type { HeldText } from '../pack/publish/plan-download.ts';
import type { FactStore, InstalledPack } from '../store/fact-store.ts';

/** The installed text is damaged or gone. Nothing is lost with it: it is fetched like one that is not installed. */
export class HeldTextError extends Error {
  override readonly name = 'HeldTextError';
  constructor(options: { cause: unknown }) {
    super('The installed text could not be read', options);
  }
}

/**
 * The text of the version that serves, gzip taken off; empty where nothing is installed, or not from a file.
 *
 * @throws HeldTextError, or the signal's reason.
 */
export async function* openInstalledText(
  store: FactStore,
  installed: InstalledPack | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  if (!installed) return;
  try {
    const generation = await store.openGeneration(installed.current.id);
    try {
      const file = await generation.originalFile();
      if (file) yield* readBytes(file, { bytes: 0, expandedBytes: 0 }, READ_LIMITS, signal);
    } finally {
      generation.close();
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw new HeldTextError({ cause });
  }
}

/** @returns undefined where nothing is installed, or not from a file, or what is installed cannot be read. */
export async function readHeldText(text: AsyncIterable<Uint8Array>): Promise<HeldText | undefined> {
  const hashes: string[] = [];
  try {
    for await (const chunk of cutText(text)) hashes.push(await hashPart(chunk));
  } catch (error) {
    if (error instanceof HeldTextError) return undefined;
    throw error;
  }
  return hashes.length > 0 ? { hashes, hash: await hashChunks(hashes) } : undefined;
}
