import { createTarDecoder, createTarPacker } from 'modern-tar';

/*
 * A backup is an archive of files: tar, packed with gzip. Any program that opens archives opens it, and what
 * is in it streams past on the way in and on the way out, whatever its size.
 */

type Bytes = Uint8Array<ArrayBuffer>;

export interface ArchiveFile {
  readonly name: string;
  /** Bytes that `open` gives, exactly. */
  readonly size: number;
  /** Called when its turn has come. */
  open(): ReadableStream<Bytes> | Promise<ReadableStream<Bytes>>;
}

/**
 * The bytes of an archive with these files, in this order. It fails with what `open` or a file's stream
 * fails with.
 *
 * @param madeAt When each of the files is said to be of.
 */
export function writeArchive(files: readonly ArchiveFile[], madeAt: Date): ReadableStream<Bytes> {
  const { readable, controller } = createTarPacker();
  const pack = async () => {
    for (const { name, size, open } of files) {
      const stream = await open();
      await stream.pipeTo(controller.add({ name, size, type: 'file', mode: 0o644, mtime: madeAt }));
    }
    controller.finalize();
  };
  // Whoever reads the archive hears of it.
  pack().catch((error: unknown) => controller.error(error));
  return readable.pipeThrough(new CompressionStream('gzip'));
}

export interface ReadFile {
  readonly name: string;
  readonly size: number;
  /** To be read to its end, or cancelled, before the next file is asked for. */
  readonly stream: ReadableStream<Uint8Array>;
}

/**
 * The files of an archive, one after the other.
 *
 * @param stream Its bytes, gzip taken off.
 * @throws Error where they are no archive, or what `stream` fails with; so does a file's stream, also where it ends too soon.
 */
export async function* readArchive(stream: ReadableStream<Uint8Array>): AsyncGenerator<ReadFile> {
  const reader = stream.pipeThrough(createTarDecoder({ strict: true })).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const { name, size, type } = value.header;
      if (type !== 'file') throw new Error(`${name} is no file, but a ${type}`);
      yield { name, size, stream: value.body };
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
