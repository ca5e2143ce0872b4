/**
 * How an index is kept: in named parts, of which a search reads few. Resident parts are typed arrays over
 * all entities, facts or words; blocks hold what is read by place.
 *
 * Entities, facts and sources are numbered in the order in which they were added; words in the order of
 * their UTF-16 code units, so that a beginning of words is a range, and its postings one run of bytes.
 */

/** Changes with the meaning of any part: an index of another version is built anew. */
export const INDEX_VERSION = 3;

/** What an index says of itself. Written last: without it, there is no index. */
export interface IndexHead {
  readonly version: number;
  readonly terms: number;
  readonly entities: number;
  readonly facts: number;
  readonly sources: number;
  readonly segments: number;
}

/**
 * Bytes of a block of postings. Below the 64 KB from which on Chromium keeps a value as a file of its own,
 * which would double the time to read it.
 */
export const POSTING_BLOCK = 32_768;
/** Entities or facts whose texts share a block. */
export const DOCUMENTS_PER_BLOCK = 32;
/** Names of sources that share a block: shorter texts, of which a reader sees a handful. */
export const SOURCE_NAMES_PER_BLOCK = 128;
/** Longest word of an index in code units; longer ones count by their beginning. */
export const MAX_TERM = 64;
/** Stands for an entity or a source that the pack does not have, or a publisher that a source does not have. */
export const NOBODY = 0xffff_ffff;

export const PART = {
  head: 'head',
  /** All words without a gap, as UTF-8 or text; where each begins (one more for the end), in code units. */
  termText: 'term-text',
  termOffsets: 'term-offsets',
  /** Words of all names without a gap; where each name begins; which name is each entity's first. */
  nameTerms: 'name-terms',
  nameOffsets: 'name-offsets',
  entityNames: 'entity-names',
  /** Entities by the words of their names, and facts by their subjects (lib/search/build/groups.ts). */
  termStarts: 'term-starts',
  termEntities: 'term-entities',
  factStarts: 'fact-starts',
  subjectFacts: 'subject-facts',
  /** Bytes, 0..255: prominence; position of the type in ENTITY_TYPES. */
  entityProminence: 'entity-prominence',
  entityTypes: 'entity-types',
  /** `keyOf` each id. */
  entityKeys: 'entity-keys',
  factSubjects: 'fact-subjects',
  /** See `packDate`. */
  factDates: 'fact-dates',
  /** Bytes: position of the status in FACT_STATUSES. */
  factStatuses: 'fact-statuses',
  /** Pairs (fact, entity) for entities after the subject; pairs (fact, source). Both by fact. */
  alsoAbout: 'also-about',
  factSources: 'fact-sources',
  /** By source, pairs (title, publisher): numbers of the distinct texts that name sources. */
  sourceNames: 'source-names',
  /** Words of all names of sources without a gap, and where each name's begin; how many citations each has. */
  sourceTerms: 'source-terms',
  sourceOffsets: 'source-offsets',
  sourceCitations: 'source-citations',
  /** Which words a segment has postings for, ascending, and where in its bytes each word's begin. */
  segmentTerms: (segment: number) => `segment-terms/${segment}`,
  segmentOffsets: (segment: number) => `segment-offsets/${segment}`,
  postings: (segment: number, block: number) => `postings/${segment}/${block}`,
  entityBlock: (block: number) => `entities/${block}`,
  factBlock: (block: number) => `facts/${block}`,
  sourceNameBlock: (block: number) => `sources/${block}`,
} as const;

/** What is shown of an entity: id, type, main name, description, other names, addresses (see lib/model/identity.ts). */
export type EntityLine = readonly [
  id: string,
  type: number,
  names: readonly string[],
  description: string,
  addresses: readonly string[],
];
/** What is shown of a fact: id, statement, date as written. */
export type FactLine = readonly [id: string, statement: string, asOf: string];

/** ISO 8601, possibly reduced, as a number that sorts: 20260309; 20260000 for a year alone; 0 without a date. */
export function packDate(date: string | undefined): number {
  if (date === undefined) return 0;
  const packed = digitsAt(date, 0, 4) * 10_000 + digitsAt(date, 5, 2) * 100 + digitsAt(date, 8, 2);
  return Number.isNaN(packed) ? 0 : packed;
}

/** The number in so many digits; 0 behind the end of the text, NaN where something else stands. */
function digitsAt(text: string, start: number, count: number): number {
  if (text.length < start + count) return 0;
  let value = 0;
  for (let at = start; at < start + count; at++) {
    const digit = text.charCodeAt(at) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

/** An id as a number of 53 bits: two of a million ids fall together once in ten thousand packs. */
export function keyOf(id: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) + unit;
  }
  low = Math.imul(low ^ (low >>> 15), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 13), 0x27d4eb2f);
  return ((high ^ (high >>> 16)) & 0x1f_ffff) * 2 ** 32 + ((low ^ (low >>> 16)) >>> 0);
}
