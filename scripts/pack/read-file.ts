import { readEnglish } from '../../lib/locale/english.ts';
import { createTranslator } from '../../lib/locale/translator.ts';
import type { PackHeader } from '../../lib/model/fact-pack.ts';
import { readCheckedPack } from '../../lib/pack/check.ts';
import { describeProblem, type ProblemDescription } from '../../lib/pack/describe.ts';
import type { PackHasher } from '../../lib/pack/digest.ts';
import { type PackProblem, ProblemLog } from '../../lib/pack/problems.ts';
import type { PackBatch } from '../../lib/pack/read.ts';
import { isCommonName } from '../../lib/services/is-common-name.ts';
import { openFile } from './open-file.ts';
import type { Output } from './output.ts';

export interface FileReading {
  readonly header: PackHeader | undefined;
  readonly log: ProblemLog;
}

export interface FileReadingOptions {
  readonly onBatch?: (batch: PackBatch) => void;
  /** Gets every problem, where the log keeps the first 200. */
  readonly onProblem?: ((problem: PackProblem) => void) | undefined;
  /** Hashes the text for its signature. */
  readonly hasher?: PackHasher;
}

/** Reads and checks a pack file as an import does, with progress on a terminal. */
export async function readFile(
  file: string,
  output: Output,
  { onBatch, onProblem, hasher }: FileReadingOptions = {},
): Promise<FileReading> {
  const { stream, size } = await openFile(file);
  const log = new ProblemLog(onProblem);
  const progress = output.progress('Reading', size);
  let header: PackHeader | undefined;
  try {
    const batches = readCheckedPack(stream, {
      log,
      hasher,
      today: new Date().toISOString().slice(0, 10),
      isCommonWord: isCommonName,
      onProgress: ({ bytes }) => progress.update(bytes),
    });
    for await (const batch of batches) {
      header ??= batch.header;
      onBatch?.(batch);
    }
  } finally {
    progress.stop();
  }
  return { header, log };
}

const translator = createTranslator(readEnglish(['problems']));

export function describe(problem: PackProblem): ProblemDescription {
  return describeProblem(problem, (id, values) => translator.t(id, values));
}
