import type { ChunkKind, DerivedParts, GenerationMeta, GenerationWriter } from './backend.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { DossierChunkBuilder, PROFILES_PER_CHUNK, SOURCES_PER_CHUNK, writeSourceLine } from './chunks.ts';
import type { DerivedWork, NamedEntity } from './derived-work.ts';
import { compareHashed, hashId, PARTITION_COUNT } from './entity-order.ts';
import { type EntityGroup, PartitionGrouper } from './grouping.ts';
import { IdentitiesBuilder } from './identities.ts';
import type { KeywordPicker } from './keywords.ts';
import { type Partitions, SLOTS } from './partitions.ts';
import { GROUP_COUNT, groupOf, type SourceUses } from './source-uses.ts';
import { readWaitingEntity, readWaitingFact } from './waiting-records.ts';

/**
 * A source that more groups than this cite is stored once, apart from the dossiers; the others come
 * along with the dossiers that cite them. So a pack whose facts share a few sources does not repeat
 * them, and one with a source for every fact reads it without a search.
 */
const MAX_COPIES = 2;

interface BuildInput {
  readonly partitions: Partitions;
  readonly sourceUses: SourceUses;
  readonly keywords: KeywordPicker;
  readonly derived: DerivedWork;
  readonly writer: GenerationWriter;
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BuiltGeneration {
  readonly meta: Pick<GenerationMeta, 'chunkCounts' | 'firstHashes'>;
  readonly entities: number;
  readonly derived: DerivedParts;
  /** UTF-16 code units of all chunks: about as many bytes on disk, before compression. */
  readonly bytes: number;
  /** `sumOf` each chunk, by kind and number. */
  readonly sums: Readonly<Record<ChunkKind, readonly number[]>>;
}

/**
 * Turns the staged records into chunks of sources, dossiers and profiles and into the gazetteer, one
 * partition at a time, so that memory holds a 128th of the pack.
 *
 * @throws RangeError if the pack was not checked: an entity that comes twice, a source that is missing.
 */
export async function buildGeneration(input: BuildInput): Promise<BuiltGeneration> {
  const writers = {
    dossiers: new ChunkWriter('dossiers', input.writer),
    profiles: new ChunkWriter('profiles', input.writer),
    sources: new ChunkWriter('sources', input.writer),
  };
  await sendSources(input.partitions, input.sourceUses);
  const sourceHashes = await writeSharedSources(input.partitions, writers.sources);
  const dossiers = new DossierWriter(input, writers.dossiers, writers.profiles);
  const gazetteer = await input.derived.compileNames(dossiers.writeAll(), input.signal);
  const all = Object.values(writers);
  for (const writer of all) await writer.flush();
  await dossiers.stored;
  return {
    meta: {
      chunkCounts: {
        dossiers: writers.dossiers.sums.length,
        profiles: writers.profiles.sums.length,
        sources: writers.sources.sums.length,
      },
      firstHashes: {
        dossiers: Uint32Array.from(dossiers.firstHashes),
        sources: Uint32Array.from(sourceHashes),
      },
    },
    entities: dossiers.entities,
    derived: { gazetteer, identities: dossiers.identities.build() },
    bytes: all.reduce((sum, { length }) => sum + length, 0),
    sums: {
      dossiers: writers.dossiers.sums,
      profiles: writers.profiles.sums,
      sources: writers.sources.sums,
    },
  };
}

/** Moves each source to where those wait that cite it. */
async function sendSources(partitions: Partitions, uses: SourceUses): Promise<void> {
  for await (const lines of partitions.take(SLOTS.incomingSources)) {
    for (const line of lines as `s${string}`[]) {
      const { id } = JSON.parse(line.slice(1)) as { id: string };
      for (const slot of slotsFor(id, uses.find(hashId(id)))) {
        const full = partitions.add(slot, line);
        if (full) await full;
      }
    }
  }
  if (!uses.isComplete) throw new RangeError('A fact cites a source that the pack lacks');
}

function slotsFor(id: string, mask: number): number[] {
  const groups: number[] = [];
  for (let group = 0; group < GROUP_COUNT; group++) if (mask & (1 << group)) groups.push(group);
  return groups.length > MAX_COPIES ? [SLOTS.ofSharedSource(id)] : groups.map(SLOTS.citedIn);
}

/** Writes the sources that many cite, in the order of their hashes. @returns the first hash of each chunk. */
async function writeSharedSources(partitions: Partitions, writer: ChunkWriter): Promise<number[]> {
  const firstHashes: number[] = [];
  let chunk: string[] = [];
  const writeChunk = async () => {
    if (chunk.length === 0) return;
    await writer.add(chunk.join('\n'));
    chunk = [];
  };
  for (let group = 0; group < GROUP_COUNT; group++) {
    const sources = await takeSources(partitions, SLOTS.sharedIn(group));
    const sorted = [...sources]
      .map(([id, json]) => ({ id, json, hash: hashId(id) }))
      .sort((a, b) => compareHashed(a.hash, a.id, b.hash, b.id));
    for (const { hash, id, json } of sorted) {
      if (chunk.length === 0) firstHashes.push(hash);
      chunk.push(writeSourceLine(id, json));
      if (chunk.length === SOURCES_PER_CHUNK) await writeChunk();
    }
  }
  await writeChunk();
  return firstHashes;
}

async function takeSources(partitions: Partitions, slot: number): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for await (const lines of partitions.take(slot)) {
    for (const line of lines) {
      const json = line.slice(1);
      sources.set((JSON.parse(json) as { id: string }).id, json);
    }
  }
  return sources;
}

/** Writes dossiers and profiles, and hands out the entities on the way. */
class DossierWriter {
  readonly firstHashes: number[] = [];
  readonly identities = new IdentitiesBuilder();
  entities = 0;
  /** Of the file that the dossiers are in, if they are in one: stored while the gazetteer is still compiled. */
  stored: Promise<void> | undefined;
  readonly #input: BuildInput;
  readonly #dossiers: ChunkWriter;
  readonly #profiles: ChunkWriter;
  readonly #chunk = new DossierChunkBuilder();
  #profileJsons: string[] = [];

  constructor(input: BuildInput, dossiers: ChunkWriter, profiles: ChunkWriter) {
    this.#input = input;
    this.#dossiers = dossiers;
    this.#profiles = profiles;
  }

  async *writeAll(): AsyncGenerator<NamedEntity> {
    const { partitions, signal, onProgress } = this.#input;
    let sources: ReadonlyMap<string, string> = new Map();
    for (let partition = 0; partition < PARTITION_COUNT; partition++) {
      signal?.throwIfAborted();
      const group = groupOf(partition);
      if (partition === 0 || group !== groupOf(partition - 1)) {
        sources = await takeSources(partitions, SLOTS.citedIn(group));
      }
      const grouper = await this.#readPartition(partition);
      for (const entityGroup of grouper.groups(sources)) {
        const full = this.#write(entityGroup);
        if (full) await full;
        const { entity, entityJson: json } = entityGroup;
        const ordinal = this.entities++;
        this.identities.add(entity, ordinal);
        yield { ordinal, entity, json };
      }
      onProgress?.((partition + 1) / PARTITION_COUNT);
    }
    if (!this.#chunk.isEmpty) await this.#dossiers.add(this.#chunk.take());
    if (this.#profileJsons.length > 0) await this.#writeProfiles();
    await this.#dossiers.flush();
    this.stored = this.#input.writer.storeFile();
    // Whoever waits for it hears of a failure; until then nobody does.
    this.stored.catch(() => {});
  }

  #write(group: EntityGroup): Promise<unknown> | undefined {
    if (this.#chunk.isEmpty) this.firstHashes.push(group.hash);
    this.#chunk.add(group);
    this.#profileJsons.push(group.profileJson);
    const full = [
      this.#chunk.isFull ? this.#dossiers.add(this.#chunk.take()) : undefined,
      this.#profileJsons.length === PROFILES_PER_CHUNK ? this.#writeProfiles() : undefined,
    ].filter((promise) => promise !== undefined);
    return full.length > 0 ? Promise.all(full) : undefined;
  }

  #writeProfiles(): Promise<void> | undefined {
    const text = this.#profileJsons.join('\n');
    this.#profileJsons = [];
    return this.#profiles.add(text);
  }

  async #readPartition(partition: number): Promise<PartitionGrouper> {
    const grouper = new PartitionGrouper(this.#input.keywords);
    for await (const lines of this.#input.partitions.take(SLOTS.ofPartition(partition))) {
      for (const line of lines) {
        if (line[0] === 'e') grouper.addEntity(readWaitingEntity(line.slice(1)));
        else grouper.addFact(readWaitingFact(line.slice(1)));
      }
    }
    return grouper;
  }
}
