import { findPrivateFolder } from './open-fact-store.ts';
import { AppendFile, type PrivateFolder } from './private-files.ts';

/*
 * What is made for the reader to save lies on the disk, not in memory, until the browser has taken it.
 */

const PREFIX = 'factmark-spool-';

/** How long a browser may take over it; older files are of pages that were closed before they could delete them. */
const KEPT_MS = 3_600_000;

export interface SpoolOptions {
  readonly now?: number;
  /** Where files can be written; memory serves where there is no such place. */
  readonly getFolder?: (() => Promise<PrivateFolder>) | undefined;
}

export interface Spooled {
  /** The name to delete it by; undefined for what is in memory. */
  readonly name: string | undefined;
  readonly content: Blob;
}

/**
 * Writes a stream to a file, in a dedicated worker, and deletes files of an hour ago.
 *
 * @throws DOMException named QuotaExceededError when the disk is full, and what the stream fails with; no
 * file is left then.
 */
export async function spool(
  stream: ReadableStream<Uint8Array>,
  { now = Date.now(), getFolder = findPrivateFolder() }: SpoolOptions = {},
): Promise<Spooled> {
  // Some private windows have no folder.
  const folder = await getFolder?.().catch(() => undefined);
  if (folder) await deleteOld(folder, now);
  const name = PREFIX + now;
  const file = folder && (await AppendFile.createNamed(folder, name));
  if (!file) return { name: undefined, content: await new Response(stream as BodyInit).blob() };
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { name, content: await file.finish() };
      file.addBytes(value);
    }
  } catch (error) {
    // A stream that failed itself has nobody to tell.
    await reader.cancel(error).catch(() => {});
    await file.delete();
    throw error;
  }
}

/** Deletes a file that the reader has by now. */
export async function deleteSpooled(name: string, getFolder = findPrivateFolder()): Promise<void> {
  const folder = await getFolder?.();
  await folder?.removeEntry(name);
}

async function deleteOld(folder: PrivateFolder, now: number): Promise<void> {
  const names: string[] = [];
  for await (const name of folder.keys()) {
    const madeAt = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : now;
    if (now - madeAt > KEPT_MS) names.push(name);
  }
  // One that cannot be deleted now is deleted the next time.
  for (const name of names) await folder.removeEntry(name).catch(() => {});
}
