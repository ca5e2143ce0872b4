import type { KeptPack, KeptVersion } from '../../backup/backup.ts';
import { compareVersions } from '../../pack/version.ts';
import type { FactStore, GenerationSummary, InstalledPack } from '../../store/fact-store.ts';
import { Comparison } from './comparison.ts';
import { type BackedUpFile, type OpenedBackup, openBackup } from './open-backup.ts';

/** What restoring would do with a pack. */
export type PackRestoration =
  /** The version that served then serves now. */
  | { readonly action: 'none' }
  /** Not installed: all its versions come back. */
  | { readonly action: 'install'; readonly version: string; readonly others: number }
  /** Comes with the extension, and was removed. */
  | { readonly action: 'install-bundled' }
  /** Another version serves; the one of then takes its place. What serves now stays in the history. */
  | { readonly action: 'replace'; readonly from: string; readonly version: string }
  /** The same, but the version of then is still in the history. */
  | {
      readonly action: 'roll-back';
      readonly from: string;
      readonly version: string;
      readonly generationId: string;
    }
  /** A higher version serves and is signed: it stays, as it would at any import of a lower one. */
  | { readonly action: 'keep'; readonly from: string; readonly version: string };

export interface PlannedPack {
  readonly packId: string;
  readonly title: string;
  readonly restoration: PackRestoration;
}

export interface RestorationPlan extends Pick<OpenedBackup, 'createdAt' | 'setup' | 'packs'> {
  /** Packs that are in the backup as files, and bundled ones, in its order. */
  readonly planned: readonly PlannedPack[];
}

export interface PlanOptions {
  readonly store: FactStore;
  readonly signal?: AbortSignal | undefined;
  /** Hears how many bytes of packs have been read, of how many. */
  readonly onProgress?: ((bytes: number, of: number) => void) | undefined;
}

/**
 * Reads a backup from its first byte to its last, and says what restoring it would do. Changes nothing.
 *
 * @throws BackupError unless all of it is in order; StoreError, PackStreamError, the signal's reason.
 */
export async function planRestoration(
  file: Blob,
  { store, signal, onProgress }: PlanOptions,
): Promise<RestorationPlan> {
  const { files, ...contents } = await openBackup(file, signal);
  const installed = new Map((await store.packs()).map((pack) => [pack.packId, pack]));
  const total = sizeOf(contents.packs);
  /** Generation of the same bytes as the version that served then, by pack. */
  const same = new Map<string, string>();
  let bytes = 0;
  for await (const found of files) {
    const { pack, version } = found;
    const generationId = await findSame(store, installed.get(pack.packId), found, (length) => {
      bytes += length;
      onProgress?.(bytes, total);
    });
    if (version.serves && generationId !== undefined) same.set(pack.packId, generationId);
  }
  const planned = contents.packs.flatMap((pack): PlannedPack[] => {
    const restoration = planPack(pack, installed.get(pack.packId), same.get(pack.packId));
    return restoration ? [{ packId: pack.packId, title: pack.title, restoration }] : [];
  });
  return { ...contents, planned };
}

/** Bytes of all files of packs. */
export function sizeOf(packs: readonly KeptPack[]): number {
  return packs.flatMap(({ versions }) => versions).reduce((sum, { size }) => sum + size, 0);
}

/** @returns undefined for a pack of which there is nothing in the backup. */
function planPack(
  { isBundled, versions }: KeptPack,
  installed: InstalledPack | undefined,
  same: string | undefined,
): PackRestoration | undefined {
  const served = versions.find(({ serves }) => serves);
  if (!served) return isBundled ? { action: installed ? 'none' : 'install-bundled' } : undefined;
  const { version } = served;
  if (!installed) return { action: 'install', version, others: versions.length - 1 };
  const { current, pinnedKey } = installed;
  if (same === current.id) return { action: 'none' };
  const from = current.header.version;
  if (same !== undefined) return { action: 'roll-back', from, version, generationId: same };
  const isOlder = pinnedKey !== undefined && compareVersions(version, from) < 0;
  return { action: isOlder ? 'keep' : 'replace', from, version };
}

/**
 * Reads a file of the backup to its end.
 *
 * @param onRead Told the length of each piece.
 * @returns the installed generation with the very same bytes, if there is one.
 */
async function findSame(
  store: FactStore,
  installed: InstalledPack | undefined,
  { version, stream }: BackedUpFile,
  onRead: (length: number) => void,
): Promise<string | undefined> {
  const generations = installed ? [installed.current, ...installed.history] : [];
  const alike = await openAlike(store, generations, version);
  try {
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return alike.find((one) => one.isSame())?.id;
      onRead(value.length);
      for (const one of alike) await one.compare(value);
    }
  } finally {
    for (const one of alike) one.close();
  }
}

/** Installed files that have the version and the length of a file of the backup. */
async function openAlike(
  store: FactStore,
  generations: readonly GenerationSummary[],
  { version, size }: KeptVersion,
): Promise<readonly Comparison[]> {
  const alike: Comparison[] = [];
  for (const { id, header } of generations) {
    if (header.version !== version) continue;
    const comparison = await Comparison.open(store, id, size);
    if (comparison) alike.push(comparison);
  }
  return alike;
}
