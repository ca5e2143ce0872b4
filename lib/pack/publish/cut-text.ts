import { MEGABYTE } from '../limits.ts';

/** A chunk ends no sooner, but for the first and the last: each costs a request and 60 bytes of the manifest. */
const LEAST_BYTES = 32 * 1024;

/** A chunk ends here, in the middle of a line if it must. */
export const MOST_CHUNK_BYTES = MEGABYTE;

/** Of a line, what counts for where chunks end: kind and id of a record, and the entity that it is about. */
const LINE_HEAD_BYTES = 48;

/** One line in so many may end a chunk; with lines of 340 bytes chunks have 120 kB on average. */
const LINES_PER_END = 256;

const LINE_FEED = 0x0a;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Cuts the text of a pack into chunks whose ends depend on the text around them alone, so that two
 * versions of a pack have most chunks in common wherever a record came or went. Chunks end after whole
 * records; which ones, the beginning of the record's line decides, where its id stands: rewording a fact
 * moves no end. The first line, the header, changes with each version and is a chunk of its own.
 */
export class TextCutter {
  readonly #chunk = new Uint8Array(MOST_CHUNK_BYTES);
  #length = 0;
  #isFirstLine = true;
  #lineBytes = 0;
  #lineHash = FNV_OFFSET;

  /** @returns the chunks that are complete by now. */
  add(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let start = 0;
    while (start < bytes.length) {
      const found = bytes.indexOf(LINE_FEED, start);
      const lineEnd = found < 0 ? bytes.length : found + 1;
      const end = Math.min(lineEnd, start + MOST_CHUNK_BYTES - this.#length);
      this.#append(bytes.subarray(start, end));
      start = end;
      const isLineEnd = found >= 0 && end === lineEnd;
      if (this.#length === MOST_CHUNK_BYTES || (isLineEnd && this.#endsChunk())) chunks.push(this.#take());
      if (isLineEnd) this.#beginLine();
    }
    return chunks;
  }

  /** @returns the last chunk, if there is anything left. */
  finish(): Uint8Array<ArrayBuffer>[] {
    return this.#length > 0 ? [this.#take()] : [];
  }

  #append(bytes: Uint8Array): void {
    const headBytes = Math.min(bytes.length, LINE_HEAD_BYTES - this.#lineBytes);
    for (let i = 0; i < headBytes; i++) this.#lineHash = Math.imul(this.#lineHash ^ bytes[i]!, FNV_PRIME);
    this.#lineBytes += Math.max(headBytes, 0);
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #endsChunk(): boolean {
    if (this.#isFirstLine) return true;
    const mixed = Math.imul(this.#lineHash ^ (this.#lineHash >>> 15), 0x2c1b3c6d);
    return this.#length >= LEAST_BYTES && (mixed >>> 12) % LINES_PER_END === 0;
  }

  #beginLine(): void {
    this.#isFirstLine = false;
    this.#lineBytes = 0;
    this.#lineHash = FNV_OFFSET;
  }

  #take(): Uint8Array<ArrayBuffer> {
    const chunk = this.#chunk.slice(0, this.#length);
    this.#length = 0;
    return chunk;
  }
}

/** The chunks of a text as it streams by. */
export async function* cutText(
  text: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const cutter = new TextCutter();
  for await (const bytes of text) yield* cutter.add(bytes);
  yield* cutter.finish();
}
