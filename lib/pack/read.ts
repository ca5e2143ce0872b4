import { Batcher, type PackBatch } from './batcher.ts';
import { type ByteCount, joinBytes, prepend, Refusal, readBytes, refuse } from './bytes.ts';
import type { PackHasher } from './digest.ts';
import { readDocument } from './document.ts';
import { detectFraming, type Framing } from './framing.ts';
import { MEGABYTE, READ_LIMITS, type ReadLimits } from './limits.ts';
import type { ProblemLog } from './problems.ts';
import { readRecordLines } from './record-lines.ts';

export type { PackBatch } from './batcher.ts';

export interface ReadProgress {
  /** Bytes read of the file as it is, compressed or not. */
  readonly bytes: number;
  /** Bytes once gzip is taken off. */
  readonly expandedBytes: number;
  /** Records met so far, faulty ones included. */
  readonly records: number;
}

export interface ReadOptions {
  /** Gets every problem. An import must stop when it `hasErrors` at the end, or before. */
  readonly log: ProblemLog;
  readonly limits?: Partial<ReadLimits> | undefined;
  /** Stops the reading at the next half megabyte at the latest, and the stream at once. */
  readonly signal?: AbortSignal | undefined;
  /** Hashes the text on its way, for the signature; its result means nothing if reading stopped early. */
  readonly hasher?: PackHasher | undefined;
  /** Called after each batch. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
}

/**
 * Text after which a batch is handed over however few records it has, so that a thousand giants, or a desert
 * of blank lines, do not gather in memory. A thousand usual records take half a megabyte.
 */
const BATCH_BYTES = 8 * MEGABYTE;

/**
 * Reads an untrusted pack in either framing, gzip or not, told from its content. Each batch holds
 * records of the right shape; what is wrong with the others is in the log, and reading goes on as
 * far as it makes sense, so that a curator sees more than the first mistake. References and other
 * questions of meaning are `check.ts`'s.
 *
 * JSON Lines are streamed: memory stays flat whatever the size. A JSON document is held as a whole,
 * which is why it is bounded (`maxDocumentBytes`).
 *
 * @throws PackStreamError when the stream fails; the signal's reason when it aborts. Nothing else:
 *   whatever is in the file becomes a problem.
 */
export async function* readPack(
  stream: ReadableStream<Uint8Array>,
  { log, limits: given, signal, hasher, onProgress }: ReadOptions,
): AsyncGenerator<PackBatch> {
  const limits = { ...READ_LIMITS, ...given };
  const count: ByteCount = { bytes: 0, expandedBytes: 0 };
  const batcher = new Batcher(log, limits);
  /** Bytes of text that all batches but the present one stand in. */
  let handedOver = 0;
  const bytes = readBytes(stream, count, limits, signal);
  try {
    const { framing, chunks } = await findFraming(hashBytes(bytes, hasher), limits);
    const groups =
      framing === 'lines' ? readRecordLines(chunks, limits, log) : readDocument(chunks, limits, log);
    for await (const group of groups) {
      for (const candidate of group) {
        batcher.add(candidate);
        if (batcher.isFull) yield batcher.take();
      }
      if (batcher.records > 0 && count.expandedBytes - handedOver > BATCH_BYTES) {
        handedOver = count.expandedBytes;
        yield batcher.take();
      }
      onProgress?.({ ...count, records: batcher.records });
      if (log.errorCount >= limits.maxErrors) throw refuse('too-many-errors', { limit: limits.maxErrors });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.push(error.problem);
  }
  if (!batcher.isEmpty) yield batcher.take();
}

async function* hashBytes(
  chunks: AsyncIterable<Uint8Array>,
  hasher: PackHasher | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    await hasher?.add(chunk);
    yield chunk;
  }
}

async function findFraming(
  bytes: AsyncGenerator<Uint8Array>,
  limits: ReadLimits,
): Promise<{ readonly framing: Framing; readonly chunks: AsyncGenerator<Uint8Array> }> {
  let head: Uint8Array = new Uint8Array();
  while (head.length <= limits.maxLineBytes && !hasWholeLine(head)) {
    const { done, value } = await bytes.next();
    if (done) break;
    head = joinBytes([head, value]);
  }
  const detected = detectFraming(head);
  if ('found' in detected) throw refuse('not-a-pack', { found: detected.found });
  return { framing: detected.framing, chunks: prepend(head, bytes) };
}

/** Whether a line that is not blank ends within these bytes. */
function hasWholeLine(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => byte > 0x20);
  return start >= 0 && bytes.includes(0x0a, start);
}
