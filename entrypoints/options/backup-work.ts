import { BackupError } from '../../lib/services/backup/open-backup.ts';
import { planRestoration, type RestorationPlan } from '../../lib/services/backup/plan-restoration.ts';
import { restorePacks } from '../../lib/services/backup/restore-packs.ts';
import { findBackedUpPacks, saveBackup } from '../../lib/services/backup/save-backup.ts';
import type { StagePackOptions } from '../../lib/services/import-pack.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { deleteSpooled, spool } from '../../lib/store/spool-file.ts';
import { StoreError } from '../../lib/store/store-error.ts';
import { bundledPackId, restoreBundledPack } from '../shared/open-facts.ts';
import type { BackupWorkerApi, Canceled } from './backup-api.ts';

export interface BackupWorkOptions {
  readonly openStore: () => Promise<FactStore>;
  /** Runs it after what ran before, which it ends. */
  readonly takeTurn: <T>(run: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** What every import is checked with. */
  readonly checks: () => Pick<StagePackOptions, 'today' | 'isCommonWord'>;
  /** Lets through as much progress as a page can draw. */
  readonly throttle: <T>(onProgress: (progress: T) => void) => (progress: T) => void;
}

/** Saving and restoring backups, in the worker that imports packs. */
export function createBackupWork({
  openStore,
  takeTurn,
  checks,
  throttle,
}: BackupWorkOptions): BackupWorkerApi {
  let planned: { readonly file: Blob; readonly plan: RestorationPlan } | undefined;

  /** Cancelling is no failure. */
  const takeTurnUnlessCanceled = <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T | Canceled> =>
    takeTurn((signal) =>
      run(signal).catch((error: unknown): Canceled => {
        if (signal.aborted) return { ok: false, reason: 'canceled' };
        throw error;
      }),
    );

  return {
    findBackedUpPacks: async () => findBackedUpPacks(await openStore()),

    saveBackup: (setup, isWithPacks, onProgress) =>
      takeTurnUnlessCanceled(async (signal) => {
        const store = await openStore();
        const found = await findBackedUpPacks(store);
        const packs = found.packs.map((pack) => (isWithPacks ? pack : { ...pack, versions: [] }));
        const show = throttle(onProgress);
        const stream = saveBackup({
          store,
          setup,
          packs,
          now: new Date(),
          signal,
          onProgress: (bytes) => show(bytes / found.bytes),
        });
        try {
          const leftOut = isWithPacks ? found.leftOut.map(({ title }) => title) : [];
          return { ok: true, ...(await spool(stream)), leftOut };
        } catch (error) {
          if (isOutOfSpace(error)) return { ok: false, reason: 'noSpace' };
          throw error;
        }
      }),

    deleteSpooled: (name) => deleteSpooled(name),

    planRestoration: (file, onProgress) =>
      takeTurnUnlessCanceled(async (signal) => {
        planned = undefined;
        const store = await openStore();
        const show = throttle(onProgress);
        try {
          const plan = await planRestoration(file, {
            store,
            signal,
            onProgress: (bytes, of) => show(bytes / of),
          });
          // What is imported into this worker's own memory would reach nobody.
          const reachable = store.kind === 'memory' ? { ...plan, planned: [] } : plan;
          planned = { file, plan: reachable };
          return { ok: true, ...reachable };
        } catch (error) {
          if (error instanceof BackupError) return { ok: false, ...error.refusal };
          throw error;
        }
      }),

    restorePacks: (onProgress) =>
      takeTurnUnlessCanceled(async (signal) => {
        if (!planned) throw new RangeError('Nothing is planned');
        const { file, plan } = planned;
        const store = await openStore();
        const problems = await restorePacks(file, plan, {
          ...checks(),
          store,
          signal,
          now: Date.now(),
          installBundled: async (packId) => {
            if (packId === bundledPackId) await restoreBundledPack(store);
          },
          onProgress: throttle(onProgress),
        });
        return { ok: true, problems };
      }),
  };
}

function isOutOfSpace(error: unknown): boolean {
  const isQuota = error instanceof DOMException && error.name === 'QuotaExceededError';
  return isQuota || (error instanceof StoreError && error.isOutOfSpace);
}
