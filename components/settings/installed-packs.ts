import type { PackHeader } from '../../lib/model/fact-pack.ts';

export interface RecordCounts {
  readonly sources: number;
  readonly entities: number;
  readonly facts: number;
}

/** One version of a pack as the settings page shows it. */
export interface PackVersion {
  readonly id: string;
  readonly header: PackHeader;
  readonly counts: RecordCounts;
  /** Milliseconds since the epoch. */
  readonly importedAt: number;
}

/** A pack as the reader has it. */
export interface PackEntry {
  readonly packId: string;
  readonly isEnabled: boolean;
  /** Came with the extension. */
  readonly isBundled: boolean;
  readonly current: PackVersion;
  /** Versions that can be gone back to, the latest imported first. */
  readonly history: readonly PackVersion[];
}
