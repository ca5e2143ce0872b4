import type { Setup } from '../../lib/backup/backup.ts';
import type { BackupRefusal } from '../../lib/services/backup/open-backup.ts';
import type { RestorationPlan } from '../../lib/services/backup/plan-restoration.ts';
import type { RestorationProblem, RestorationProgress } from '../../lib/services/backup/restore-packs.ts';
import type { BackedUpPacks } from '../../lib/services/backup/save-backup.ts';

/** Whatever can be cancelled and was: nothing more is to be said of it. */
export interface Canceled {
  readonly ok: false;
  readonly reason: 'canceled';
}

export type SaveResult =
  /** `name`: what to delete the file by, once the reader has it. */
  | {
      readonly ok: true;
      readonly content: Blob;
      readonly name: string | undefined;
      readonly leftOut: readonly string[];
    }
  | Canceled
  | { readonly ok: false; readonly reason: 'noSpace' };

export type PlanResult =
  | ({ readonly ok: true } & Pick<RestorationPlan, 'createdAt' | 'setup' | 'packs' | 'planned'>)
  | ({ readonly ok: false } & BackupRefusal)
  | Canceled;

export type RestoreResult =
  | { readonly ok: true; readonly problems: readonly RestorationProblem[] }
  | Canceled;

/** What the import worker does about backups; one thing at a time. `cancel` of its other half ends it. */
export interface BackupWorkerApi {
  /** Which packs a backup would hold. */
  findBackedUpPacks(): Promise<BackedUpPacks>;
  /** @param onProgress Hears the share that is done, 0..1. */
  saveBackup(setup: Setup, isWithPacks: boolean, onProgress: (done: number) => void): Promise<SaveResult>;
  deleteSpooled(name: string): Promise<void>;
  /** @param onProgress Hears the share that is done, 0..1. */
  planRestoration(file: Blob, onProgress: (done: number) => void): Promise<PlanResult>;
  /** Restores the packs of the backup that was planned last. */
  restorePacks(onProgress: (progress: RestorationProgress) => void): Promise<RestoreResult>;
}
