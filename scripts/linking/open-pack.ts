import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { readEnglish } from '../../lib/locale/english.ts';
import { createTranslator } from '../../lib/locale/translator.ts';
import { describeProblem } from '../../lib/pack/describe.ts';
import type { PackProblem } from '../../lib/pack/problems.ts';
import { type PackStaging, stagePack } from '../../lib/services/import-pack.ts';
import type { ReadingSegment } from '../../lib/services/reading.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { SetupError } from '../setup/project.ts';

/** A pack that cannot be used; the message has a line for each of its first errors. */
export class UnusablePackError extends SetupError {
  override readonly name = 'UnusablePackError';
}

const MOST_ERRORS = 10;

/**
 * Imports a pack file into a store, exactly as the extension does, and opens it for reading pages.
 *
 * @throws UnusablePackError if the file is no valid pack; Node's error if it cannot be read.
 */
export async function openPack(file: string, store: FactStore): Promise<ReadingSegment> {
  const { size } = await stat(file);
  const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  return open({ store, name: basename(file), stream, size }, file);
}

/** The same for a pack that was made just now. */
export async function openPackText(text: string, store: FactStore): Promise<ReadingSegment> {
  const blob = new Blob([text]);
  return open({ store, name: 'pack.jsonl', stream: blob.stream(), size: blob.size }, 'pack.jsonl');
}

async function open(request: Parameters<typeof stagePack>[0], file: string): Promise<ReadingSegment> {
  const { store } = request;
  const staging = await stagePack(request);
  if (!staging.ok) throw new UnusablePackError(explain(file, staging));
  const { current } = await staging.commit();
  const generation = await store.openGeneration(current.id);
  return { gazetteer: await generation.readGazetteer(), generation };
}

function explain(file: string, refusal: PackStaging & { readonly ok: false }): string {
  if (refusal.reason !== 'problems') return `${file}: ${refusal.reason}`;
  const translator = createTranslator(readEnglish(['problems']));
  const describe = (problem: PackProblem) =>
    `${file}: ${describeProblem(problem, (id, values) => translator.t(id, values)).sentence}`;
  const errors = refusal.problems.filter(({ severity }) => severity === 'error').slice(0, MOST_ERRORS);
  const more = refusal.errorCount - errors.length;
  return [...errors.map(describe), ...(more > 0 ? [`${file}: and ${more} more errors`] : [])].join('\n');
}
