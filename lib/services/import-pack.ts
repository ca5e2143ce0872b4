import type { PackHeader } from '../model/fact-pack.ts';
import { type CheckOptions, readCheckedPack } from '../pack/check.ts';
import { type PackProblem, ProblemLog } from '../pack/problems.ts';
import type {
  FactStore,
  GenerationSummary,
  InstalledPack,
  RecordCounts,
  StagedGeneration,
} from '../store/fact-store.ts';
import { StoreError } from '../store/store-error.ts';

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
      commit(): Promise<InstalledPack>;
      /** Drops what was staged. Safe twice; does nothing after `commit`. */
      discard(): Promise<void>;
    }
  | ({ readonly ok: false } & ImportRefusal);

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
    const kept = staged;
    const sealed = await kept.seal({
      signal,
      onProgress: (done) => options.onProgress?.({ ...reading.progress, phase: 'grouping', done }),
    });
    sealed.close();
    const replaces = (await store.packs()).find(({ packId }) => packId === reading.header.id)?.current;
    return {
      ok: true,
      preview: {
        name,
        header: reading.header,
        counts: sealed.summary.counts,
        replaces,
        warnings: reading.log.kept,
        warningCount: reading.log.counts.warnings,
      },
      commit: () => kept.commit({ isBundled: false }),
      discard: () => kept.abort(),
    };
  } catch (error) {
    await staged?.abort();
    if (signal?.aborted) return { ok: false, reason: 'canceled' };
    if (error instanceof StoreError && error.isOutOfSpace) return { ok: false, reason: 'no-space' };
    throw error;
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
