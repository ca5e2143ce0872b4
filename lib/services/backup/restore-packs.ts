import type { KeptPack, KeptVersion } from '../../backup/backup.ts';
import type { FactStore } from '../../store/fact-store.ts';
import { StoreError } from '../../store/store-error.ts';
import { type StagePackOptions, stagePack } from '../import-pack.ts';
import type { ImportProgress, ImportRefusal } from '../import-report.ts';
import { type BackedUpFile, openBackup } from './open-backup.ts';
import type { PlannedPack, RestorationPlan } from './plan-restoration.ts';

/** A version that could not be restored; everything else was. */
export interface RestorationProblem {
  readonly packId: string;
  readonly title: string;
  readonly version: string;
  readonly refusal: Exclude<ImportRefusal, { readonly reason: 'canceled' }>;
}

export interface RestorationProgress {
  readonly title: string;
  readonly version: string;
  /** Share of all that is to be imported, 0..1. */
  readonly done: number;
}

export interface RestoreOptions extends Pick<StagePackOptions, 'today' | 'isCommonWord' | 'signal'> {
  readonly store: FactStore;
  /** Milliseconds since the epoch: nothing was imported later than that, whatever the backup says. */
  readonly now: number;
  /** Installs the pack that comes with the extension. */
  readonly installBundled: (packId: string) => Promise<void>;
  readonly onProgress?: ((progress: RestorationProgress) => void) | undefined;
}

/**
 * Brings the packs of a backup back, each version the way of any import: checked, its signature verified, in
 * one transaction. What cannot be imported is left out and told; a pack whose serving version is left out is
 * not restored at all.
 *
 * @param plan Of the same file.
 * @throws BackupError if the file is not what was planned for; StoreError, PackStreamError, the signal's
 * reason: packs before are restored then, and trying again does the rest.
 */
export async function restorePacks(
  file: Blob,
  plan: RestorationPlan,
  options: RestoreOptions,
): Promise<readonly RestorationProblem[]> {
  const { store, signal, installBundled } = options;
  const planned = new Map(plan.planned.map((one) => [one.packId, one]));
  const problems: RestorationProblem[] = [];
  for (const { packId, restoration } of plan.planned) {
    if (restoration.action === 'install-bundled') await installBundled(packId);
    if (restoration.action === 'roll-back') await store.rollBack(packId, restoration.generationId);
  }
  const { files } = await openBackup(file, signal);
  const toImport = plan.packs.flatMap((pack) =>
    pack.versions.filter((version) => isImported(version, planned.get(pack.packId))),
  );
  const progress = createProgress(toImport, options.onProgress);
  let restoring: PackInstallation | undefined;
  try {
    for await (const found of files) {
      const { pack, version, stream } = found;
      if (!isImported(version, planned.get(pack.packId))) {
        await stream.cancel();
        continue;
      }
      if (restoring?.pack.packId !== pack.packId) {
        await restoring?.finish();
        restoring = new PackInstallation(pack, planned.get(pack.packId)!, options);
      }
      const refusal = await restoring.add(found, progress.of(pack, version));
      progress.end(version);
      if (refusal) {
        const { packId, title } = pack;
        problems.push({ packId, title, version: version.version, refusal });
        // Nothing after it would fit either.
        if (refusal.reason === 'no-space') break;
      }
    }
  } finally {
    await restoring?.finish();
  }
  return problems;
}

function isImported({ serves }: KeptVersion, planned: PlannedPack | undefined): boolean {
  const action = planned?.restoration.action;
  return action === 'install' || (action === 'replace' && serves);
}

/** One pack on its way back, version by version, the lowest first. */
class PackInstallation {
  readonly pack: KeptPack;
  readonly #isNew: boolean;
  readonly #options: RestoreOptions;
  #hasSome = false;
  /** The generation that is to serve, once it is there. */
  #served: { readonly generationId: string; readonly isPinned: boolean } | undefined;

  constructor(pack: KeptPack, { restoration }: PlannedPack, options: RestoreOptions) {
    this.pack = pack;
    this.#isNew = restoration.action === 'install';
    this.#options = options;
  }

  /** @returns why it is not imported; undefined if it is. */
  async add(
    { version, stream }: BackedUpFile,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<RestorationProblem['refusal'] | undefined> {
    const { store, signal, today, isCommonWord, now } = this.#options;
    const { packId, pinnedKey, versions } = this.pack;
    const staging = await stagePack({
      store,
      signal,
      today,
      isCommonWord,
      onProgress,
      name: version.file,
      stream,
      size: version.size,
      packId,
      detachedSignature: version.detachedSignature,
      // An installed pack gets a version that is new to it. Of one that is not installed, what is to serve has
      // to stay until all others are there.
      restored: this.#isNew
        ? { importedAt: Math.min(version.importedAt, now), isPinned: version.isPinned || version.serves }
        : undefined,
    });
    if (!staging.ok) {
      if (staging.reason !== 'canceled') return staging;
      signal?.throwIfAborted();
      throw new Error('An import was cancelled by nobody');
    }
    // Whoever changed the backup could have put another's pack under the same id.
    const isOther =
      this.#isNew &&
      version === versions.at(-1) &&
      pinnedKey !== undefined &&
      staging.preview.trust.pin !== pinnedKey;
    if (isOther) {
      await staging.discard();
      return { reason: 'untrusted', because: 'untrusted-key' };
    }
    const committed = await staging.commit().catch((error: unknown) => {
      if (error instanceof StoreError && error.isOutOfSpace) return undefined;
      throw error;
    });
    if (!committed) return { reason: 'no-space' };
    const { current } = committed;
    this.#hasSome = true;
    if (version.serves) this.#served = { generationId: current.id, isPinned: version.isPinned };
    return undefined;
  }

  /** Makes the version of then serve, or takes back what is there without it. */
  async finish(): Promise<void> {
    if (!this.#isNew || !this.#hasSome) return;
    const { store } = this.#options;
    const { packId } = this.pack;
    if (this.#served === undefined) await store.removePack(packId);
    else {
      const { generationId, isPinned } = this.#served;
      await store.rollBack(packId, generationId);
      if (!isPinned) await store.setPinned(generationId, false);
    }
  }
}

/** Share of an import's work that is reading; the rest is grouping. */
const READING_SHARE = 0.6;

function createProgress(
  versions: readonly KeptVersion[],
  onProgress: ((progress: RestorationProgress) => void) | undefined,
) {
  const all = versions.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  return {
    of:
      ({ title }: KeptPack, { version, size }: KeptVersion) =>
      ({ phase, done = 0 }: ImportProgress) => {
        const share = phase === 'reading' ? done * READING_SHARE : READING_SHARE + done * (1 - READING_SHARE);
        onProgress?.({ title, version, done: (before + share * size) / all });
      },
    end: ({ size }: KeptVersion) => {
      before += size;
    },
  };
}
