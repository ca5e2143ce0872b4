import type { Language } from '../../lib/model/settings.ts';
import type { FetchFailure, UpdateTarget } from '../../lib/model/subscription.ts';
import type { TablePreview } from '../../lib/pack/convert/csv.ts';
import type { PlannedChange } from '../../lib/pack/plan.ts';
import type { ChangePage } from '../../lib/services/compare-generations.ts';
import type { TableChoice } from '../../lib/services/convert-input.ts';
import type { ImportPreview, ImportProgress, ImportRefusal } from '../../lib/services/import-report.ts';
import type { PackUpdate } from '../../lib/services/update-pack.ts';
import type { InstalledPack } from '../../lib/store/fact-store.ts';

/** Where a pack comes from, or something that can be made into one. */
export type ImportSource =
  | {
      readonly kind: 'file';
      readonly file: Blob;
      readonly name: string;
      /** Text of the signature file chosen together with it. */
      readonly signature?: string | undefined;
    }
  | { readonly kind: 'address'; readonly url: string };

export interface StageRequest {
  readonly source: ImportSource;
  /** How to read a table; asked for by the answer `table`. */
  readonly table?: TableChoice | undefined;
}

/** Result of staging as it crosses from the worker: commit and discard stay behind, as calls of the client. */
export type StageResult =
  | { readonly ok: true; readonly preview: ImportPreview }
  | ({ readonly ok: false } & ImportRefusal)
  /** The browser keeps nothing here, as in some private windows. */
  | { readonly ok: false; readonly reason: 'no-storage' }
  /** The address gave no file, or not all of it. */
  | {
      readonly ok: false;
      readonly reason: 'not-fetched';
      readonly failure: FetchFailure;
      readonly status?: number | undefined;
    }
  /** A table: stage it again with what its columns mean. */
  | {
      readonly ok: false;
      readonly reason: 'table';
      readonly preview: TablePreview;
      readonly draft: Omit<TableChoice, 'mapping'>;
    };

/** What the import worker answers, through comlink. */
export interface ImportWorkerApi {
  stage(request: StageRequest, onProgress: (progress: ImportProgress) => void): Promise<StageResult>;
  /** Stops the staging or update that runs; a staging then resolves as canceled, an update is rejected. */
  cancel(): void;
  /** More changes of the preview's plan. */
  listChanges(page: ChangePage): Promise<readonly PlannedChange[]>;
  /** Makes what was staged serve, if there is room for it. */
  commit(): Promise<InstalledPack | 'no-space'>;
  discard(): Promise<void>;
  /** Every problem of the file that was staged last, as a text. */
  writeProblems(language: Language): Promise<Blob>;
  /** Looks for a newer version of a subscribed pack, and installs it if nothing speaks against it. */
  update(subscription: UpdateTarget, onProgress: (progress: ImportProgress) => void): Promise<PackUpdate>;
}
