import type { GazetteerEntry } from '../gazetteer/builder.ts';
import { compileGazetteer } from '../gazetteer/compile.ts';
import { type Gazetteer, loadGazetteer } from '../gazetteer/gazetteer.ts';
import type { Dossier, EntityProfile } from '../model/dossier.ts';
import { type Entity, entityAliases, type Source } from '../model/fact-pack.ts';
import { identityAddresses } from '../model/identity.ts';
import { indexDossiers } from '../search/build/index-dossiers.ts';
import { openSearchIndex } from '../search/open-index.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ChunkKind, GenerationMeta, GenerationReader } from './backend.ts';
import {
  type DossierLine,
  findDossierLine,
  firstEntityId,
  PROFILES_PER_CHUNK,
  readDossierLines,
  toDossier,
} from './chunks.ts';
import { chunksOf, compareEntityIds, hashId } from './entity-order.ts';
import type { Generation, GenerationDifference, GenerationSummary } from './fact-store.ts';
import { type ComparableGeneration, walkDifferences } from './generation-differences.ts';
import { findOrdinals, type Identities, IdentitiesBuilder } from './identities.ts';
import { splitLines } from './keyed-lines.ts';
import { SharedSources } from './shared-sources.ts';
import { asStoreError } from './store-error.ts';

/** Chunks that one step of a walk over the whole generation reads. */
const CHUNKS_PER_BATCH = 32;
/** Chunks of shared sources kept for hovers, and while everything is walked; about 4 KB each. */
const CACHED_FOR_READS = 128;
const CACHED_FOR_WALK = 4096;

type StoredProfile = Omit<EntityProfile, 'ordinal'>;

/** Reads a generation out of its chunks. */
export class StoredGeneration implements Generation {
  readonly summary: GenerationSummary;
  readonly #reader: GenerationReader;
  #meta: Promise<GenerationMeta> | undefined;
  #identities: Promise<Identities> | undefined;
  #sources: SharedSources | undefined;

  constructor(summary: GenerationSummary, reader: GenerationReader) {
    this.summary = summary;
    this.#reader = reader;
  }

  readDossier(entityId: string): Promise<Dossier | undefined> {
    return asStoreError('read', async () => {
      const meta = await this.#readMeta();
      let { start, end } = chunksOf(meta.firstHashes.dossiers, hashId(entityId));
      // One round, but for ids whose hashes collide over several chunks.
      while (start < end) {
        const middle = (start + end) >>> 1;
        const [chunk] = await this.#reader.readChunks('dossiers', [middle]);
        const line = findDossierLine(chunk!, entityId);
        if (line) {
          this.#sources ??= new SharedSources(meta, this.#reader, CACHED_FOR_READS);
          const [dossier] = await this.#resolve([line], this.#sources);
          return dossier;
        }
        if (compareEntityIds(entityId, firstEntityId(chunk!)) < 0) end = middle;
        else start = middle + 1;
      }
      return undefined;
    });
  }

  async readProfiles(ordinals: readonly number[]): Promise<readonly EntityProfile[]> {
    const { entities } = this.summary.counts;
    for (const ordinal of ordinals) {
      if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal >= entities) {
        throw new RangeError(`Ordinal ${ordinal} is not one of ${entities} entities`);
      }
    }
    return asStoreError('read', async () => {
      const numbers = [...new Set(ordinals.map((ordinal) => Math.floor(ordinal / PROFILES_PER_CHUNK)))];
      const texts = await this.#reader.readChunks('profiles', numbers);
      const chunks = new Map(numbers.map((number, i) => [number, splitLines(texts[i]!)]));
      return ordinals.map((ordinal) => {
        const lines = chunks.get(Math.floor(ordinal / PROFILES_PER_CHUNK))!;
        const profile: StoredProfile = JSON.parse(lines[ordinal % PROFILES_PER_CHUNK]!);
        return { ordinal, ...profile };
      });
    });
  }

  async *dossiers(): AsyncGenerator<readonly Dossier[]> {
    const { lines, toDossiers } = this.#comparable();
    for await (const batch of lines()) yield await toDossiers(batch);
  }

  findSame({ id, sameAs }: Pick<Entity, 'id' | 'sameAs'>): Promise<readonly string[]> {
    return asStoreError('read', async () => {
      const addresses = identityAddresses({ sameAs });
      if (addresses.length === 0) return [];
      const ordinals = findOrdinals(await this.#readIdentities(), addresses);
      const profiles = await this.readProfiles(ordinals);
      return profiles
        .map(({ entity }) => entity)
        .filter((other) => other.id !== id && identityAddresses(other).some((one) => addresses.includes(one)))
        .map((other) => other.id);
    });
  }

  /** @throws RangeError if `before` is of another store. */
  differencesFrom(before: Generation): AsyncIterable<GenerationDifference> {
    if (!(before instanceof StoredGeneration)) throw new RangeError('The generations cannot be compared');
    return walkDifferences(before.#comparable(), this.#comparable());
  }

  readGazetteer(): Promise<Gazetteer> {
    return asStoreError('read', async () => {
      const snapshot = await this.#reader.readDerived('gazetteer');
      const reading = snapshot && loadGazetteer(snapshot);
      if (reading?.ok) return reading.gazetteer;
      const gazetteer = await compileGazetteer(this.#names());
      await this.#reader.replaceDerived('gazetteer', gazetteer.buffer);
      return gazetteer;
    });
  }

  openSearchIndex(): Promise<SearchIndex> {
    return asStoreError('read', async () => {
      const { packId, header } = this.summary;
      const open = () => openSearchIndex(this.#reader.search, { packId, language: header.language });
      const index = await open();
      if (index) return index;
      await indexDossiers(this.dossiers(), (parts) => this.#reader.writeSearchParts(parts));
      const built = await open();
      if (!built) throw new Error('The search index that was built cannot be read');
      return built;
    });
  }

  originalFile(): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
    return asStoreError('read', async () => {
      const { originalPieces } = await this.#readMeta();
      if (originalPieces === 0) return undefined;
      let next = 0;
      return new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: async (controller) => {
          if (next === originalPieces) return controller.close();
          controller.enqueue(await asStoreError('read', () => this.#reader.readOriginalPiece(next++)));
        },
      });
    });
  }

  originalSize(): Promise<number> {
    return asStoreError('read', () => this.#reader.measureOriginal());
  }

  close(): void {
    this.#reader.close();
  }

  /** For walks over everything, which keep more of the shared sources at hand. */
  #comparable(): ComparableGeneration {
    let sources: SharedSources | undefined;
    const open = async () => {
      sources ??= new SharedSources(await this.#readMeta(), this.#reader, CACHED_FOR_WALK);
      return sources;
    };
    const walk = () => this.#walk('dossiers');
    return {
      async *lines() {
        for await (const chunks of walk()) yield chunks.flatMap(readDossierLines);
      },
      readSharedSources: (ids) => asStoreError('read', async () => (await open()).read(ids)),
      toDossiers: (lines) => asStoreError('read', async () => this.#resolve(lines, await open())),
    };
  }

  async *#names(): AsyncGenerator<GazetteerEntry> {
    for await (const { entity, ordinal } of this.#profiles()) {
      yield { ordinal, aliases: entityAliases(entity), type: entity.type };
    }
  }

  async #makeIdentities(): Promise<Identities> {
    const builder = new IdentitiesBuilder();
    for await (const { entity, ordinal } of this.#profiles()) builder.add(entity, ordinal);
    const identities = builder.build();
    await this.#reader.replaceDerived('identities', identities);
    return identities;
  }

  async *#profiles(): AsyncGenerator<EntityProfile> {
    let ordinal = 0;
    for await (const chunks of this.#walk('profiles')) {
      for (const line of chunks.flatMap(splitLines)) {
        const profile: StoredProfile = JSON.parse(line);
        yield { ordinal: ordinal++, ...profile };
      }
    }
  }

  /** All chunks of a kind, a batch at a time. The next batch is read while this one is in use. */
  async *#walk(kind: ChunkKind): AsyncGenerator<readonly string[]> {
    const read = (first: number) => {
      const batch = asStoreError('read', () => this.#reader.readChunkRange(kind, first, CHUNKS_PER_BATCH));
      // Whoever walks on hears of a failure; who stops here need not.
      batch.catch(() => {});
      return batch;
    };
    let texts = await read(0);
    for (let first = CHUNKS_PER_BATCH; texts.length > 0; first += CHUNKS_PER_BATCH) {
      const next = texts.length < CHUNKS_PER_BATCH ? Promise.resolve([]) : read(first);
      yield texts;
      texts = await next;
    }
  }

  async #resolve(lines: readonly DossierLine[], shared: SharedSources): Promise<readonly Dossier[]> {
    const wanted = new Set<string>();
    for (const line of lines) {
      for (const id of line.sourceIds) if (line.findOwnSource(id) === undefined) wanted.add(id);
    }
    const found = await shared.read(wanted);
    /** Each source is one object, however many facts cite it. */
    const parsed = new Map<string, Source>();
    const sourceOf = (line: DossierLine) => (id: string) => {
      const known = parsed.get(id);
      if (known) return known;
      const json = line.findOwnSource(id) ?? found.get(id);
      if (json === undefined) return undefined;
      const source: Source = JSON.parse(json);
      parsed.set(id, source);
      return source;
    };
    return lines.map((line) => toDossier(this.summary.header, line, sourceOf(line)));
  }

  #readMeta(): Promise<GenerationMeta> {
    this.#meta ??= keepUnlessRejected(this.#reader.readMeta(), () => {
      this.#meta = undefined;
    });
    return this.#meta;
  }

  #readIdentities(): Promise<Identities> {
    const read = async () => (await this.#reader.readDerived('identities')) ?? this.#makeIdentities();
    this.#identities ??= keepUnlessRejected(read(), () => {
      this.#identities = undefined;
    });
    return this.#identities;
  }
}

/** For what never changes and is read once; a failure must not stick. */
function keepUnlessRejected<T>(promise: Promise<T>, forget: () => void): Promise<T> {
  promise.catch(forget);
  return promise;
}
