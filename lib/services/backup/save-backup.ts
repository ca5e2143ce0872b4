import { type ArchiveFile, writeArchive } from '../../backup/archive.ts';
import { type KeptPack, type KeptVersion, type Setup, writeSetupFile } from '../../backup/backup.ts';
import { compareVersions } from '../../pack/version.ts';
import type { FactStore, Generation, GenerationSummary, InstalledPack } from '../../store/fact-store.ts';
import { exportPack } from '../export-pack.ts';
import { streamPieces } from '../stream-pieces.ts';

/** The first file of a backup. */
export const SETUP_FILE = 'setup.json';

type Bytes = Uint8Array<ArrayBuffer>;

export interface LeftOutPack {
  readonly packId: string;
  readonly title: string;
}

/** A version that a backup can hold, and the generation (lib/store) whose file it is. */
export interface SavedVersion extends KeptVersion {
  readonly generationId: string;
}

export interface SavedPack extends KeptPack {
  readonly versions: readonly SavedVersion[];
}

/** The versions of packs that a backup can hold: the reader's own, as far as they can be read. */
export interface BackedUpPacks {
  readonly packs: readonly SavedPack[];
  /** Bytes of their files. */
  readonly bytes: number;
  /** Packs with a version that came from no file, or cannot be read. */
  readonly leftOut: readonly LeftOutPack[];
}

/**
 * Looks which packs a backup can hold and how large their files are. Reads nothing of the files but their
 * beginnings.
 */
export async function findBackedUpPacks(store: FactStore): Promise<BackedUpPacks> {
  const packs: SavedPack[] = [];
  const leftOut: LeftOutPack[] = [];
  let files = 0;
  for (const pack of await store.packs()) {
    const { packId, isBundled, pinnedKey } = pack;
    const { title } = pack.current.header;
    const versions: SavedVersion[] = [];
    const wanted = isBundled ? [] : versionsOf(pack);
    for (const summary of wanted) {
      const file = await findFile(store, summary);
      if (file)
        versions.push({
          ...describeVersion(pack, summary),
          size: file.size,
          file: `packs/${++files}-${file.name}`,
        });
    }
    if (versions.length < wanted.length) leftOut.push({ packId, title });
    // What served is what a pack is; older versions alone would bring back what was replaced.
    const isWhole = versions.some(({ serves }) => serves);
    packs.push({ packId, title, isBundled, pinnedKey, versions: isWhole ? versions : [] });
  }
  const sizes = packs.flatMap(({ versions }) => versions.map(({ size }) => size));
  return { packs, bytes: sizes.reduce((sum, size) => sum + size, 0), leftOut };
}

export interface BackupParts {
  readonly store: FactStore;
  readonly setup: Setup;
  /** Packs whose files are to be in it; see `findBackedUpPacks`. */
  readonly packs: readonly SavedPack[];
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  /** Hears how many bytes of packs have gone by. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/**
 * Everything that a reader has, as one file that streams by.
 *
 * @returns its bytes; the stream fails with StoreError if a pack's file cannot be read, and with the signal's
 * reason when it aborts.
 */
export function saveBackup({
  store,
  setup,
  packs,
  now,
  signal,
  onProgress,
}: BackupParts): ReadableStream<Bytes> {
  const text = new TextEncoder().encode(writeSetupFile({ createdAt: now.toISOString(), setup, packs }));
  const first: ArchiveFile = { name: SETUP_FILE, size: text.length, open: () => streamOf(text) };
  let bytes = 0;
  const count = (piece: Bytes) => {
    signal?.throwIfAborted();
    bytes += piece.length;
    onProgress?.(bytes);
  };
  const files = packs.flatMap(({ versions }) =>
    versions.map(
      (version): ArchiveFile => ({
        name: version.file,
        size: version.size,
        open: () => streamPieces(readFile(store, version, count)),
      }),
    ),
  );
  return writeArchive([first, ...files], now);
}

/** All versions that there are, the lowest first: each can then be imported over the one before it. */
function versionsOf({ current, history }: InstalledPack): readonly GenerationSummary[] {
  return [current, ...history].sort(
    (a, b) => compareVersions(a.header.version, b.header.version) || a.importedAt - b.importedAt,
  );
}

function describeVersion({ current }: InstalledPack, summary: GenerationSummary) {
  const { header, importedAt, isPinned, detachedSignature } = summary;
  return {
    version: header.version,
    importedAt,
    isPinned,
    serves: summary.id === current.id,
    generationId: summary.id,
    ...(detachedSignature === undefined ? {} : { detachedSignature }),
  };
}

/** @returns undefined where there is no file, or it cannot be read. */
async function findFile(
  store: FactStore,
  { id }: GenerationSummary,
): Promise<{ readonly name: string; readonly size: number } | undefined> {
  let generation: Generation | undefined;
  try {
    generation = await store.openGeneration(id);
    const size = await generation.originalSize();
    const exported = await exportPack(generation);
    await exported?.stream.cancel();
    return exported && { name: exported.fileName, size };
  } catch {
    // What is damaged is named to the reader, and must not keep the rest out of the backup.
    return undefined;
  } finally {
    generation?.close();
  }
}

async function* readFile(
  store: FactStore,
  { generationId }: SavedVersion,
  count: (piece: Bytes) => void,
): AsyncGenerator<Bytes> {
  const generation = await store.openGeneration(generationId);
  try {
    const stream = await generation.originalFile();
    if (!stream) return;
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      count(value);
      yield value;
    }
  } finally {
    generation.close();
  }
}

function streamOf(bytes: Bytes): ReadableStream<Bytes> {
  return new Blob([bytes]).stream() as ReadableStream<Bytes>;
}
