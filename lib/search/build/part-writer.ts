import type { SearchPart, WriteSearchParts } from '../parts.ts';

/** Code units or bytes gathered before they are written in one transaction. */
const WRITE_LENGTH = 1_000_000;

/** Writes parts in batches, one batch while the next is gathered. */
export class PartWriter {
  /** UTF-16 code units and bytes added so far. */
  length = 0;
  readonly #write: WriteSearchParts;
  #pending = new Map<string, SearchPart>();
  #pendingLength = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(write: WriteSearchParts) {
    this.#write = write;
  }

  /** @returns a promise to wait for where a batch is full; undefined where the part was simply kept. */
  add(name: string, part: SearchPart): Promise<void> | undefined {
    const length = typeof part === 'string' ? part.length : part.byteLength;
    this.#pending.set(name, part);
    this.#pendingLength += length;
    this.length += length;
    return this.#pendingLength >= WRITE_LENGTH ? this.#send() : undefined;
  }

  /** Resolves when every part is written. */
  async flush(): Promise<void> {
    await this.#send();
    await this.#writing;
  }

  async #send(): Promise<void> {
    const parts = this.#pending;
    this.#pending = new Map();
    this.#pendingLength = 0;
    await this.#writing;
    if (parts.size === 0) return;
    this.#writing = this.#write(parts);
    // Whoever writes next hears of a failure; until then nobody does.
    this.#writing.catch(() => {});
  }
}
