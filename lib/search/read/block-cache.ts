import type { SearchPart, SearchParts } from '../parts.ts';

/** Code units and bytes of blocks kept for the next letter: it mostly needs the same ones. */
const MAX_KEPT = 12_000_000;

/** Reads blocks, those that are asked for together in one transaction, and keeps the latest. */
export class BlockCache {
  readonly #parts: SearchParts;
  /** In the order of last use. */
  readonly #kept = new Map<string, SearchPart>();
  #length = 0;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  /** @throws Error if one is missing: the index is damaged. */
  async read(names: readonly string[]): Promise<readonly SearchPart[]> {
    const found = new Map<string, SearchPart | undefined>();
    for (const name of names) found.set(name, this.#kept.get(name));
    const missing = names.filter((name) => found.get(name) === undefined);
    if (missing.length > 0) {
      const parts = await this.#parts.read(missing);
      for (const [at, name] of missing.entries()) found.set(name, parts[at]);
    }
    const blocks = names.map((name) => {
      const block = found.get(name);
      if (block === undefined) throw new Error(`The search index lacks its part ${name}`);
      return block;
    });
    for (const [at, name] of names.entries()) this.#keep(name, blocks[at]!);
    return blocks;
  }

  #keep(name: string, block: SearchPart): void {
    if (this.#kept.delete(name)) this.#length -= lengthOf(block);
    this.#kept.set(name, block);
    this.#length += lengthOf(block);
    for (const [oldest, part] of this.#kept) {
      if (this.#length <= MAX_KEPT) return;
      this.#kept.delete(oldest);
      this.#length -= lengthOf(part);
    }
  }
}

function lengthOf(part: SearchPart): number {
  return typeof part === 'string' ? part.length : part.byteLength;
}
