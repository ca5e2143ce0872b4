import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CommandError } from './output.ts';

export interface OpenFile {
  readonly stream: ReadableStream<Uint8Array>;
  /** Bytes; 0 if unknown. */
  readonly size: number;
}

/** @param file A path, or "-" for standard input. */
export async function openFile(file: string): Promise<OpenFile> {
  if (file === '-') return { stream: toWeb(process.stdin), size: 0 };
  const info = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(error.code === 'ENOENT' ? `${file}: no such file` : `${file}: ${error.message}`);
  });
  if (info.isDirectory()) throw new CommandError(`${file} is a folder`);
  return { stream: toWeb(createReadStream(file)), size: info.size };
}

function toWeb(readable: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(readable) as ReadableStream<Uint8Array>;
}
