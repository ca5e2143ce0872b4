import { release } from '../model/memory.ts';
import { joinBytes, toMegabytes } from './bytes.ts';
import type { ReadLimits } from './limits.ts';
import type { ProblemLog } from './problems.ts';

/** Consecutive lines of a text. */
export interface LineBlock {
  /** 1-based number of the first line. */
  readonly firstLine: number;
  /** Without line feeds. A line that could not be read is empty; its problem is in the log. */
  readonly lines: readonly string[];
  /** The same lines as one text. */
  readonly text: string;
}

const LINE_FEED = 0x0a;

/**
 * Decodes UTF-8 and splits it into lines, holding no more than one chunk and one unfinished line.
 * Lines that are too long or no UTF-8 are reported and skipped.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
  log: ProblemLog,
): AsyncGenerator<LineBlock> {
  let nextLine = 1;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let isSkipping = false;

  const reportTooLong = (line: number) =>
    log.add('line-too-long', { line }, { megabytes: toMegabytes(limits.maxLineBytes) });

  const finish = (bytes: Uint8Array): LineBlock => {
    const { text, lines } = decodeLines(bytes, nextLine, log);
    const block = { firstLine: nextLine, text, lines };
    for (const [index, line] of lines.entries()) {
      if (line.length <= limits.maxLineBytes) continue;
      reportTooLong(nextLine + index);
      lines[index] = '';
    }
    nextLine += lines.length;
    return block;
  };

  const finishJoined = (parts: readonly Uint8Array[]): LineBlock => {
    const bytes = joinBytes(parts);
    const block = finish(bytes);
    release(bytes);
    return block;
  };

  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) {
      if (!isSkipping) {
        pending.push(chunk);
        pendingBytes += chunk.length;
      }
    } else {
      let whole = chunk.subarray(0, end);
      if (isSkipping) {
        // The rest of the line that was given up ends at the first line feed of this chunk.
        isSkipping = false;
        nextLine += 1;
        const start = chunk.indexOf(LINE_FEED) + 1;
        whole = start > end ? new Uint8Array() : chunk.subarray(start, end);
        if (start <= end) yield finish(whole);
      } else {
        yield pending.length === 0 ? finish(whole) : finishJoined([...pending, whole]);
      }
      const tail = chunk.subarray(end + 1);
      pending = tail.length > 0 ? [tail] : [];
      pendingBytes = tail.length;
    }
    if (pendingBytes > limits.maxLineBytes) {
      reportTooLong(nextLine);
      isSkipping = true;
      pending = [];
      pendingBytes = 0;
    }
  }
  if (pendingBytes > 0) yield finishJoined(pending);
}

/** One fatal decoding for all lines is several times faster than one each; only a fault is looked for line by line. */
function decodeLines(
  bytes: Uint8Array,
  firstLine: number,
  log: ProblemLog,
): { text: string; lines: string[] } {
  const text = decodeStrictly(bytes, firstLine === 1);
  if (text !== undefined) return { text, lines: text.split('\n') };
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    const line = decodeStrictly(bytes.subarray(start, end), firstLine === 1 && start === 0);
    if (line === undefined) log.add('not-utf8', { line: firstLine + lines.length }, {});
    lines.push(line ?? '');
    start = end + 1;
  }
  return { text: lines.join('\n'), lines };
}

/** The text, or undefined if the bytes are no UTF-8. A byte order mark counts only at the start of a file. */
export function decodeStrictly(bytes: Uint8Array, isStart: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: !isStart }).decode(bytes);
  } catch {
    // The decoder says no more than that the bytes are wrong; the caller knows where they stand.
    return undefined;
  }
}
