import type { Dossier, DossierFact } from '../model/dossier.ts';
import type { Entity, Fact, Source } from '../model/fact-pack.ts';

/** Most records in one chunk of dossiers or sources: one read of 0.4–0.6 ms shows a hover (BROWSERS.md E). */
export const RECORDS_PER_CHUNK = 32;
/** A chunk of long records is closed earlier, at this many UTF-16 code units: 0.2 ms to parse. */
export const MAX_CHUNK_LENGTH = 24_000;
/** Profiles in one chunk, exactly, because a profile is found by its ordinal. A page asks for hundreds, scattered. */
export const PROFILES_PER_CHUNK = 8;

/** A chunk of dossiers as it is stored: facts cite sources by id, and those that only few entities need come along. */
export interface DossierChunk {
  readonly sources: readonly Source[];
  readonly dossiers: readonly StoredDossier[];
}

export interface StoredDossier {
  readonly entity: Entity;
  readonly facts: readonly Fact[];
}

/** Joins records, which are JSON already, into the text of one chunk. */
export class DossierChunkBuilder {
  #dossiers: string[] = [];
  #sources = new Map<string, string>();
  #length = 0;

  get isFull(): boolean {
    return this.#dossiers.length === RECORDS_PER_CHUNK || this.#length >= MAX_CHUNK_LENGTH;
  }

  get isEmpty(): boolean {
    return this.#dossiers.length === 0;
  }

  /** @param sources JSON by id of the sources that shall come along. */
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

/** Ids of all sources that the facts cite. */
export function citedIds(facts: readonly Fact[]): Set<string> {
  return new Set(facts.flatMap(({ sources }) => sources.map(({ source }) => source)));
}

/**
 * Puts the sources in place.
 *
 * @throws Error if one is missing: the generation is damaged.
 */
export function toDossier(
  packId: string,
  { entity, facts }: StoredDossier,
  sourceOf: (id: string) => Source | undefined,
): Dossier {
  const toFact = (fact: Fact): DossierFact => ({
    ...fact,
    packId,
    sources: fact.sources.map((citation) => {
      const source = sourceOf(citation.source);
      if (!source) throw new Error(`The source ${citation.source} is missing`);
      return { ...citation, source };
    }),
  });
  return { packId, entity, facts: facts.map(toFact) };
}
