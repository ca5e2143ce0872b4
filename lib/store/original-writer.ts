import type { OriginalMeta } from './backend.ts';

/** Bytes gathered before a piece is written. */
const PIECE_BYTES = 512 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b] as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** Keeps the imported file to the byte: as it is if it is gzip already, else compressed. */
export class OriginalWriter {
  readonly #writePiece: (number: number, bytes: Bytes) => Promise<void>;
  #pending: Bytes[] = [];
  #pendingBytes = 0;
  #pieces = 0;
  #bytes = 0;
  #isGzip: boolean | undefined;
  #compressor:
    | { readonly writer: WritableStreamDefaultWriter<Bytes>; readonly done: Promise<void> }
    | undefined;

  constructor(writePiece: (number: number, bytes: Bytes) => Promise<void>) {
    this.#writePiece = writePiece;
  }

  /** Bytes that the file takes in the store. */
  get bytes(): number {
    return this.#bytes;
  }

  async add(bytes: Bytes): Promise<void> {
    if (bytes.length === 0) return;
    // A first read of a single byte cannot tell; it is then compressed, which is never wrong.
    this.#isGzip ??= GZIP_MAGIC.every((byte, i) => bytes[i] === byte);
    if (this.#isGzip) return this.#keep(bytes);
    this.#compressor ??= this.#startCompressor();
    await this.#compressor.writer.ready;
    // Not awaited: `ready` holds the next call back. A failure shows there and in `finish`.
    this.#compressor.writer.write(bytes).catch(() => {});
  }

  /** @returns undefined if nothing was added. */
  async finish(): Promise<OriginalMeta | undefined> {
    if (this.#isGzip === undefined) return undefined;
    if (this.#compressor) {
      await this.#compressor.writer.close();
      await this.#compressor.done;
    }
    await this.#flush();
    return { pieces: this.#pieces, isOurGzip: !this.#isGzip };
  }

  abort(): void {
    this.#compressor?.writer.abort().catch(() => {});
  }

  #startCompressor() {
    const { readable, writable } = new CompressionStream('gzip');
    const writer = writable.getWriter();
    const done = readable.pipeTo(new WritableStream({ write: (bytes: Bytes) => this.#keep(bytes) }));
    // Whoever waits for `writer` or `done` hears of it; between the two calls nobody does.
    done.catch(() => {});
    return { writer, done };
  }

  async #keep(bytes: Bytes): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#bytes += bytes.length;
    if (this.#pendingBytes >= PIECE_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    const piece = new Uint8Array(this.#pendingBytes);
    let at = 0;
    for (const bytes of this.#pending) {
      piece.set(bytes, at);
      at += bytes.length;
    }
    this.#pending = [];
    this.#pendingBytes = 0;
    await this.#writePiece(this.#pieces++, piece);
  }
}
