import type { Entity, Fact, Source } from '../model/fact-pack.ts';
import type { WriteSearchParts } from '../search/parts.ts';
import { CHUNK_KINDS, type GenerationWriter, type StoreBackend } from './backend.ts';
import { sumOf } from './checksum.ts';
import { type CreateDerivedWork, type DerivedWork, deriveHere } from './derived-work.ts';
import { hashId, partitionOf } from './entity-order.ts';
import type {
  CommitOptions,
  Generation,
  InstalledPack,
  KnownJsons,
  RecordCounts,
  SealOptions,
  StagedGeneration,
} from './fact-store.ts';
import { type BuiltGeneration, buildGeneration } from './generation-builder.ts';
import type { HeldLock } from './import-locks.ts';
import { KeywordPicker, wholeText } from './keywords.ts';
import { OriginalWriter } from './original-writer.ts';
import { Partitions, SLOTS } from './partitions.ts';
import {
  commitGeneration,
  type GenerationRow,
  getGeneration,
  installedPacks,
  summarize,
} from './registry.ts';
import { groupOf, SourceUses } from './source-uses.ts';
import { asStoreError } from './store-error.ts';
import { StoredGeneration } from './stored-generation.ts';
import { writeWaitingEntity, writeWaitingFact } from './waiting-records.ts';

/** Chunks of each kind that are read back, evenly spread; a small generation is read back as a whole. */
const VERIFIED_CHUNKS = 128;

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
  readonly createDerivedWork?: CreateDerivedWork | undefined;
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
  readonly #keywords = new KeywordPicker();
  readonly #derived: DerivedWork;
  readonly #counts: { -readonly [Kind in keyof RecordCounts]: number } = {
    sources: 0,
    entities: 0,
    facts: 0,
  };
  #row: GenerationRow;
  #phase: Phase = 'open';

  constructor(row: GenerationRow, { backend, writer, lock, createDerivedWork, bury }: StagingParts) {
    this.id = row.id;
    this.#row = row;
    this.#backend = backend;
    this.#writer = writer;
    this.#lock = lock;
    this.#bury = bury;
    this.#partitions = new Partitions(() => backend.createStaging(row.id));
    this.#original = new OriginalWriter((number, bytes) => writer.writeOriginalPiece(number, bytes));
    const write: WriteSearchParts = (parts) => writer.writeSearchParts(parts);
    this.#derived = createDerivedWork?.(row.id, write) ?? deriveHere(write);
  }

  addSources(sources: readonly Source[], known: KnownJsons = []): Promise<void> {
    this.#expect('open');
    return asStoreError('stage', async () => {
      this.#counts.sources += sources.length;
      const jsons = toJsons(sources, known);
      await this.#derived.add({ kind: 'sources', records: sources, jsons });
      for (const json of jsons) {
        const full = this.#partitions.add(SLOTS.incomingSources, `s${json}`);
        if (full) await full;
      }
    });
  }

  addEntities(entities: readonly Entity[], known: KnownJsons = []): Promise<void> {
    this.#expect('open');
    return asStoreError('stage', async () => {
      this.#counts.entities += entities.length;
      const jsons = toJsons(entities, known);
      await this.#derived.add({ kind: 'entities', records: entities, jsons });
      for (const [index, entity] of entities.entries()) {
        this.#keywords.count(wholeText(entity.description ?? ''));
        const line = `e${writeWaitingEntity(entity, jsons[index]!)}` as const;
        const full = this.#partitions.add(partitionOf(hashId(entity.id)), line);
        if (full) await full;
      }
    });
  }

  addFacts(facts: readonly Fact[], known: KnownJsons = []): Promise<void> {
    this.#expect('open');
    return asStoreError('stage', async () => {
      this.#counts.facts += facts.length;
      const jsons = toJsons(facts, known);
      await this.#derived.add({ kind: 'facts', records: facts, jsons });
      for (const [index, fact] of facts.entries()) {
        const partitions: number[] = [];
        let mask = 0;
        for (const id of fact.about) {
          const partition = partitionOf(hashId(id));
          if (partitions.includes(partition)) continue;
          partitions.push(partition);
          mask |= 1 << groupOf(partition);
        }
        for (const { source } of fact.sources) this.#sourceUses.add(hashId(source), mask);
        this.#keywords.count(wholeText(fact.statement));
        const line = `f${writeWaitingFact(fact, jsons[index]!)}` as const;
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
        const indexing = this.#derived.finish();
        // Whoever waits for it hears of a failure; until then nobody does.
        indexing.catch(() => {});
        const originalPieces = await this.#original.finish();
        const built = await buildGeneration({
          partitions: this.#partitions,
          sourceUses: this.#sourceUses,
          keywords: this.#keywords,
          derived: this.#derived,
          writer: this.#writer,
          onProgress: (done) => onProgress?.(done * 0.95),
          signal,
        });
        const counts = { ...this.#counts };
        if (built.entities !== counts.entities) {
          throw new RangeError(`${counts.entities} entities were staged, ${built.entities} written`);
        }
        const indexLength = await indexing;
        this.#derived.stop();
        await this.#writer.finish({ ...built.meta, counts, originalPieces }, built.derived);
        this.#writer.close();
        await this.#partitions.delete();
        await this.#verify(built, signal);
        onProgress?.(1);
        this.#row = {
          ...this.#row,
          counts,
          bytes: built.bytes + built.derived.gazetteer.byteLength + indexLength + this.#original.bytes,
        };
        this.#phase = 'sealed';
        return new StoredGeneration(summarize(this.#row), await this.#backend.openGeneration(this.id));
      },
      signal,
    );
  }

  async commit(options: CommitOptions): Promise<InstalledPack> {
    this.#expect('sealed');
    const { pack, doomed } = await asStoreError('replace-pack', () =>
      this.#backend.updateRegistry((registry) => {
        // Another context that took this import for dead has swept it: it must not come back hollow.
        getGeneration(registry, this.id);
        const doomedIds = commitGeneration(registry, this.#row, options);
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
    this.#derived.stop();
    try {
      this.#writer.close();
      await this.#partitions.delete();
      await this.#bury([this.id]);
    } catch {
      // Nothing of it serves, and the next sweep deletes what is left.
    } finally {
      this.#lock.release();
    }
  }

  /** Reads back how much was written and a sample of it, before anyone relies on it. */
  async #verify({ meta, sums }: BuiltGeneration, signal: AbortSignal | undefined): Promise<void> {
    const reader = await this.#backend.openGeneration(this.id);
    try {
      const written = await reader.readMeta();
      for (const kind of CHUNK_KINDS) {
        signal?.throwIfAborted();
        const count = await reader.countChunks(kind);
        if (count !== meta.chunkCounts[kind] || count !== written.chunkCounts[kind]) {
          throw new Error(`${count} chunks of ${kind} read back, ${meta.chunkCounts[kind]} written`);
        }
        const stride = Math.max(1, Math.floor(count / VERIFIED_CHUNKS));
        const numbers = Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride);
        const chunks = await reader.readChunks(kind, numbers);
        const broken = numbers.find((number, i) => sumOf(chunks[i]!) !== sums[kind][number]);
        if (broken !== undefined) throw new Error(`Chunk ${broken} of ${kind} is not what was written`);
      }
    } finally {
      reader.close();
    }
  }

  #expect(phase: Phase): void {
    if (this.#phase !== phase) throw new RangeError(`The generation is ${this.#phase}, not ${phase}`);
  }
}

function toJsons(records: readonly object[], known: KnownJsons): readonly string[] {
  return records.map((record, index) => known[index] ?? JSON.stringify(record));
}
