import type { Dossier, DossierFact } from '../model/dossier.ts';
import type { Entity, Fact, Source } from '../model/fact-pack.ts';
import type { ChunkKind, GenerationWriter } from './backend.ts';
import { Checksum } from './checksum.ts';

/** Dossiers in one chunk: one read of 0.4–0.6 ms shows a hover (BROWSERS.md E). */
export const DOSSIERS_PER_CHUNK = 32;
/** A chunk of entities with many facts is closed earlier, at this many UTF-16 code units. */
export const MAX_DOSSIER_CHUNK_LENGTH = 256_000;
/** Profiles in one chunk, exactly, because a profile is found by its ordinal. A page asks for hundreds, scattered. */
export const PROFILES_PER_CHUNK = 16;

/** A chunk of dossiers as it is stored: each source once, facts citing them by id. */
interface StoredChunk {
  readonly sources: readonly Source[];
  readonly dossiers: readonly StoredDossier[];
}

export interface StoredDossier {
  readonly entity: Entity;
  readonly facts: readonly Fact[];
}

export interface DossierChunk {
  readonly dossiers: readonly StoredDossier[];
  /** Puts the sources in place. */
  toDossier(stored: StoredDossier): Dossier;
}

export function readDossierChunk(packId: string, text: string): DossierChunk {
  const { sources, dossiers }: StoredChunk = JSON.parse(text);
  const byId = new Map(sources.map((source) => [source.id, source]));
  const toFact = (fact: Fact): DossierFact => ({
    ...fact,
    packId,
    sources: fact.sources.map(({ source, ...citation }) => ({ ...citation, source: byId.get(source)! })),
  });
  return {
    dossiers,
    toDossier: ({ entity, facts }) => ({ packId, entity, facts: facts.map(toFact) }),
  };
}

/** Joins records, which are JSON already, into chunks. */
export class DossierChunkBuilder {
  #dossiers: string[] = [];
  #sources = new Map<string, string>();
  #length = 0;

  get isFull(): boolean {
    return this.#dossiers.length === DOSSIERS_PER_CHUNK || this.#length >= MAX_DOSSIER_CHUNK_LENGTH;
  }

  get isEmpty(): boolean {
    return this.#dossiers.length === 0;
  }

  add(entityJson: string, factJsons: readonly string[], sources: ReadonlyMap<string, string>): void {
    const dossier = `{"entity":${entityJson},"facts":[${factJsons.join(',')}]}`;
    this.#dossiers.push(dossier);
    this.#length += dossier.length;
    for (const [id, json] of sources) {
      if (this.#sources.has(id)) continue;
      this.#sources.set(id, json);
      this.#length += json.length;
    }
  }

  take(): string {
    const sources = [...this.#sources.values()].join(',');
    const text = `{"sources":[${sources}],"dossiers":[${this.#dossiers.join(',')}]}`;
    this.#dossiers = [];
    this.#sources = new Map();
    this.#length = 0;
    return text;
  }
}

/** Text gathered before it is written in one transaction, in UTF-16 code units. */
const WRITE_LENGTH = 1_000_000;

/** Numbers the chunks of one kind, sums them up and writes them in batches. */
export class ChunkWriter {
  readonly #kind: ChunkKind;
  readonly #writer: GenerationWriter;
  readonly #checksum = new Checksum();
  #pending: string[] = [];
  #pendingLength = 0;
  #written = 0;
  #length = 0;

  constructor(kind: ChunkKind, writer: GenerationWriter) {
    this.#kind = kind;
    this.#writer = writer;
  }

  /** Chunks added so far. */
  get count(): number {
    return this.#written + this.#pending.length;
  }

  /** UTF-16 code units added so far. */
  get length(): number {
    return this.#length;
  }

  get checksum(): number {
    return this.#checksum.value;
  }

  async add(chunk: string): Promise<void> {
    this.#checksum.add(chunk);
    this.#pending.push(chunk);
    this.#pendingLength += chunk.length;
    this.#length += chunk.length;
    if (this.#pendingLength >= WRITE_LENGTH) await this.flush();
  }

  async flush(): Promise<void> {
    const chunks = this.#pending;
    if (chunks.length === 0) return;
    this.#pending = [];
    this.#pendingLength = 0;
    await this.#writer.writeChunks(this.#kind, this.#written, chunks);
    this.#written += chunks.length;
  }
}
