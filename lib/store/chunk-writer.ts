import type { ChunkKind, GenerationWriter } from './backend.ts';
import { sumOf } from './checksum.ts';

/** Text gathered before it is written in one transaction, in UTF-16 code units. */
const WRITE_LENGTH = 1_000_000;

/** Numbers the chunks of one kind and writes them in batches, one batch while the next is gathered. */
export class ChunkWriter {
  readonly #kind: ChunkKind;
  readonly #writer: GenerationWriter;
  readonly #sums: number[] = [];
  #pending: string[] = [];
  #pendingLength = 0;
  #writing: Promise<void> = Promise.resolve();
  #length = 0;

  constructor(kind: ChunkKind, writer: GenerationWriter) {
    this.#kind = kind;
    this.#writer = writer;
  }

  /** UTF-16 code units added so far. */
  get length(): number {
    return this.#length;
  }

  /** `sumOf` each chunk, by its number. */
  get sums(): readonly number[] {
    return this.#sums;
  }

  /** @returns a promise to wait for where a batch was full; undefined where the chunk was simply kept. */
  add(chunk: string): Promise<void> | undefined {
    this.#sums.push(sumOf(chunk));
    this.#pending.push(chunk);
    this.#pendingLength += chunk.length;
    this.#length += chunk.length;
    return this.#pendingLength >= WRITE_LENGTH ? this.#write() : undefined;
  }

  /** Resolves when every chunk is written. */
  async flush(): Promise<void> {
    await this.#write();
    await this.#writing;
  }

  async #write(): Promise<void> {
    const chunks = this.#pending;
    const first = this.#sums.length - chunks.length;
    this.#pending = [];
    this.#pendingLength = 0;
    await this.#writing;
    if (chunks.length === 0) return;
    this.#writing = this.#writer.writeChunks(this.#kind, first, chunks);
    // Whoever writes next hears of a failure; until then nobody does.
    this.#writing.catch(() => {});
  }
}
