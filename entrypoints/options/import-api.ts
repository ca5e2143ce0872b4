import type { PlannedChange } from '../../lib/pack/plan.ts';
import type { ChangePage } from '../../lib/services/compare-generations.ts';
import type { ImportPreview, ImportProgress, ImportRefusal } from '../../lib/services/import-report.ts';
import type { InstalledPack } from '../../lib/store/fact-store.ts';

/** Result of staging as it crosses from the worker: commit and discard stay behind, as calls of the client. */
export type StageResult =
  | { readonly ok: true; readonly preview: ImportPreview }
  | ({ readonly ok: false } & ImportRefusal)
  /** The browser keeps nothing here, as in some private windows. */
  | { readonly ok: false; readonly reason: 'no-storage' };

/** What the import worker answers, through comlink. */
export interface ImportWorkerApi {
  stage(file: Blob, name: string, onProgress: (progress: ImportProgress) => void): Promise<StageResult>;
  /** Stops the staging that runs; it then resolves as canceled. */
  cancel(): void;
  /** More changes of the preview's plan. */
  listChanges(page: ChangePage): Promise<readonly PlannedChange[]>;
  commit(): Promise<InstalledPack>;
  discard(): Promise<void>;
}
