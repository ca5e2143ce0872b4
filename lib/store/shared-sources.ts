import type { Source } from '../model/fact-pack.ts';
import type { GenerationMeta, GenerationReader } from './backend.ts';
import { chunksOf, hashId } from './entity-order.ts';

/** Reads the sources that dossiers share, keeping the chunks that were used last. */
export class SharedSources {
  readonly #firstHashes: Uint32Array;
  readonly #reader: GenerationReader;
  readonly #capacity: number;
  /** By chunk number, the one used longest ago first. */
  readonly #chunks = new Map<number, ReadonlyMap<string, Source>>();

  /** @param capacity Chunks kept. */
  constructor({ firstHashes }: GenerationMeta, reader: GenerationReader, capacity: number) {
    this.#firstHashes = firstHashes.sources;
    this.#reader = reader;
    this.#capacity = capacity;
  }

  /** @returns those that are there, by id. */
  async read(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Source>> {
    const found = new Map<string, Source>();
    if (ids.size === 0) return found;
    const missing = new Set<number>();
    for (const id of ids)
      for (const number of this.#chunksFor(id)) if (!this.#chunks.has(number)) missing.add(number);
    const used = await this.#readChunks([...missing]);
    for (const id of ids) {
      for (const number of this.#chunksFor(id)) {
        const chunk = used.get(number) ?? this.#touch(number);
        const source = chunk?.get(id);
        if (source) found.set(id, source);
      }
    }
    for (const [number, chunk] of used) this.#chunks.set(number, chunk);
    for (const number of this.#chunks.keys()) {
      if (this.#chunks.size <= this.#capacity) break;
      this.#chunks.delete(number);
    }
    return found;
  }

  /** Mostly one; ids whose hashes collide may lie in several. */
  *#chunksFor(id: string): Generator<number> {
    const { start, end } = chunksOf(this.#firstHashes, hashId(id));
    for (let number = start; number < end; number++) yield number;
  }

  async #readChunks(numbers: readonly number[]): Promise<Map<number, ReadonlyMap<string, Source>>> {
    if (numbers.length === 0) return new Map();
    const texts = await this.#reader.readChunks('sources', numbers);
    return new Map(
      numbers.map((number, i) => {
        const sources: readonly Source[] = JSON.parse(texts[i]!);
        return [number, new Map(sources.map((source) => [source.id, source]))];
      }),
    );
  }

  #touch(number: number): ReadonlyMap<string, Source> | undefined {
    const chunk = this.#chunks.get(number);
    if (chunk) {
      this.#chunks.delete(number);
      this.#chunks.set(number, chunk);
    }
    return chunk;
  }
}
