import type { PackHeader } from '../model/fact-pack.ts';
import type { PackConflict } from '../pack/conflicts.ts';
import type { UpdatePlan } from '../pack/plan.ts';
import type { PackProblem } from '../pack/problems.ts';
import type { TrustDecision } from '../pack/signature.ts';
import type { GenerationSummary, RecordCounts } from '../store/fact-store.ts';

/*
 * What an import tells while it runs and when it ends. All of it is plain data, because it crosses from
 * the worker to the settings page.
 */

/** reading: file to staged records. grouping: records to dossiers and gazetteer. comparing: with what is installed. */
export type ImportPhase = 'reading' | 'grouping' | 'comparing';

export interface ImportProgress {
  readonly phase: ImportPhase;
  /** Bytes of the file read so far. */
  readonly bytes: number;
  /** Bytes of the whole file; undefined where nobody knows. */
  readonly totalBytes: number | undefined;
  readonly records: number;
  /** Share of the phase that is done, 0..1; undefined where the whole is unknown. */
  readonly done: number | undefined;
}

/** Whether a pack is signed, and by whom. */
export interface AcceptedTrust
  extends Pick<Extract<TrustDecision, { accepted: true }>, 'state' | 'pin' | 'isKeyChange'> {
  /** A key was pinned before. */
  readonly isPinned: boolean;
}
export type TrustRefusal = Extract<TrustDecision, { accepted: false }>['reason'];

/** What an import would change, shown before it is committed. */
export interface ImportPreview {
  /** Name of the file, or its address. */
  readonly name: string;
  readonly header: PackHeader;
  readonly counts: RecordCounts;
  readonly trust: AcceptedTrust;
  /** The version that serves until now; undefined for a new pack. */
  readonly replaces: GenerationSummary | undefined;
  /** Record by record, where there is a version to compare with; one that is damaged can only be replaced. */
  readonly plan: UpdatePlan | undefined;
  /** Where it contradicts other installed packs; the first 200. */
  readonly conflicts: readonly PackConflict[];
  readonly warnings: readonly PackProblem[];
  readonly warningCount: number;
}

/** Why a file is not imported. Nothing was changed. */
export type ImportRefusal =
  /** The file has errors; warnings may be among the problems. At most 200 of them, errors first. */
  | {
      readonly reason: 'problems';
      readonly problems: readonly PackProblem[];
      readonly errorCount: number;
      readonly warningCount: number;
    }
  /** Its signature is false, or not the one that updates of the installed pack must carry. */
  | { readonly reason: 'untrusted'; readonly because: TrustRefusal }
  /** It is sound, but another pack than the one that was to be updated. */
  | { readonly reason: 'other-pack'; readonly packId: string }
  /** Another window imports the same pack. */
  | { readonly reason: 'busy'; readonly packId: string }
  /** The disk or the browser's quota is full. */
  | { readonly reason: 'no-space' }
  | { readonly reason: 'canceled' };
