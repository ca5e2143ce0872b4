/**
 * Every bound of format 1, with its reason. docs/fact-pack.md prints this table, the JSON Schema
 * carries the numbers. Lengths are UTF-16 code units, which is what `String.length` counts.
 */
export const BOUNDS = {
  /** Long enough for a URL-like id, short enough for an index key and a log line. */
  id: 200,
  /** The longest names in company registers and Wikidata stay under 260. */
  name: 300,
  /** A headline. */
  title: 500,
  /** A paragraph; a tooltip shows the first lines of it. */
  description: 2000,
  /** One sentence: what a reader takes in at a glance. */
  statement: 1000,
  /** A passage, not an article: quoting more is neither needed as proof nor fair to its author. */
  quote: 2000,
  /** "p. 12, third paragraph from below". */
  locator: 300,
  /** A machine-readable name such as "funding.round.amount". */
  property: 100,
  /** "MW", "passengers per year". */
  unit: 50,
  /** What browsers and servers handle everywhere. */
  url: 2048,
  /** A short passage; longer texts belong into the source. */
  valueText: 2000,
  /** An SPDX expression or a short sentence. */
  license: 300,
  /** Every spelling in every language; what has more is several things. */
  aliases: 1000,
  /** Words that speak for a sense; more dilute the evidence. */
  context: 200,
  /** Phrases that speak against a sense; with more the name is hopeless. */
  exclude: 200,
  /** One word or a short phrase; a sentence never occurs to the letter. */
  contextWord: 100,
  /** Pages of the same entity; a few identify it. */
  sameAs: 100,
  /** Languages; Wikipedia has about 350 editions. */
  names: 500,
  /** Entities that one sentence can be about. */
  about: 50,
  /** More sources than anybody checks. */
  citations: 50,
  /** A fact that replaces or contradicts more is a summary. */
  relatedFacts: 100,
  /** A key a year for a generation. */
  keyChanges: 30,
} as const;

/** What a reading may cost before it is refused; each has its own problem. */
export interface ReadLimits {
  /** Bytes of the file as it arrives, compressed or not. */
  readonly maxBytes: number;
  /** Bytes once gzip is taken off. */
  readonly maxExpandedBytes: number;
  /** Expanded bytes per compressed byte, once more than `freeExpandedBytes` came out. */
  readonly maxExpansion: number;
  readonly freeExpandedBytes: number;
  /** Bytes of one line of JSON Lines. */
  readonly maxLineBytes: number;
  /** Bytes of a pack that is one JSON document, because it has to be in memory as a whole. */
  readonly maxDocumentBytes: number;
  /** Nested arrays and objects, the record itself included. Format 1 needs 4. */
  readonly maxDepth: number;
  readonly maxRecords: number;
  /** Errors after which reading stops: the file is evidently something else. */
  readonly maxErrors: number;
}

export const MEGABYTE = 1024 * 1024;

export const READ_LIMITS: ReadLimits = {
  maxBytes: 2048 * MEGABYTE,
  maxExpandedBytes: 4096 * MEGABYTE,
  // JSON Lines of real packs shrinks to a fourth up to a twentieth; deflate's own ceiling is 1032.
  maxExpansion: 200,
  freeExpandedBytes: 16 * MEGABYTE,
  // An entity at every bound is about 400 kB of JSON.
  maxLineBytes: 2 * MEGABYTE,
  maxDocumentBytes: 64 * MEGABYTE,
  maxDepth: 32,
  maxRecords: 10_000_000,
  maxErrors: 100_000,
};
