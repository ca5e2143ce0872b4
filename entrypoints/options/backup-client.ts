import { proxy } from 'comlink';
import type { Setup } from '../../lib/backup/backup.ts';
import type { RestorationProgress } from '../../lib/services/backup/restore-packs.ts';
import type { BackedUpPacks } from '../../lib/services/backup/save-backup.ts';
import type { BackupWorkerApi, PlanResult, RestoreResult, SaveResult } from './backup-api.ts';
import type { ImportWorkerApi } from './import-api.ts';
import { startWorker } from './start-worker.ts';

/** Saves and restores backups in a worker; a signal cancels at any moment, and the result then says so. */
export interface BackupClient {
  findBackedUpPacks(): Promise<BackedUpPacks>;
  save(
    setup: Setup,
    isWithPacks: boolean,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ): Promise<SaveResult>;
  deleteSpooled(name: string): Promise<void>;
  plan(file: Blob, onProgress: (done: number) => void, signal: AbortSignal): Promise<PlanResult>;
  /** Restores the packs of the backup that was planned last. */
  restore(onProgress: (progress: RestorationProgress) => void, signal: AbortSignal): Promise<RestoreResult>;
  close(): void;
}

export function createBackupClient(): BackupClient {
  const { api, heed, close } = startWorker<BackupWorkerApi & Pick<ImportWorkerApi, 'cancel'>>();
  return {
    findBackedUpPacks: () => api.findBackedUpPacks(),
    save: (setup, isWithPacks, onProgress, signal) =>
      heed<SaveResult>(signal, async () => api.saveBackup(setup, isWithPacks, proxy(onProgress))),
    deleteSpooled: (name) => api.deleteSpooled(name),
    plan: (file, onProgress, signal) =>
      heed<PlanResult>(signal, async () => api.planRestoration(file, proxy(onProgress))),
    restore: (onProgress, signal) =>
      heed<RestoreResult>(signal, async () => api.restorePacks(proxy(onProgress))),
    close,
  };
}

/**
 * Passes progress on until the work is done: it comes over a channel of its own, and the last of it may well
 * come after the result.
 *
 * @returns what hears of progress, and what ends that.
 */
export function untilDone<T>(
  onProgress: (progress: T) => void,
): [hear: (progress: T) => void, stop: () => void] {
  let isDone = false;
  return [
    (progress) => {
      if (!isDone) onProgress(progress);
    },
    () => {
      isDone = true;
    },
  ];
}
