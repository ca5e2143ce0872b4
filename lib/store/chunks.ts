import type { Dossier, DossierFact } from '../model/dossier.ts';
import type { Entity, Fact, PackHeader, Source } from '../model/fact-pack.ts';
import {
  FIELD,
  FieldReader,
  findLine,
  joinItems,
  keyOf,
  SECTION,
  splitItems,
  splitLines,
} from './keyed-lines.ts';

/** Most dossiers in one chunk: one read of 0.4–0.6 ms shows a hover (BROWSERS.md E). */
export const DOSSIERS_PER_CHUNK = 32;
/** A chunk of long dossiers is closed earlier, at this many UTF-16 code units: larger values take Chromium a detour over a file. */
export const MAX_CHUNK_LENGTH = 30_000;
/** Profiles in one chunk, exactly, because a profile is found by its ordinal. A page asks for hundreds, scattered. */
export const PROFILES_PER_CHUNK = 16;
/** Shared sources in one chunk. A dossier asks for a few, scattered. */
export const SOURCES_PER_CHUNK = 16;

/** A dossier as it is stored: facts cite sources by id. */
export interface StoredDossier {
  readonly entity: Entity;
  readonly facts: readonly Fact[];
}

/** What is put into a chunk for one entity; everything is JSON already. */
export interface DossierParts {
  readonly id: string;
  readonly entityJson: string;
  readonly factJsons: readonly string[];
  /** How many of the facts have the entity as their subject. */
  readonly subjectFacts: number;
  /** Every source that the facts cite. */
  readonly sourceIds: Iterable<string>;
  /** JSON by id of those sources that come along in the chunk. */
  readonly ownSources: ReadonlyMap<string, string>;
}

/** Joins dossiers and the sources that come along into the text of one chunk. */
export class DossierChunkBuilder {
  #dossiers: string[] = [];
  #sources = new Map<string, string>();
  #length = 0;

  get isFull(): boolean {
    return this.#dossiers.length === DOSSIERS_PER_CHUNK || this.#length >= MAX_CHUNK_LENGTH;
  }

  get isEmpty(): boolean {
    return this.#dossiers.length === 0;
  }

  add({ id, entityJson, factJsons, subjectFacts, sourceIds, ownSources }: DossierParts): void {
    const json = `{"entity":${entityJson},"facts":[${factJsons.join(',')}]}`;
    const line = id + FIELD + subjectFacts + FIELD + joinItems(sourceIds) + FIELD + json;
    this.#dossiers.push(line);
    this.#length += line.length;
    for (const [sourceId, sourceJson] of ownSources) {
      if (this.#sources.has(sourceId)) continue;
      this.#sources.set(sourceId, sourceJson);
      this.#length += sourceJson.length;
    }
  }

  take(): string {
    const sources = [...this.#sources].map(([id, json]) => writeSourceLine(id, json)).join('\n');
    const text = sources + SECTION + this.#dossiers.join('\n');
    this.#dossiers = [];
    this.#sources = new Map();
    this.#length = 0;
    return text;
  }
}

export function writeSourceLine(id: string, json: string): string {
  return id + FIELD + json;
}

/** One line of a chunk of dossiers, not parsed yet. */
export class DossierLine {
  readonly id: string;
  readonly subjectFacts: number;
  readonly sourceIds: readonly string[];
  readonly json: string;
  readonly #ownSources: string;

  constructor(line: string, ownSources: string) {
    const fields = new FieldReader(line);
    this.id = fields.next();
    this.subjectFacts = Number(fields.next());
    this.sourceIds = splitItems(fields.next());
    this.json = fields.rest();
    this.#ownSources = ownSources;
  }

  /** JSON of a source that came along in the chunk; undefined for a shared one. */
  findOwnSource(id: string): string | undefined {
    return this.#ownSources === '' ? undefined : findSource(this.#ownSources, id);
  }
}

/** All dossiers of a chunk. */
export function readDossierLines(chunk: string): DossierLine[] {
  const { ownSources, dossiers } = splitSections(chunk);
  return splitLines(dossiers).map((line) => new DossierLine(line, ownSources));
}

/** @returns undefined if the chunk does not hold the entity. */
export function findDossierLine(chunk: string, entityId: string): DossierLine | undefined {
  const { ownSources, dossiers } = splitSections(chunk);
  const line = findLine(dossiers, entityId);
  return line === undefined ? undefined : new DossierLine(line, ownSources);
}

/** Id of the first entity in a chunk. */
export function firstEntityId(chunk: string): string {
  return keyOf(splitSections(chunk).dossiers);
}

/** @returns its JSON; undefined if these lines do not hold the source. */
export function findSource(lines: string, id: string): string | undefined {
  return findLine(lines, id)?.slice(id.length + FIELD.length);
}

function splitSections(chunk: string): { readonly ownSources: string; readonly dossiers: string } {
  const at = chunk.indexOf(SECTION);
  return { ownSources: chunk.slice(0, at), dossiers: chunk.slice(at + SECTION.length) };
}

/**
 * Puts the sources in place.
 *
 * @throws Error if one is missing: the generation is damaged.
 */
export function toDossier(
  { id: packId, title: packTitle }: Pick<PackHeader, 'id' | 'title'>,
  line: DossierLine,
  sourceOf: (id: string) => Source | undefined,
): Dossier {
  const { entity, facts }: StoredDossier = JSON.parse(line.json);
  const toFact = (fact: Fact): DossierFact => ({
    ...fact,
    packId,
    packTitle,
    sources: fact.sources.map((citation) => {
      const source = sourceOf(citation.source);
      if (!source) throw new Error(`The source ${citation.source} is missing`);
      return { ...citation, source };
    }),
  });
  return { packId, packTitle, entity, facts: facts.map(toFact) };
}
