/** Bytes gathered before a piece is written. */
const PIECE_BYTES = 512 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Keeps the imported file to the byte, so that what is exported still carries its signature. It is kept
 * as it came: to compress a plain file would cost as much time as all the rest of its import
 * (docs/decisions/0043).
 */
export class OriginalWriter {
  readonly #writePiece: (number: number, bytes: Bytes) => Promise<void>;
  #pending: Bytes[] = [];
  #pendingBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #pieces = 0;
  #bytes = 0;

  constructor(writePiece: (number: number, bytes: Bytes) => Promise<void>) {
    this.#writePiece = writePiece;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async add(bytes: Bytes): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#bytes += bytes.length;
    if (this.#pendingBytes >= PIECE_BYTES) await this.#flush();
  }

  /** @returns how many pieces there are. */
  async finish(): Promise<number> {
    await this.#flush();
    await this.#writing;
    return this.#pieces;
  }

  async #flush(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    const piece = joinPieces(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    // One piece is written while the next is gathered.
    await this.#writing;
    this.#writing = this.#writePiece(this.#pieces++, piece);
    // Whoever writes next hears of a failure; until then nobody does.
    this.#writing.catch(() => {});
  }
}

/** What came in one large piece, as a file does, is not copied. */
function joinPieces(pieces: readonly Bytes[], length: number): Bytes {
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const bytes of pieces) {
    joined.set(bytes, at);
    at += bytes.length;
  }
  return joined;
}
