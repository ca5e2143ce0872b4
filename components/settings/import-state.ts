import type { EntityType, PackHeader } from '../../lib/model/fact-pack.ts';
import type { PackConflict } from '../../lib/pack/conflicts.ts';
import type { TableMapping } from '../../lib/pack/convert/table-mapping.ts';
import type { ChangeKind, UpdatePlan } from '../../lib/pack/plan.ts';
import type { RecordCounts } from './installed-packs.ts';

/** A problem of a file, in words. */
export interface DescribedProblem {
  readonly severity: 'error' | 'warning';
  /** Where, and what is wrong. */
  readonly sentence: string;
  /** What to do about it. */
  readonly fix: string;
}

/** The problems worth reading, and how many there are in all. */
export interface ProblemReport {
  readonly problems: readonly DescribedProblem[];
  readonly errors: number;
  readonly warnings: number;
}

/** What an update may do to a record, gravest last. */
export const CHANGE_KINDS = [
  'added',
  'changed',
  'superseded',
  'withdrawn',
  'removed',
] as const satisfies readonly ChangeKind[];

/** Whether a file is signed, and by whom, beside what is installed. */
export interface SignatureView {
  /**
   * unsigned; first: signed, and its key will be pinned; same: by the pinned key; handed-over: by a key
   * that the pinned one vouches for.
   */
  readonly state: 'unsigned' | 'first' | 'same' | 'handed-over';
  readonly publicKey: string | undefined;
}

/** What importing a file would do. */
export interface ImportPreview {
  readonly header: PackHeader;
  readonly counts: RecordCounts;
  /** What serves now; undefined for a pack that is new here. */
  readonly replaces: { readonly header: PackHeader; readonly counts: RecordCounts } | undefined;
  /** Record by record, where there is a version to compare with. */
  readonly plan: UpdatePlan | undefined;
  readonly signature: SignatureView;
  /** Where it contradicts other installed packs; the first of them. */
  readonly conflicts: readonly PackConflict[];
  readonly warnings: ProblemReport;
}

/** What a person says of a table that is to become a pack. */
export interface TableChoice {
  /** Id of the pack. */
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** Of rows that say no type. */
  readonly defaultType: EntityType;
  readonly mapping: TableMapping;
}

/** A table's beginning, with what is guessed of it. */
export interface TableDraft extends TableChoice {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 *   idle --file--> reading --sound--> preview --import--> committing --> done
 *    ^              |  ^ |               |                    |
 *    |              |  | +--table--> mapping                  |
 *    |              |  +----choice------+ |                   |
 *    +---cancel-----+--> refused          +--discard--> idle  +--> failed
 */
export type ImportState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'reading';
      readonly step: 'reading' | 'grouping' | 'comparing';
      readonly fileName: string;
      /** 0..1; undefined while nobody can tell. */
      readonly done: number | undefined;
      readonly records: number;
      readonly bytes: number;
      readonly totalBytes: number | undefined;
      readonly secondsLeft: number | undefined;
    }
  | { readonly phase: 'mapping'; readonly fileName: string; readonly table: TableDraft }
  | { readonly phase: 'refused'; readonly fileName: string; readonly report: ProblemReport }
  | { readonly phase: 'preview'; readonly fileName: string; readonly preview: ImportPreview }
  | { readonly phase: 'committing'; readonly fileName: string }
  | {
      readonly phase: 'done';
      readonly packId: string;
      readonly title: string;
      readonly version: string;
      /** Where it could be kept up to date from, if that is not done yet. */
      readonly address: string | undefined;
    }
  /** The file is sound, but something else stood in the way; `reason` is a sentence. */
  | {
      readonly phase: 'failed';
      readonly fileName: string;
      readonly reason: string;
      /** The address that was typed, to be mended. */
      readonly address?: string | undefined;
    };
