import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { SetupError } from '../setup/project.ts';

/** A line of a file that is not what it should be; the message names file and line. */
export class LineError extends SetupError {
  override readonly name = 'LineError';

  constructor(file: string, line: number, problem: string, options?: { cause: unknown }) {
    super(`${file}:${line}: ${problem}`, options);
  }
}

/** How much of a file was read, compressed or not as it is. */
export interface ReadProgress {
  bytes: number;
}

/**
 * The JSON values of a JSON Lines file, gzipped or not (by its name), one after the other.
 *
 * @param progress Kept up to date while reading.
 * @throws LineError for a line that is no JSON object, and where gzip is damaged or cut off.
 */
export async function* readJsonLines(
  file: string,
  progress?: ReadProgress,
): AsyncGenerator<{ line: number; value: Record<string, unknown> }> {
  const bytes = createReadStream(file);
  const stream = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // A pipe does not hand errors on.
  bytes.on('error', (error) => stream.destroy(error));
  let line = 0;
  try {
    for await (const text of splitLines(stream)) {
      line++;
      if (progress) progress.bytes = bytes.bytesRead;
      if (text.trim() === '') continue;
      yield { line, value: parseObject(file, line, text) };
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_'))) throw cause;
    throw new LineError(file, line + 1, `not gzip, or not all of it (${cause.message})`, { cause });
  }
}

/** At line feeds alone: readline parts texts at U+2028 and U+2029 too, which JSON holds as they are. */
async function* splitLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of stream) {
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    rest += first;
    for (const other of others) {
      yield rest;
      rest = other;
    }
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

function parseObject(file: string, line: number, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LineError(file, line, 'not JSON', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LineError(file, line, 'not a JSON object');
  }
  return value as Record<string, unknown>;
}
