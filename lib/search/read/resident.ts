import { type IndexHead, PART } from '../format.ts';
import type { SearchPart, SearchParts } from '../parts.ts';
import { Dictionary } from './dictionary.ts';

/** Names, by which entities are found. Needed for every search. */
export interface NameParts {
  readonly dictionary: Dictionary;
  readonly nameTerms: Uint32Array;
  readonly nameOffsets: Uint32Array;
  readonly entityNames: Uint32Array;
  readonly prominence: Uint8Array;
  readonly types: Uint8Array;
  /** Entities by the words of their names: those of word `t` from `termStarts[t]` to `termStarts[t + 1]`. */
  readonly termStarts: Uint32Array;
  readonly termEntities: Uint32Array;
}

export interface SegmentParts {
  readonly terms: Uint32Array;
  readonly offsets: Uint32Array;
}

/** What is asked of every fact. Needed for every search. */
export interface FactParts {
  readonly subjects: Uint32Array;
  readonly dates: Uint32Array;
  readonly statuses: Uint8Array;
  readonly segments: readonly SegmentParts[];
  /** Facts by their subject: those of entity `e` from `factStarts[e]` to `factStarts[e + 1]`. */
  readonly factStarts: Uint32Array;
  readonly subjectFacts: Uint32Array;
}

/** Names of sources, and which facts cite them. Needed where nothing closer matches, and by `source:`. */
export interface SourceParts {
  /** Pairs (title, publisher) by source; NOBODY for a source without a publisher. */
  readonly names: Uint32Array;
  /** Words of the names: those of name `n` from `offsets[n]` to `offsets[n + 1]`. */
  readonly terms: Uint32Array;
  readonly offsets: Uint32Array;
  /** How many citations each name has. */
  readonly counts: Uint32Array;
  /** Pairs (fact, source). */
  readonly citations: Uint32Array;
}

/** The parts of an index that are over everything, each group read when it is first needed, then kept. */
export class Resident {
  readonly head: IndexHead;
  readonly #parts: SearchParts;
  readonly #groups = new Map<string, Promise<unknown>>();

  constructor(head: IndexHead, parts: SearchParts) {
    this.head = head;
    this.#parts = parts;
  }

  names(): Promise<NameParts> {
    return this.#once('names', async () => {
      const [text, offsets, nameTerms, nameOffsets, entityNames, termStarts, termEntities, ...perEntity] =
        await this.#read([
          PART.termText,
          PART.termOffsets,
          PART.nameTerms,
          PART.nameOffsets,
          PART.entityNames,
          PART.termStarts,
          PART.termEntities,
          PART.entityProminence,
          PART.entityTypes,
        ]);
      const [prominence, types] = perEntity;
      return {
        dictionary: new Dictionary(typeof text === 'string' ? text : decoder.decode(text), words(offsets)),
        nameTerms: words(nameTerms),
        nameOffsets: words(nameOffsets),
        entityNames: words(entityNames),
        termStarts: words(termStarts),
        termEntities: words(termEntities),
        prominence: bytes(prominence),
        types: bytes(types),
      };
    });
  }

  facts(): Promise<FactParts> {
    return this.#once('facts', async () => {
      const numbers = Array.from({ length: this.head.segments }, (_, number) => number);
      const [subjects, dates, statuses, factStarts, subjectFacts, ...rest] = await this.#read([
        PART.factSubjects,
        PART.factDates,
        PART.factStatuses,
        PART.factStarts,
        PART.subjectFacts,
        ...numbers.flatMap((number) => [PART.segmentTerms(number), PART.segmentOffsets(number)]),
      ]);
      return {
        subjects: words(subjects),
        dates: words(dates),
        statuses: bytes(statuses),
        factStarts: words(factStarts),
        subjectFacts: words(subjectFacts),
        segments: numbers.map((number) => ({
          terms: words(rest[number * 2]),
          offsets: words(rest[number * 2 + 1]),
        })),
      };
    });
  }

  sources(): Promise<SourceParts> {
    return this.#once('sources', async () => {
      const [names, terms, offsets, counts, citations] = await this.#read([
        PART.sourceNames,
        PART.sourceTerms,
        PART.sourceOffsets,
        PART.sourceCitations,
        PART.factSources,
      ]);
      return {
        names: words(names),
        terms: words(terms),
        offsets: words(offsets),
        counts: words(counts),
        citations: words(citations),
      };
    });
  }

  /** Pairs (fact, entity) for the entities after the subject. */
  alsoAbout(): Promise<Uint32Array> {
    return this.#once('also-about', async () => words((await this.#read([PART.alsoAbout]))[0]));
  }

  entityKeys(): Promise<Float64Array> {
    return this.#once('entity-keys', async () => {
      const [keys] = await this.#read([PART.entityKeys]);
      return new Float64Array(keys as ArrayBuffer);
    });
  }

  async #read(names: readonly string[]): Promise<readonly SearchPart[]> {
    const parts = await this.#parts.read(names);
    return parts.map((part, at) => {
      if (part === undefined) throw new Error(`The search index lacks its part ${names[at]}`);
      return part;
    });
  }

  #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.#groups.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const reading = read();
    this.#groups.set(name, reading);
    // A failure must not stick.
    reading.catch(() => this.#groups.delete(name));
    return reading;
  }
}

export function isInNames({ termStarts }: NameParts, term: number): boolean {
  return termStarts[term]! < termStarts[term + 1]!;
}

/** Words are as they were written, also one that begins with what other programs take for a byte order mark. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const words = (part: SearchPart | undefined) => new Uint32Array(part as ArrayBuffer);
const bytes = (part: SearchPart | undefined) => new Uint8Array(part as ArrayBuffer);
