import type { Entity, Fact, Source } from '../model/fact-pack.ts';
import type { GenerationMeta, GenerationWriter, StoreBackend } from './backend.ts';
import { Checksum } from './checksum.ts';
import { hashId, partitionOf } from './entity-order.ts';
import type { Generation, InstalledPack, RecordCounts, SealOptions, StagedGeneration } from './fact-store.ts';
import { buildGeneration } from './generation-builder.ts';
import type { HeldLock } from './import-locks.ts';
import { splitWords, WordCounts } from './keywords.ts';
import { OriginalWriter } from './original-writer.ts';
import { Partitions, SOURCES } from './partitions.ts';
import {
  commitGeneration,
  type GenerationRow,
  getGeneration,
  installedPacks,
  summarize,
} from './registry.ts';
import { SourceUses } from './source-uses.ts';
import { asStoreError } from './store-error.ts';
import { StoredGeneration } from './stored-generation.ts';

/** Chunks that one step of the verification reads. */
const CHUNKS_PER_STEP = 32;

/**
 *   open --seal--> sealed --commit--> committed
 *     |              |
 *     +----abort-----+--> aborted
 */
type Phase = 'open' | 'sealed' | 'committed' | 'aborted';

interface StagingParts {
  readonly backend: StoreBackend;
  readonly writer: GenerationWriter;
  readonly lock: HeldLock;
  /** Deletes the databases of generations that a commit doomed. */
  readonly bury: (generationIds: readonly string[]) => Promise<void>;
}

/** Writes a generation: see `StagedGeneration` for the promises. */
export class ChunkedStagedGeneration implements StagedGeneration {
  readonly id: string;
  readonly #backend: StoreBackend;
  readonly #writer: GenerationWriter;
  readonly #lock: HeldLock;
  readonly #bury: StagingParts['bury'];
  readonly #partitions: Partitions;
  readonly #original: OriginalWriter;
  readonly #sourceUses = new SourceUses();
  readonly #wordCounts = new WordCounts();
  readonly #counts: { -readonly [Kind in keyof RecordCounts]: number } = {
    sources: 0,
    entities: 0,
    facts: 0,
  };
  #row: GenerationRow;
  #phase: Phase = 'open';

  constructor(row: GenerationRow, { backend, writer, lock, bury }: StagingParts) {
    this.id = row.id;
    this.#row = row;
    this.#backend = backend;
    this.#writer = writer;
    this.#lock = lock;
    this.#bury = bury;
    this.#partitions = new Partitions(() => backend.createStaging(row.id));
    this.#original = new OriginalWriter((number, bytes) => writer.writeOriginalPiece(number, bytes));
  }

  addSources(sources: readonly Source[]): Promise<void> {
    this.#expect('open');
    return asStoreError('stage', async () => {
      this.#counts.sources += sources.length;
      for (const source of sources) await this.#partitions.add(SOURCES, `s${JSON.stringify(source)}`);
    });
  }

  addEntities(entities: readonly Entity[]): Promise<void> {
    this.#expect('open');
    return asStoreError('stage', async () => {
      this.#counts.entities += entities.length;
      for (const entity of entities) {
        if (entity.description) this.#wordCounts.add(splitWords(entity.description));
        const full = this.#partitions.add(partitionOf(hashId(entity.id)), `e${JSON.stringify(entity)}`);
        if (full) await full;
      }
    });
  }

  addFacts(facts: readonly Fact[]): Promise<void> {
    this.#expect('open');
    return asStoreError('stage', async () => {
      this.#counts.facts += facts.length;
      for (const fact of facts) {
        this.#wordCounts.add(splitWords(fact.statement));
        const partitions = new Set(fact.about.map((id) => partitionOf(hashId(id))));
        let mask = 0;
        for (const partition of partitions) mask |= 1 << partition;
        for (const { source } of fact.sources) this.#sourceUses.add(hashId(source), mask);
        const line = `f${JSON.stringify(fact)}` as const;
        for (const partition of partitions) {
          const full = this.#partitions.add(partition, line);
          if (full) await full;
        }
      }
    });
  }

  addOriginal(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#expect('open');
    return asStoreError('stage', () => this.#original.add(bytes));
  }

  seal({ onProgress, signal }: SealOptions = {}): Promise<Generation> {
    this.#expect('open');
    return asStoreError(
      'stage',
      async () => {
        const original = await this.#original.finish();
        const built = await buildGeneration({
          partitions: this.#partitions,
          sourceUses: this.#sourceUses,
          wordCounts: this.#wordCounts,
          writer: this.#writer,
          onProgress: (done) => onProgress?.(done * 0.9),
          signal,
        });
        if (built.entities !== this.#counts.entities) {
          throw new RangeError(`${this.#counts.entities} entities were staged, ${built.entities} written`);
        }
        const meta = { ...built.meta, counts: { ...this.#counts }, original };
        await this.#writer.finish(meta, built.gazetteer);
        this.#writer.close();
        await this.#partitions.delete();
        await this.#verify(meta, signal);
        onProgress?.(1);
        this.#row = {
          ...this.#row,
          counts: meta.counts,
          bytes: built.bytes + built.gazetteer.byteLength + this.#original.bytes,
        };
        this.#phase = 'sealed';
        return new StoredGeneration(summarize(this.#row), await this.#backend.openGeneration(this.id));
      },
      signal,
    );
  }

  async commit({ isBundled }: { isBundled: boolean }): Promise<InstalledPack> {
    this.#expect('sealed');
    const { pack, doomed } = await asStoreError('replace-pack', () =>
      this.#backend.updateRegistry((registry) => {
        // Another context that took this import for dead has swept it: it must not come back hollow.
        getGeneration(registry, this.id);
        const doomedIds = commitGeneration(registry, this.#row, isBundled);
        return {
          pack: installedPacks(registry).find(({ packId }) => packId === this.#row.packId)!,
          doomed: doomedIds,
        };
      }),
    );
    this.#phase = 'committed';
    await this.#bury(doomed);
    this.#lock.release();
    return pack;
  }

  async abort(): Promise<void> {
    if (this.#phase === 'committed' || this.#phase === 'aborted') return;
    this.#phase = 'aborted';
    try {
      this.#original.abort();
      this.#writer.close();
      await this.#partitions.delete();
      await this.#bury([this.id]);
    } catch {
      // Nothing of it serves, and the next sweep deletes what is left.
    } finally {
      this.#lock.release();
    }
  }

  /** Reads back what was written, before anyone relies on it. */
  async #verify(meta: GenerationMeta, signal: AbortSignal | undefined): Promise<void> {
    const reader = await this.#backend.openGeneration(this.id);
    try {
      const written = await reader.readMeta();
      if (JSON.stringify(written.counts) !== JSON.stringify(meta.counts)) {
        throw new Error('The counts read back are not those written');
      }
      for (const kind of ['dossiers', 'profiles'] as const) {
        const checksum = new Checksum();
        let first = 0;
        for (;;) {
          signal?.throwIfAborted();
          const chunks = await reader.readChunkRange(kind, first, CHUNKS_PER_STEP);
          if (chunks.length === 0) break;
          for (const chunk of chunks) checksum.add(chunk);
          first += chunks.length;
        }
        if (checksum.value !== meta.checksums[kind]) {
          throw new Error(`The ${kind} read back are not those written`);
        }
      }
    } finally {
      reader.close();
    }
  }

  #expect(phase: Phase): void {
    if (this.#phase !== phase) throw new RangeError(`The generation is ${this.#phase}, not ${phase}`);
  }
}
