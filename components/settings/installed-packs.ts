import type { PackHeader } from '../../lib/model/fact-pack.ts';
import type { Subscription, UpdateInterval } from '../../lib/model/subscription.ts';
import type { UpdatePlan } from '../../lib/pack/plan.ts';
import type { ListChanges } from './list-changes.ts';

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
  readonly isPinned: boolean;
  /** What it takes on disk, about. */
  readonly bytes: number;
}

/** A pack as the reader has it. */
export interface PackEntry {
  readonly packId: string;
  /** It cannot be read, and serves nobody. `newer`: a later Factmark wrote it. */
  readonly damage?: 'damaged' | 'newer' | undefined;
  readonly isEnabled: boolean;
  /** Came with the extension. */
  readonly isBundled: boolean;
  /** Public key that updates must be signed with; undefined for a pack that came unsigned. */
  readonly pinnedKey?: string | undefined;
  readonly current: PackVersion;
  /** Versions that can be gone back to, the latest imported first. */
  readonly history: readonly PackVersion[];
}

/** What going to another version would change. */
export interface VersionComparison {
  readonly plan: UpdatePlan;
  readonly onList: ListChanges;
  /** Gives back what comparing needed. */
  close(): void;
}

/** How a pack is kept up to date. */
export interface UpdateView {
  readonly subscription: Subscription | undefined;
  /** Somebody looks for a newer version right now, from this page. */
  readonly isRunning: boolean;
}

/** What can be done with an installed pack. What fails is said beside it. */
export interface PackActions {
  readonly onEnable: (packId: string, isEnabled: boolean) => void;
  readonly onRemove: (packId: string) => void;
  readonly onRollBack: (packId: string, versionId: string) => void;
  readonly onPin: (packId: string, versionId: string, isPinned: boolean) => void;
  readonly onRemoveVersion: (packId: string, versionId: string) => void;
  readonly onExport: (packId: string, versionId: string) => void;
  readonly onCompare: (packId: string, versionId: string) => Promise<VersionComparison>;
  /** Called straight from a click, so that the browser may ask for access; so is `onUpdateNow`. */
  readonly onSubscribe: (packId: string, address: string) => void;
  readonly onUnsubscribe: (packId: string) => void;
  readonly onAutomatic: (packId: string, isOn: boolean) => void;
  readonly onInterval: (packId: string, hours: UpdateInterval) => void;
  readonly onUpdateNow: (packId: string) => void;
  /** Opens the import preview of a version that waits for a person. */
  readonly onReview: (packId: string) => void;
}
