import { type ReadFile, readArchive } from '../../backup/archive.ts';
import {
  type BackupContents,
  type KeptPack,
  type KeptVersion,
  MAX_SETUP_BYTES,
  readSetupFile,
} from '../../backup/backup.ts';
import { collectBytes, PackStreamError, readBytes } from '../../pack/bytes.ts';
import { READ_LIMITS } from '../../pack/limits.ts';
import { streamBlob } from '../stream-blob.ts';
import { isGzipped } from '../stream-head.ts';
import { streamPieces } from '../stream-pieces.ts';
import { SETUP_FILE } from './save-backup.ts';

/** Why a file is not restored from. */
export type BackupRefusal =
  /** Another file; or a backup of a Factmark that is newer than this; or longer than any of its kind. */
  | { readonly reason: 'not-a-backup' | 'other-version' | 'too-large' }
  /** `path` says where, e.g. "settings.theme" or "packs/2-harbours-1.2.0.jsonl". */
  | { readonly reason: 'damaged'; readonly path: string };

/** A file that cannot be restored from. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly refusal: BackupRefusal;
  constructor(refusal: BackupRefusal, options?: { cause: unknown }) {
    super(`A backup is refused: ${refusal.reason}`, options);
    this.refusal = refusal;
  }
}

/** A pack's file as it comes out of a backup. */
export interface BackedUpFile {
  readonly pack: KeptPack;
  readonly version: KeptVersion;
  /** To be read to its end, or cancelled, before the next one is asked for. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
}

export interface OpenedBackup extends BackupContents {
  /** The files of packs, in the order in which the contents list them; to be walked once. */
  readonly files: AsyncGenerator<BackedUpFile>;
}

/** A backup holds whole histories: each pack is held to the limits of packs, and all of it to none. */
const LIMITS = {
  ...READ_LIMITS,
  maxBytes: Number.POSITIVE_INFINITY,
  maxExpandedBytes: Number.POSITIVE_INFINITY,
};

/**
 * Reads the beginning of a backup. What is found to be wrong later on, the files and their streams throw.
 *
 * @throws BackupError; PackStreamError when the file goes away; the signal's reason when it aborts.
 */
export async function openBackup(file: Blob, signal?: AbortSignal): Promise<OpenedBackup> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (isGzipped(head)) return openArchive(file, signal);
  // Until format 2 a backup was a text: that of its one file.
  if (head[0] !== 0x7b) throw new BackupError({ reason: 'not-a-backup' });
  if (file.size > MAX_SETUP_BYTES) throw new BackupError({ reason: 'too-large' });
  return { ...readContents(await file.text()), files: withoutFiles() };
}

async function openArchive(file: Blob, signal: AbortSignal | undefined): Promise<OpenedBackup> {
  const bytes = readBytes(streamBlob(file), { bytes: 0, expandedBytes: 0 }, LIMITS, signal);
  const files = readArchive(streamPieces(bytes));
  try {
    const first = await files.next().catch(refuseAs({ reason: 'not-a-backup' }, signal));
    if (first.done || first.value.name !== SETUP_FILE) throw new BackupError({ reason: 'not-a-backup' });
    const { size } = first.value;
    if (size > MAX_SETUP_BYTES) throw new BackupError({ reason: 'too-large' });
    const text = await collectBytes(readFile(first.value, signal), size);
    const contents = readContents(new TextDecoder().decode(text));
    return { ...contents, files: walkPacks(files, contents.packs, signal) };
  } catch (error) {
    await files.return(undefined);
    throw error;
  }
}

function readContents(text: string): BackupContents {
  const { ok, ...reading } = readSetupFile(text);
  if ('reason' in reading) throw new BackupError(reading);
  return reading;
}

async function* walkPacks(
  files: AsyncGenerator<ReadFile>,
  packs: readonly KeptPack[],
  signal: AbortSignal | undefined,
): AsyncGenerator<BackedUpFile> {
  try {
    for (const pack of packs) {
      for (const version of pack.versions) {
        const damaged: BackupRefusal = { reason: 'damaged', path: version.file };
        const { done, value } = await files.next().catch(refuseAs(damaged, signal));
        if (done || value.name !== version.file || value.size !== version.size)
          throw new BackupError(damaged);
        yield { pack, version, stream: streamPieces(readFile(value, signal)) };
      }
    }
    const rest = await files.next().catch(refuseAs({ reason: 'damaged', path: SETUP_FILE }, signal));
    // What nobody listed, nobody asked for.
    if (!rest.done) throw new BackupError({ reason: 'damaged', path: rest.value.name });
  } finally {
    await files.return(undefined);
  }
}

async function* withoutFiles(): AsyncGenerator<BackedUpFile> {}

async function* readFile(
  { name, stream }: ReadFile,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(refuseAs({ reason: 'damaged', path: name }, signal));
      if (done) return;
      // Pieces of a file, which are never shared memory.
      yield value as Uint8Array<ArrayBuffer>;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** What a reading that failed says of the backup: nothing, where the disk or the reader ended it. */
function refuseAs(refusal: BackupRefusal, signal: AbortSignal | undefined): (error: unknown) => never {
  return (error) => {
    signal?.throwIfAborted();
    throw error instanceof PackStreamError ? error : new BackupError(refusal, { cause: error });
  };
}
