import type { SetupChanges } from '../../lib/backup/changes.ts';
import type { ImportState } from './import-state.ts';

/** What packs a backup would hold. */
export interface BackupSize {
  /** Versions of packs, each a file. */
  readonly versions: number;
  /** Bytes of all of them. */
  readonly bytes: number;
}

/** What restoring would do with a pack whose files are in the backup. */
export type PackRestoration = { readonly packId: string; readonly title: string } & (
  | { readonly action: 'none' | 'install-bundled' }
  | { readonly action: 'install'; readonly version: string; readonly others: number }
  | { readonly action: 'replace' | 'roll-back' | 'keep'; readonly from: string; readonly version: string }
);

/** A version of a pack that was not restored, and why. */
export interface RestorationProblem {
  readonly title: string;
  readonly version: string;
  readonly why: Extract<ImportState, { readonly phase: 'refused' | 'failed' }>;
}

/** Where the saving of a backup stands. */
export type SavingState =
  | { readonly phase: 'idle' }
  /** `done`: 0..1. */
  | { readonly phase: 'saving'; readonly done: number | undefined }
  /** `leftOut`: titles of packs that cannot be read. */
  | {
      readonly phase: 'saved';
      readonly fileName: string;
      readonly bytes: number;
      readonly leftOut: readonly string[];
    }
  | { readonly phase: 'failed'; readonly reason: 'noSpace' | 'save' };

/**
 * Where a restoration, or a reset, stands.
 *
 *   idle --file--> checking --in order--> preview --restore--> restoring --> restored
 *    ^               |  |                    |                    |
 *    +----cancel-----+  +--> failed          +--leave--> idle     +--> failed
 */
export type RestoringState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'checking'; readonly done: number | undefined }
  | {
      readonly phase: 'failed';
      readonly reason: 'not-a-backup' | 'other-version' | 'too-large' | 'storage' | 'restore' | 'canceled';
    }
  | { readonly phase: 'failed'; readonly reason: 'damaged'; readonly path: string }
  | {
      readonly phase: 'preview';
      readonly createdAt: string;
      readonly changes: SetupChanges;
      readonly packs: readonly PackRestoration[];
    }
  /** `pack`: the one that comes back now, with its version; after all of them come the settings. */
  | {
      readonly phase: 'restoring';
      readonly pack?: { readonly title: string; readonly version: string } | undefined;
      readonly done: number | undefined;
    }
  | { readonly phase: 'restored'; readonly problems: readonly RestorationProblem[] }
  | { readonly phase: 'reset' };
