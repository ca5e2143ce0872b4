import type { Dossier } from '../model/dossier.ts';
import { type ChangeKind, planUpdate, type UpdatePlan } from '../pack/plan.ts';
import { compareEntityIds } from '../store/entity-order.ts';
import type { Generation } from '../store/fact-store.ts';

/** Changes `offset` up to `offset + limit` of those of some kinds. */
export interface ChangePage {
  readonly offset: number;
  readonly limit: number;
  /** All kinds, if left out. */
  readonly kinds?: readonly ChangeKind[] | undefined;
}

export interface Comparison {
  readonly page: ChangePage;
  /** Told which share is done, 0..1. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What replacing one generation of a pack by another would do, with one page of the changes. */
export function compareGenerations(
  before: Generation,
  after: Generation,
  { page: { kinds, ...page }, onProgress, signal }: Comparison,
): Promise<UpdatePlan> {
  return planUpdate(
    { header: before.summary.header, dossiers: before.dossiers() },
    { header: after.summary.header, dossiers: countBatches(after, onProgress) },
    {
      compareIds: compareEntityIds,
      page: kinds ? { ...page, accepts: ({ kind }) => kinds.includes(kind) } : page,
      signal,
    },
  );
}

/** The dossiers of a generation, telling which share of them has been handed out. */
async function* countBatches(
  generation: Generation,
  onProgress: ((done: number) => void) | undefined,
): AsyncGenerator<readonly Dossier[]> {
  let seen = 0;
  for await (const batch of generation.dossiers()) {
    yield batch;
    seen += batch.length;
    onProgress?.(seen / generation.summary.counts.entities);
  }
}
