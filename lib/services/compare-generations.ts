import { type ChangeKind, type PairBatch, planPairs, type UpdatePlan } from '../pack/plan.ts';
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
  return planPairs(before.summary.header, after.summary.header, watch(before, after, onProgress), {
    page: kinds ? { ...page, accepts: ({ kind }) => kinds.includes(kind) } : page,
    signal,
  });
}

/** The differences, telling which share of the new generation has been walked. */
async function* watch(
  before: Generation,
  after: Generation,
  onProgress: ((done: number) => void) | undefined,
): AsyncGenerator<PairBatch> {
  let seen = 0;
  for await (const difference of after.differencesFrom(before)) {
    yield difference;
    seen += difference.unchanged.entities + difference.pairs.filter(([, next]) => next).length;
    onProgress?.(seen / Math.max(1, after.summary.counts.entities));
  }
}
