import type { SearchPart } from '../search/parts.ts';
import type {
  ChunkKind,
  DerivedParts,
  GenerationMeta,
  GenerationReader,
  GenerationWriter,
  StagingArea,
  StoreBackend,
} from './backend.ts';
import { createRegistry, type Registry } from './registry.ts';

interface MemoryGeneration {
  readonly chunks: Record<ChunkKind, string[]>;
  readonly original: Uint8Array<ArrayBuffer>[];
  readonly search: Map<string, SearchPart>;
  finished: { readonly meta: GenerationMeta; derived: DerivedParts } | undefined;
}

/** Keeps packs in this process, for where IndexedDB is unavailable. */
export class MemoryBackend implements StoreBackend {
  readonly kind = 'memory';
  #registry = createRegistry();
  readonly #generations = new Map<string, MemoryGeneration>();

  async readRegistry(): Promise<Registry> {
    return copyOf(this.#registry);
  }

  async updateRegistry<T>(change: (registry: Registry) => T): Promise<T> {
    const draft = copyOf(this.#registry);
    const result = change(draft);
    this.#registry = draft;
    return result;
  }

  async createGeneration(id: string): Promise<GenerationWriter> {
    const generation: MemoryGeneration = {
      chunks: { dossiers: [], profiles: [], sources: [] },
      original: [],
      search: new Map(),
      finished: undefined,
    };
    this.#generations.set(id, generation);
    return {
      async writeChunks(kind, first, chunks) {
        generation.chunks[kind].splice(first, chunks.length, ...chunks);
      },
      async writeOriginalPiece(number, bytes) {
        generation.original[number] = bytes;
      },
      async writeSearchParts(parts) {
        for (const [name, part] of parts) generation.search.set(name, part);
      },
      async storeFile() {},
      async finish(meta, derived) {
        generation.finished = { meta, derived };
      },
      close() {},
    };
  }

  async openGeneration(id: string): Promise<GenerationReader> {
    const get = () => {
      const generation = this.#generations.get(id);
      if (!generation?.finished) throw new Error(`Generation ${id} is gone`);
      return { ...generation, ...generation.finished };
    };
    get();
    return {
      readMeta: async () => get().meta,
      // A copy, as a database hands out: the reader may transfer it to another thread.
      readDerived: async (part) => structuredClone(get().derived[part]),
      replaceDerived: async (part, value) => {
        const { finished } = this.#generations.get(id)!;
        finished!.derived = { ...finished!.derived, [part]: value };
      },
      readChunks: async (kind, numbers) => {
        const chunks = get().chunks[kind];
        return numbers.map((number) => chunks[number]!);
      },
      readChunkRange: async (kind, first, count) => get().chunks[kind].slice(first, first + count),
      countChunks: async (kind) => get().chunks[kind].length,
      readOriginalPiece: async (number) => get().original[number]!.slice(),
      measureOriginal: async () => get().original.reduce((bytes, piece) => bytes + piece.length, 0),
      search: {
        read: async (names) => {
          const { search } = get();
          return names.map((name) => search.get(name));
        },
      },
      writeSearchParts: async (parts) => {
        const { search } = get();
        for (const [name, part] of parts) search.set(name, part);
      },
      close() {},
    };
  }

  async deleteGeneration(id: string): Promise<void> {
    this.#generations.delete(id);
  }

  async listGenerations(): Promise<readonly string[]> {
    return [...this.#generations.keys()];
  }

  async createStaging(): Promise<StagingArea> {
    return createMemoryStaging();
  }

  close(): void {}
}

/** For where nothing but memory is at hand. */
export function createMemoryStaging(): StagingArea {
  const parts = new Map<number, Uint8Array<ArrayBuffer>[]>();
  return {
    async write(added) {
      for (const { slot, bytes } of added) {
        const kept = parts.get(slot);
        if (kept) kept.push(bytes.slice());
        else parts.set(slot, [bytes.slice()]);
      }
    },
    async *read(slot) {
      yield* parts.get(slot) ?? [];
      parts.delete(slot);
    },
    async delete() {
      parts.clear();
    },
  };
}

function copyOf({ packs, generations, removals }: Registry): Registry {
  return { packs: new Map(packs), generations: new Map(generations), removals: new Map(removals) };
}
