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

/** Titles of sources, and which facts cite them. Needed where nothing closer matches, and by `source:`. */
export interface SourceParts {
  readonly terms: Uint32Array;
  readonly offsets: Uint32Array;
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
      const [text, offsets, nameTerms, nameOffsets, entityNames, prominence, types] = await this.#read([
        PART.termText,
        PART.termOffsets,
        PART.nameTerms,
        PART.nameOffsets,
        PART.entityNames,
        PART.entityProminence,
        PART.entityTypes,
      ]);
      const terms = words(nameTerms);
      const names = {
        dictionary: new Dictionary(text as string, words(offsets)),
        nameTerms: terms,
        nameOffsets: words(nameOffsets),
        entityNames: words(entityNames),
        prominence: bytes(prominence),
        types: bytes(types),
      };
      return { ...names, ...groupByTerm(names, this.head.terms) };
    });
  }

  facts(): Promise<FactParts> {
    return this.#once('facts', async () => {
      const numbers = Array.from({ length: this.head.segments }, (_, number) => number);
      const [subjects, dates, statuses, ...rest] = await this.#read([
        PART.factSubjects,
        PART.factDates,
        PART.factStatuses,
        ...numbers.flatMap((number) => [PART.segmentTerms(number), PART.segmentOffsets(number)]),
      ]);
      return {
        ...groupBySubject(words(subjects), this.head.entities),
        subjects: words(subjects),
        dates: words(dates),
        statuses: bytes(statuses),
        segments: numbers.map((number) => ({
          terms: words(rest[number * 2]),
          offsets: words(rest[number * 2 + 1]),
        })),
      };
    });
  }

  sources(): Promise<SourceParts> {
    return this.#once('sources', async () => {
      const [terms, offsets, citations] = await this.#read([
        PART.sourceTerms,
        PART.sourceOffsets,
        PART.factSources,
      ]);
      return { terms: words(terms), offsets: words(offsets), citations: words(citations) };
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

/** Turned round here rather than kept: it takes less time than reading it would. */
function groupByTerm(
  { nameTerms, nameOffsets, entityNames }: Pick<NameParts, 'nameTerms' | 'nameOffsets' | 'entityNames'>,
  termCount: number,
): Pick<NameParts, 'termStarts' | 'termEntities'> {
  const termStarts = new Uint32Array(termCount + 2);
  for (let at = 0; at < nameTerms.length; at++) termStarts[nameTerms[at]! + 2]!++;
  for (let term = 1; term < termStarts.length; term++) termStarts[term]! += termStarts[term - 1]!;
  const termEntities = new Uint32Array(nameTerms.length);
  for (let entity = 0; entity + 1 < entityNames.length; entity++) {
    const end = nameOffsets[entityNames[entity + 1]!]!;
    for (let at = nameOffsets[entityNames[entity]!]!; at < end; at++) {
      termEntities[termStarts[nameTerms[at]! + 1]!++] = entity;
    }
  }
  // Each start has moved on to the next word's.
  return { termStarts: termStarts.subarray(0, termCount + 1), termEntities };
}

function groupBySubject(
  subjects: Uint32Array,
  entityCount: number,
): Pick<FactParts, 'factStarts' | 'subjectFacts'> {
  // A subject that the pack lacks counts as one entity more.
  const starts = new Uint32Array(entityCount + 3);
  const slotOf = (subject: number) => Math.min(subject, entityCount);
  for (let fact = 0; fact < subjects.length; fact++) starts[slotOf(subjects[fact]!) + 2]!++;
  for (let entity = 1; entity < starts.length; entity++) starts[entity]! += starts[entity - 1]!;
  const subjectFacts = new Uint32Array(subjects.length);
  for (let fact = 0; fact < subjects.length; fact++) {
    subjectFacts[starts[slotOf(subjects[fact]!) + 1]!++] = fact;
  }
  return { factStarts: starts.subarray(0, entityCount + 1), subjectFacts };
}

export function isInNames({ termStarts }: NameParts, term: number): boolean {
  return termStarts[term]! < termStarts[term + 1]!;
}

const words = (part: SearchPart | undefined) => new Uint32Array(part as ArrayBuffer);
const bytes = (part: SearchPart | undefined) => new Uint8Array(part as ArrayBuffer);
