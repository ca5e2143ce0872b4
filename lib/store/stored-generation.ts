import type { GazetteerEntry } from '../gazetteer/builder.ts';
import { compileGazetteer } from '../gazetteer/compile.ts';
import { type Gazetteer, loadGazetteer } from '../gazetteer/gazetteer.ts';
import type { Dossier, EntityProfile } from '../model/dossier.ts';
import { entityAliases } from '../model/fact-pack.ts';
import type { GenerationMeta, GenerationReader } from './backend.ts';
import { PROFILES_PER_CHUNK, readDossierChunk } from './chunks.ts';
import { chunksOf, compareEntityIds, hashId } from './entity-order.ts';
import type { Generation, GenerationSummary } from './fact-store.ts';
import { asStoreError } from './store-error.ts';

/** Dossier chunks that one step of `dossiers()` reads. */
const CHUNKS_PER_BATCH = 8;

/** Reads a generation out of its chunks. */
export class StoredGeneration implements Generation {
  readonly summary: GenerationSummary;
  readonly #reader: GenerationReader;
  #meta: Promise<GenerationMeta> | undefined;

  constructor(summary: GenerationSummary, reader: GenerationReader) {
    this.summary = summary;
    this.#reader = reader;
  }

  readDossier(entityId: string): Promise<Dossier | undefined> {
    return asStoreError('read', async () => {
      const { firstHashes } = await this.#readMeta();
      let { start, end } = chunksOf(firstHashes, hashId(entityId));
      // One round, but for ids whose hashes collide over several chunks.
      while (start < end) {
        const middle = (start + end) >>> 1;
        const [text] = await this.#reader.readChunks('dossiers', [middle]);
        const chunk = readDossierChunk(this.summary.packId, text!);
        const found = chunk.dossiers.find(({ entity }) => entity.id === entityId);
        if (found) return chunk.toDossier(found);
        if (compareEntityIds(entityId, chunk.dossiers[0]!.entity.id) < 0) end = middle;
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
      const chunks = new Map<number, Omit<EntityProfile, 'ordinal'>[]>(
        numbers.map((number, i) => [number, JSON.parse(texts[i]!)]),
      );
      return ordinals.map((ordinal) => ({
        ordinal,
        ...chunks.get(Math.floor(ordinal / PROFILES_PER_CHUNK))![ordinal % PROFILES_PER_CHUNK]!,
      }));
    });
  }

  async *dossiers(): AsyncGenerator<readonly Dossier[]> {
    const { firstHashes } = await asStoreError('read', () => this.#readMeta());
    for (let first = 0; first < firstHashes.length; first += CHUNKS_PER_BATCH) {
      const texts = await asStoreError('read', () =>
        this.#reader.readChunkRange('dossiers', first, CHUNKS_PER_BATCH),
      );
      yield texts.flatMap((text) => {
        const chunk = readDossierChunk(this.summary.packId, text);
        return chunk.dossiers.map(chunk.toDossier);
      });
    }
  }

  readGazetteer(): Promise<Gazetteer> {
    return asStoreError('read', async () => {
      const reading = loadGazetteer(await this.#reader.readGazetteer());
      if (reading.ok) return reading.gazetteer;
      const gazetteer = await compileGazetteer(this.#names());
      await this.#reader.replaceGazetteer(gazetteer.buffer);
      return gazetteer;
    });
  }

  originalFile(): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
    return asStoreError('read', async () => {
      const { original } = await this.#readMeta();
      if (!original) return undefined;
      let next = 0;
      const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: async (controller) => {
          if (next === original.pieces) return controller.close();
          controller.enqueue(await asStoreError('read', () => this.#reader.readOriginalPiece(next++)));
        },
      });
      return original.isOurGzip ? pieces.pipeThrough(new DecompressionStream('gzip')) : pieces;
    });
  }

  close(): void {
    this.#reader.close();
  }

  async *#names(): AsyncGenerator<GazetteerEntry> {
    let ordinal = 0;
    for await (const batch of this.dossiers()) {
      for (const { entity } of batch) yield { ordinal: ordinal++, aliases: entityAliases(entity) };
    }
  }

  /** Immutable, so it is read once; a failure does not stick. */
  #readMeta(): Promise<GenerationMeta> {
    if (!this.#meta) {
      const meta = this.#reader.readMeta();
      meta.catch(() => {
        this.#meta = undefined;
      });
      this.#meta = meta;
    }
    return this.#meta;
  }
}
