import type { ChangeKind, PlannedChange } from '../../lib/pack/plan.ts';

/** Lists changes of some kinds, or of all, from `offset` on; at most `limit`. */
export type ListChanges = (page: {
  readonly offset: number;
  readonly limit: number;
  readonly kinds?: readonly ChangeKind[] | undefined;
}) => Promise<readonly PlannedChange[]>;
