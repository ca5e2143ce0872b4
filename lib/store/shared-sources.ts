import type { GenerationMeta, GenerationReader } from './backend.ts';
import { findSource } from './chunks.ts';
import { chunksOf, hashId } from './entity-order.ts';

/** Reads the sources that dossiers share, keeping the chunks that were used last. */
export class SharedSources {
  readonly #firstHashes: Uint32Array;
  readonly #reader: GenerationReader;
  readonly #capacity: number;
  /** By chunk number; the one used longest ago comes first. */
  readonly #chunks = new Map<number, string>();

  /** @param capacity Chunks kept. */
  constructor({ firstHashes }: GenerationMeta, reader: GenerationReader, capacity: number) {
    this.#firstHashes = firstHashes.sources;
    this.#reader = reader;
    this.#capacity = capacity;
  }

  /** @returns JSON by id of those that are there. */
  async read(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    if (ids.size === 0 || this.#firstHashes.length === 0) return found;
    const wanted = new Map([...ids].map((id) => [id, chunksOf(this.#firstHashes, hashId(id))]));
    const chunks = await this.#readChunks([...wanted.values()]);
    for (const [id, { start, end }] of wanted) {
      // Mostly one; ids whose hashes collide may lie in several.
      for (let number = start; number < end; number++) {
        const source = findSource(chunks.get(number)!, id);
        if (source !== undefined) found.set(id, source);
      }
    }
    return found;
  }

  async #readChunks(
    ranges: readonly { readonly start: number; readonly end: number }[],
  ): Promise<ReadonlyMap<number, string>> {
    const chunks = new Map<number, string>();
    const missing = new Set<number>();
    for (const { start, end } of ranges) {
      for (let number = start; number < end; number++) {
        const chunk = this.#chunks.get(number);
        if (chunk === undefined) missing.add(number);
        else chunks.set(number, chunk);
      }
    }
    if (missing.size > 0) {
      const numbers = [...missing];
      const texts = await this.#reader.readChunks('sources', numbers);
      for (const [i, number] of numbers.entries()) chunks.set(number, texts[i]!);
    }
    for (const [number, chunk] of chunks) {
      this.#chunks.delete(number);
      this.#chunks.set(number, chunk);
    }
    for (const number of this.#chunks.keys()) {
      if (this.#chunks.size <= this.#capacity) break;
      this.#chunks.delete(number);
    }
    return chunks;
  }
}
