import type { PackHeader } from '../model/fact-pack.ts';
import { type CheckOptions, readCheckedPack } from '../pack/check.ts';
import { type PackDigest, PackHasher } from '../pack/digest.ts';
import { type PackProblem, ProblemLog } from '../pack/problems.ts';
import type { FactStore, StagedGeneration } from '../store/fact-store.ts';
import type { ImportProgress, ImportRefusal } from './import-report.ts';

export interface ReadingOptions extends Omit<CheckOptions, 'log'> {
  readonly store: FactStore;
  readonly stream: ReadableStream<Uint8Array>;
  /** Bytes of the stream, if known. */
  readonly size?: number | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets every problem, where the result has the first 200 only. */
  readonly onProblem?: ((problem: PackProblem) => void) | undefined;
}

export type Reading =
  | {
      readonly ok: true;
      readonly staged: StagedGeneration;
      readonly header: PackHeader;
      /** Of the pack's text, for its signature. */
      readonly digest: PackDigest;
      readonly log: ProblemLog;
      readonly progress: Omit<ImportProgress, 'phase' | 'done'>;
    }
  | ({ readonly ok: false } & ImportRefusal);

/**
 * Reads and checks a pack, and stages its records and the file itself on the way. Whether there are
 * errors is known only at the end: what was staged is then of no use.
 *
 * @param onStaged Called as soon as there is something that a refusal or a failure must clean up.
 */
export async function readIntoStore(
  { store, stream, size, onProgress, signal, onProblem, today, isCommonWord }: ReadingOptions,
  onStaged: (staged: StagedGeneration) => void,
): Promise<Reading> {
  const log = new ProblemLog(onProblem);
  const hasher = new PackHasher();
  const original = keepBytes(stream, () => !log.hasErrors);
  let progress = { bytes: 0, totalBytes: size, records: 0 };
  let staged: StagedGeneration | undefined;
  let header: PackHeader | undefined;
  const batches = readCheckedPack(original.stream, {
    log,
    hasher,
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
    await staged.addSources(batch.sources, batch.jsons.sources);
    await staged.addEntities(batch.entities, batch.jsons.entities);
    await staged.addFacts(batch.facts, batch.jsons.facts);
  }
  if (log.hasErrors || !staged || !header) {
    const { errors, warnings } = log.counts;
    return { ok: false, reason: 'problems', problems: log.kept, errorCount: errors, warningCount: warnings };
  }
  for (const bytes of original.take()) await staged.addOriginal(bytes);
  return { ok: true, staged, header, digest: await hasher.finish(), log, progress };
}

/** Passes a stream on and keeps what went through for as long as that is wanted, until it is taken. */
function keepBytes(
  stream: ReadableStream<Uint8Array>,
  isWanted: () => boolean,
): {
  readonly stream: ReadableStream<Uint8Array>;
  take(): Uint8Array<ArrayBuffer>[];
} {
  let kept: Uint8Array<ArrayBuffer>[] = [];
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      // Nobody on the way changes them or hands them over: to copy them would double what passes through memory.
      // A line without an end brings no batch that would take them, only an error.
      if (isWanted()) kept.push(bytes as Uint8Array<ArrayBuffer>);
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
