import type { ReadLimits } from './limits.ts';
import { MEGABYTE } from './limits.ts';
import type { PackProblem } from './problems.ts';
import { createProblem } from './problems.ts';

/** The stream that a pack comes from broke off: a file that went away, a network that failed. */
export class PackStreamError extends Error {
  override readonly name = 'PackStreamError';
  constructor(options: { cause: unknown }) {
    super('The pack could not be read to its end', options);
  }
}

/** Ends a reading whose rest would say nothing more. Never leaves lib/pack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: PackProblem;
  constructor(problem: PackProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** How far a stream has been read. */
export interface ByteCount {
  /** As it arrives. */
  bytes: number;
  /** Once gzip is taken off; equal to `bytes` where there is none. */
  expandedBytes: number;
}

/** A chunk is handed on in windows of this size, so that progress and cancelling stay lively. */
const WINDOW_BYTES = MEGABYTE / 2;

/**
 * The bytes of a pack, gzip taken off if its magic bytes are there, in chunks of at most half a
 * megabyte, within limits.
 *
 * @throws Refusal past a limit or when gzip is damaged; PackStreamError when the stream fails;
 *   the signal's reason when it aborts.
 */
export async function* readBytes(
  stream: ReadableStream<Uint8Array>,
  count: ByteCount,
  limits: ReadLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const arriving = countArriving(stream, count, limits, signal);
  const head = await takeHead(arriving, 2);
  const isGzip = head.bytes[0] === 0x1f && head.bytes[1] === 0x8b;
  const all = prepend(head.bytes, arriving);
  for await (const chunk of isGzip ? expand(all, count) : all) {
    count.expandedBytes += chunk.length;
    if (count.expandedBytes > limits.maxExpandedBytes) {
      throw refuse('expanded-too-large', { megabytes: toMegabytes(limits.maxExpandedBytes) });
    }
    if (
      isGzip &&
      count.expandedBytes > limits.freeExpandedBytes &&
      count.expandedBytes > count.bytes * limits.maxExpansion
    ) {
      throw refuse('expands-too-much', { ratio: limits.maxExpansion });
    }
    for (let start = 0; start < chunk.length; start += WINDOW_BYTES) {
      signal?.throwIfAborted();
      yield chunk.subarray(start, start + WINDOW_BYTES);
    }
  }
}

/**
 * Compressed bytes expanded at a time. All that comes out of them is in memory at once, before anybody can
 * look at how much it is: a thousandfold at worst.
 */
const COMPRESSED_BYTES = 16 * 1024;

async function* countArriving(
  stream: ReadableStream<Uint8Array>,
  count: ByteCount,
  limits: ReadLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  // A read that waits for a slow network must end at once when the reader cancels.
  const stop = () => void reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener('abort', stop);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await read(reader);
      signal?.throwIfAborted();
      if (done) return;
      count.bytes += value.length;
      if (count.bytes > limits.maxBytes) {
        throw refuse('too-many-bytes', { megabytes: toMegabytes(limits.maxBytes) });
      }
      yield value;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    // Tells the source that nobody reads on; when it has ended or failed there is nothing to tell.
    await reader.cancel().catch(() => {});
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (cause) {
    throw new PackStreamError({ cause });
  }
}

async function* expand(chunks: AsyncIterable<Uint8Array>, count: ByteCount): AsyncGenerator<Uint8Array> {
  let sourceFailure: unknown;
  const iterator = chunks[Symbol.asyncIterator]();
  let waiting = new Uint8Array();
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        if (waiting.length === 0) {
          const { done, value } = await iterator.next();
          if (done) return controller.close();
          // A chunk of a file or a response is never shared memory.
          waiting = value as Uint8Array<ArrayBuffer>;
        }
        controller.enqueue(waiting.subarray(0, COMPRESSED_BYTES));
        waiting = waiting.subarray(COMPRESSED_BYTES);
      } catch (error) {
        sourceFailure = error;
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  const reader = compressed.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (sourceFailure !== undefined) throw sourceFailure;
    if (error instanceof Refusal) throw error;
    throw refuse('gzip-damaged', { bytes: count.bytes });
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The first chunks joined until `length` bytes are there or the stream ends. */
async function takeHead(
  chunks: AsyncGenerator<Uint8Array>,
  length: number,
): Promise<{ readonly bytes: Uint8Array }> {
  let bytes: Uint8Array = new Uint8Array();
  while (bytes.length < length) {
    const { done, value } = await chunks.next();
    if (done) break;
    bytes = bytes.length === 0 ? value : joinBytes([bytes, value]);
  }
  return { bytes };
}

export async function* prepend(
  head: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

/**
 * All bytes of a stream, joined.
 *
 * @returns undefined if there are more than `most`; the rest is left unread.
 * @throws whatever the stream fails with.
 */
export async function collectBytes(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) return undefined;
    parts.push(chunk);
  }
  return joinBytes(parts);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function toMegabytes(bytes: number): number {
  return Math.round(bytes / MEGABYTE);
}

export function refuse(...[code, params]: RefusalArguments): Refusal {
  return new Refusal(createProblem(code, {}, params as never));
}

type RefusalArguments = {
  [Problem in PackProblem as Problem['code']]: [code: Problem['code'], params: Problem['params']];
}[PackProblem['code']];
