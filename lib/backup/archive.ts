/*
 * A backup is an archive of files: tar (POSIX ustar), packed with gzip. Any program that opens archives opens
 * it, and what is in it streams past on the way in and on the way out, whatever its size.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** Headers and files begin at multiples of this many bytes. */
const BLOCK = 512;
/** What one octal field of a header can say. */
const MOST_BYTES = 8 ** 11 - 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface ArchiveFile {
  /** ASCII, at most 100 characters. */
  readonly name: string;
  /** Bytes that `open` gives, exactly. */
  readonly size: number;
  /** Called when its turn has come. */
  open(): AsyncIterable<Bytes>;
}

/**
 * The bytes of an archive with these files, in this order, before gzip.
 *
 * @param madeAt When each of the files is said to be of.
 * @throws RangeError for a name that is too long, or a file of another size than it was said to have.
 */
export async function* writeArchive(files: readonly ArchiveFile[], madeAt: Date): AsyncGenerator<Bytes> {
  for (const { name, size, open } of files) {
    yield writeHeader(name, size, madeAt);
    let written = 0;
    for await (const bytes of open()) {
      written += bytes.length;
      yield bytes;
    }
    if (written !== size) throw new RangeError(`${name} has ${written} bytes, not ${size}`);
    yield new Uint8Array(paddingOf(size));
  }
  yield new Uint8Array(2 * BLOCK);
}

export interface ReadFile {
  readonly name: string;
  readonly size: number;
  /** What is left of it when the next file is asked for is passed over. */
  readonly content: AsyncGenerator<Uint8Array>;
}

/**
 * The files of an archive, one after the other.
 *
 * @param bytes Of the archive, gzip taken off, in pieces of any length.
 * @throws Error where they are no archive or end too soon, or what `bytes` throws; so does a file's content.
 */
export async function* readArchive(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<ReadFile> {
  const source = new ByteSource(bytes);
  try {
    for (;;) {
      const header = readHeader(await source.take(BLOCK));
      if (!header) return await source.readOut();
      const content = source.pieces(header.size);
      yield { ...header, content };
      // However much of it was read.
      for await (const _ of content);
      await source.take(paddingOf(header.size));
    }
  } finally {
    await bytes.return(undefined);
  }
}

/** Bytes that come in pieces of any length, taken as they are needed. */
class ByteSource {
  readonly #bytes: AsyncGenerator<Uint8Array>;
  #waiting: Uint8Array = new Uint8Array();

  constructor(bytes: AsyncGenerator<Uint8Array>) {
    this.#bytes = bytes;
  }

  async take(length: number): Promise<Uint8Array> {
    const taken = new Uint8Array(length);
    let at = 0;
    for await (const piece of this.pieces(length)) {
      taken.set(piece, at);
      at += piece.length;
    }
    return taken;
  }

  /** The next bytes as they came; ended early, the next call begins where it stopped. */
  async *pieces(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      while (this.#waiting.length === 0) {
        const { done, value } = await this.#bytes.next();
        if (done) throw new Error('The archive ends too soon');
        this.#waiting = value;
      }
      const piece = this.#waiting.subarray(0, left);
      this.#waiting = this.#waiting.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Behind the last file there are zeros and nothing else; read, so that a damaged end is found. */
  async readOut(): Promise<void> {
    for (let piece = this.#waiting; ; ) {
      if (piece.some((byte) => byte !== 0)) throw new Error('Something stands behind the end of the archive');
      const { done, value } = await this.#bytes.next();
      if (done) return;
      piece = value;
    }
  }
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function writeHeader(name: string, size: number, madeAt: Date): Bytes {
  if (!/^[\x20-\x7e]{1,100}$/.test(name) || size > MOST_BYTES) {
    throw new RangeError(`${name} with ${size} bytes cannot be in an archive`);
  }
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(encoder.encode(text), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, octal(size, 11));
  put(136, octal(Math.floor(madeAt.getTime() / 1000), 11));
  put(156, '0');
  put(257, 'ustar\x0000');
  put(148, `${octal(checksumOf(block), 6)}\0 `);
  return block;
}

/** @returns undefined for the block of zeros that ends an archive. */
function readHeader(block: Uint8Array): { readonly name: string; readonly size: number } | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const text = (at: number, length: number) =>
    decoder.decode(block.subarray(at, at + length)).split('\0')[0]!;
  const size = text(124, 12).trim();
  const isFile = /^[0-7]+$/.test(size) && /^0?$/.test(text(156, 1));
  if (!isFile || Number.parseInt(text(148, 8), 8) !== checksumOf(block)) {
    throw new Error('This is no file of an archive');
  }
  return { name: text(0, 100), size: Number.parseInt(size, 8) };
}

/** The sum of a header's bytes; its own eight count as spaces. */
function checksumOf(block: Uint8Array): number {
  return block.reduce((sum, byte, at) => sum + (148 <= at && at < 156 ? 0x20 : byte), 0);
}
