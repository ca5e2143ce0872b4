import type { GazetteerEntry } from '../gazetteer/builder.ts';
import { compileGazetteer } from '../gazetteer/compile.ts';
import { entityAliases } from '../model/fact-pack.ts';
import type { GenerationMeta, GenerationWriter } from './backend.ts';
import { ChunkWriter, DossierChunkBuilder, PROFILES_PER_CHUNK } from './chunks.ts';
import { hashId, PARTITION_COUNT } from './entity-order.ts';
import { type EntityGroup, PartitionGrouper } from './grouping.ts';
import type { WordCounts } from './keywords.ts';
import { type Partitions, SOURCES } from './partitions.ts';
import type { SourceUses } from './source-uses.ts';

/**
 * A source that more partitions than this cite is held in memory while facts are grouped; the others
 * travel to the partitions that cite them. There is at most one such source for every 8 facts.
 */
const MAX_COPIES = 8;

interface BuildInput {
  readonly partitions: Partitions;
  readonly sourceUses: SourceUses;
  readonly wordCounts: WordCounts;
  readonly writer: GenerationWriter;
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BuiltGeneration {
  readonly meta: Omit<GenerationMeta, 'counts' | 'original'>;
  readonly entities: number;
  readonly gazetteer: ArrayBuffer;
  /** UTF-16 code units of all chunks: about as many bytes on disk, before compression. */
  readonly bytes: number;
}

/**
 * Turns the staged records into chunks of dossiers and profiles and into the gazetteer, one partition
 * at a time, so that memory holds a thirty-second of the pack.
 */
export async function buildGeneration(input: BuildInput): Promise<BuiltGeneration> {
  const { partitions, writer, wordCounts } = input;
  const dossiers = new ChunkWriter('dossiers', writer);
  const profiles = new ChunkWriter('profiles', writer);
  const firstHashes: number[] = [];
  const chunk = new DossierChunkBuilder();
  let profileJsons: string[] = [];
  let entities = 0;

  const writeGroup = async (group: EntityGroup) => {
    if (chunk.isEmpty) firstHashes.push(group.hash);
    chunk.add(group.entityJson, group.factJsons, group.sources);
    if (chunk.isFull) await dossiers.add(chunk.take());
    profileJsons.push(JSON.stringify(group.profile));
    if (profileJsons.length === PROFILES_PER_CHUNK) await writeProfiles();
  };
  const writeProfiles = async () => {
    await profiles.add(`[${profileJsons.join(',')}]`);
    profileJsons = [];
  };

  /** Writes each partition, and hands its names to the gazetteer on the way. */
  async function* writePartitions(shared: ReadonlyMap<string, string>): AsyncGenerator<GazetteerEntry> {
    for (let partition = 0; partition < PARTITION_COUNT; partition++) {
      input.signal?.throwIfAborted();
      const names: GazetteerEntry[] = [];
      for (const group of (await readPartition(partitions, partition)).groups(shared, wordCounts)) {
        names.push({ ordinal: entities++, aliases: entityAliases(group.entity) });
        await writeGroup(group);
      }
      input.onProgress?.((partition + 1) / PARTITION_COUNT);
      yield* names;
    }
    if (!chunk.isEmpty) await dossiers.add(chunk.take());
    if (profileJsons.length > 0) await writeProfiles();
    await dossiers.flush();
    await profiles.flush();
  }

  const shared = await sendSources(partitions, input.sourceUses);
  const gazetteer = await compileGazetteer(
    writePartitions(shared),
    input.signal ? { signal: input.signal } : {},
  );
  return {
    meta: {
      firstHashes: Uint32Array.from(firstHashes),
      checksums: { dossiers: dossiers.checksum, profiles: profiles.checksum },
    },
    entities,
    gazetteer: gazetteer.buffer,
    bytes: dossiers.length + profiles.length,
  };
}

/** Moves each source to the partitions that cite it. @returns JSON by id of those that many cite. */
async function sendSources(partitions: Partitions, uses: SourceUses): Promise<ReadonlyMap<string, string>> {
  const shared = new Map<string, string>();
  for await (const lines of partitions.take(SOURCES)) {
    for (const line of lines) {
      const json = line.slice(1);
      const { id } = JSON.parse(json) as { id: string };
      const mask = uses.get(hashId(id));
      if (countBits(mask) > MAX_COPIES) shared.set(id, json);
      else {
        for (let partition = 0; partition < PARTITION_COUNT; partition++) {
          if (mask & (1 << partition)) {
            const full = partitions.add(partition, `s${json}`);
            if (full) await full;
          }
        }
      }
    }
  }
  return shared;
}

async function readPartition(partitions: Partitions, partition: number): Promise<PartitionGrouper> {
  const grouper = new PartitionGrouper();
  for await (const lines of partitions.take(partition)) {
    for (const line of lines) {
      const json = line.slice(1);
      if (line[0] === 'e') grouper.addEntity(json);
      else if (line[0] === 'f') grouper.addFact(json);
      else grouper.addSource(json);
    }
  }
  return grouper;
}

function countBits(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
