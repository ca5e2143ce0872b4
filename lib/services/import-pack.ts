import type { Dossier } from '../model/dossier.ts';
import type { PackHeader } from '../model/fact-pack.ts';
import { type CheckOptions, readCheckedPack } from '../pack/check.ts';
import type { PackConflict } from '../pack/conflicts.ts';
import { type ChangeKind, type PlannedChange, planUpdate, type UpdatePlan } from '../pack/plan.ts';
import { type PackProblem, ProblemLog } from '../pack/problems.ts';
import { compareEntityIds } from '../store/entity-order.ts';
import type {
  FactStore,
  Generation,
  GenerationSummary,
  InstalledPack,
  RecordCounts,
  StagedGeneration,
} from '../store/fact-store.ts';
import { StoreError } from '../store/store-error.ts';
import { findPackConflicts } from './pack-conflicts.ts';

/** reading: file to staged records. grouping: records to dossiers and gazetteer. comparing: with the version that serves. */
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

/** What an import would change, shown before it is committed. */
export interface ImportPreview {
  /** Name of the file, or its address. */
  readonly name: string;
  readonly header: PackHeader;
  readonly counts: RecordCounts;
  /** The version that serves until now; undefined for a new pack. */
  readonly replaces: GenerationSummary | undefined;
  /** Record by record, where there is a version to compare with. */
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
  /** Another window imports the same pack. */
  | { readonly reason: 'busy'; readonly packId: string }
  /** The disk or the browser's quota is full. */
  | { readonly reason: 'no-space' }
  | { readonly reason: 'canceled' };

export type PackStaging =
  | {
      readonly ok: true;
      readonly preview: ImportPreview;
      /** More changes of `preview.plan`, which has the first 200 only. None for a new pack. */
      listChanges(page: ChangePage): Promise<readonly PlannedChange[]>;
      commit(): Promise<InstalledPack>;
      /** Drops what was staged. Safe twice; does nothing after `commit`. */
      discard(): Promise<void>;
    }
  | ({ readonly ok: false } & ImportRefusal);

/** Changes `offset` up to `offset + limit` of those of some kinds. */
export interface ChangePage {
  readonly offset: number;
  readonly limit: number;
  /** All kinds, if left out. */
  readonly kinds?: readonly ChangeKind[] | undefined;
}

export interface StagePackOptions extends Omit<CheckOptions, 'log'> {
  readonly store: FactStore;
  /** What the preview calls the file. */
  readonly name: string;
  readonly stream: ReadableStream<Uint8Array>;
  /** Bytes of the stream, if known. */
  readonly size?: number | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets every problem, where the result has the first 200 only. */
  readonly onProblem?: ((problem: PackProblem) => void) | undefined;
}

/**
 * Reads, checks and stages a pack: a generation that is complete but does not serve, until the
 * curator has seen the preview and says `commit`. Whatever fails, and whenever the signal aborts,
 * what was staged is dropped again.
 *
 * @throws StoreError when the store fails otherwise than for space, PackStreamError when the stream does.
 */
export async function stagePack(options: StagePackOptions): Promise<PackStaging> {
  const { store, signal, name } = options;
  let staged: StagedGeneration | undefined;
  try {
    const reading = await readIntoStore(options, (opened) => {
      staged = opened;
    });
    if (!reading.ok || !staged) {
      await staged?.abort();
      return reading.ok ? refuseUnread(reading.log) : reading;
    }
    const { header, log, progress } = reading;
    const kept = staged;
    const sealed = await kept.seal({
      signal,
      onProgress: (done) => options.onProgress?.({ ...progress, phase: 'grouping', done }),
    });
    const replaces = (await store.packs()).find(({ packId }) => packId === header.id)?.current;
    const compare = async (page: ChangePage, onProgress?: (done: number) => void) =>
      replaces && comparePacks(await store.openGeneration(replaces.id), sealed, { page, onProgress, signal });
    const plan = await compare({ offset: 0, limit: SHOWN_CHANGES }, (done) =>
      options.onProgress?.({ ...progress, phase: 'comparing', done }),
    );
    return {
      ok: true,
      preview: {
        name,
        header,
        counts: sealed.summary.counts,
        replaces,
        plan,
        conflicts: await findInstalledConflicts(store, sealed, signal),
        warnings: log.kept,
        warningCount: log.counts.warnings,
      },
      listChanges: async (page) => (await compare(page))?.changes ?? [],
      commit: () => {
        sealed.close();
        return kept.commit({ isBundled: false });
      },
      discard: () => {
        sealed.close();
        return kept.abort();
      },
    };
  } catch (error) {
    await staged?.abort();
    if (signal?.aborted) return { ok: false, reason: 'canceled' };
    if (error instanceof StoreError && error.isOutOfSpace) return { ok: false, reason: 'no-space' };
    throw error;
  }
}

/** Changes that a preview carries. */
const SHOWN_CHANGES = 200;

interface Comparison {
  readonly page: ChangePage;
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

async function comparePacks(
  before: Generation,
  after: Generation,
  { page: { kinds, ...page }, onProgress, signal }: Comparison,
): Promise<UpdatePlan> {
  try {
    return await planUpdate(
      { header: before.summary.header, dossiers: before.dossiers() },
      { header: after.summary.header, dossiers: countBatches(after, onProgress) },
      {
        compareIds: compareEntityIds,
        page: kinds ? { ...page, accepts: ({ kind }) => kinds.includes(kind) } : page,
        signal,
      },
    );
  } finally {
    before.close();
  }
}

async function findInstalledConflicts(
  store: FactStore,
  staged: Generation,
  signal: AbortSignal | undefined,
): Promise<readonly PackConflict[]> {
  const packs = (await store.packs()).filter(({ packId }) => packId !== staged.summary.packId);
  const others = await Promise.all(packs.map(({ current }) => store.openGeneration(current.id)));
  try {
    return await findPackConflicts(staged, others, signal);
  } finally {
    for (const other of others) other.close();
  }
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

type Reading =
  | {
      readonly ok: true;
      readonly header: PackHeader;
      readonly log: ProblemLog;
      readonly progress: Omit<ImportProgress, 'phase' | 'done'>;
    }
  | ({ readonly ok: false } & ImportRefusal);

/** @param onStaged Called as soon as there is something that a failure must clean up. */
async function readIntoStore(
  { store, stream, size, onProgress, signal, onProblem, today, isCommonWord }: StagePackOptions,
  onStaged: (staged: StagedGeneration) => void,
): Promise<Reading> {
  const log = new ProblemLog(onProblem);
  const original = keepBytes(stream);
  let progress = { bytes: 0, totalBytes: size, records: 0 };
  let staged: StagedGeneration | undefined;
  let header: PackHeader | undefined;
  const batches = readCheckedPack(original.stream, {
    log,
    signal,
    today,
    isCommonWord,
    onProgress: ({ bytes, records }) => {
      progress = { bytes, totalBytes: size, records };
      onProgress?.({ ...progress, phase: 'reading', done: size ? bytes / size : undefined });
    },
  });
  for await (const batch of batches) {
    if (batch.header) {
      header = batch.header;
      staged = await store.stage(header);
      if (!staged) return { ok: false, reason: 'busy', packId: header.id };
      onStaged(staged);
    }
    // With an error nothing will be imported: read on for the other mistakes, but write no more.
    if (!staged || log.hasErrors) {
      original.take();
      continue;
    }
    for (const bytes of original.take()) await staged.addOriginal(bytes);
    await staged.addSources(batch.sources);
    await staged.addEntities(batch.entities);
    await staged.addFacts(batch.facts);
  }
  if (log.hasErrors || !staged || !header) return refuseUnread(log);
  for (const bytes of original.take()) await staged.addOriginal(bytes);
  return { ok: true, header, log, progress };
}

function refuseUnread(log: ProblemLog): { readonly ok: false } & ImportRefusal {
  const { errors, warnings } = log.counts;
  return { ok: false, reason: 'problems', problems: log.kept, errorCount: errors, warningCount: warnings };
}

/** Passes a stream on and keeps what went through, until it is taken. */
function keepBytes(stream: ReadableStream<Uint8Array>): {
  readonly stream: ReadableStream<Uint8Array>;
  take(): Uint8Array<ArrayBuffer>[];
} {
  let kept: Uint8Array<ArrayBuffer>[] = [];
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      // A copy: whoever reads on may hand the bytes over to another thread.
      kept.push(bytes.slice());
      controller.enqueue(bytes);
    },
  });
  return {
    stream: stream.pipeThrough(tap),
    take: () => {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}
