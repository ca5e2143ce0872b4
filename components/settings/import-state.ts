import type { PackHeader } from '../../lib/model/fact-pack.ts';
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

/** What importing a file would do. */
export interface ImportPreview {
  readonly header: PackHeader;
  readonly counts: RecordCounts;
  /** What serves now; undefined for a pack that is new here. */
  readonly replaces: { readonly header: PackHeader; readonly counts: RecordCounts } | undefined;
  /** Record by record, where there is a version to compare with. */
  readonly plan: UpdatePlan | undefined;
  readonly warnings: ProblemReport;
}

/**
 *   idle --file--> reading --sound--> preview --import--> committing --> done
 *    ^               |  |                |                    |
 *    +---cancel------+  +--> refused     +--discard--> idle   +--> failed
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
    }
  | { readonly phase: 'refused'; readonly fileName: string; readonly report: ProblemReport }
  | { readonly phase: 'preview'; readonly fileName: string; readonly preview: ImportPreview }
  | { readonly phase: 'committing'; readonly fileName: string }
  | { readonly phase: 'done'; readonly title: string; readonly version: string }
  /** The file is sound, but something else stood in the way; `reason` is a sentence. */
  | { readonly phase: 'failed'; readonly fileName: string; readonly reason: string };
