/** What a page says of itself, beyond its text. All of it is untrusted. */
export interface PageContext {
  readonly url: string;
  readonly title: string;
  /** `<html lang>` as the page has it: a BCP 47 tag, nothing, or nonsense. At most 64 characters. */
  readonly lang: string;
  /** The article's own date, ISO 8601, if the page tells. */
  readonly published?: string | undefined;
  /** Names and URLs that JSON-LD `about` and `mentions` declare, at most 100. */
  readonly about: readonly string[];
  /** Targets of the page's links that lead to other hosts, at most 500. */
  readonly links: readonly string[];
}

/** Visible text of one block of a page (a paragraph, a cell, a heading). */
export interface TextBlock {
  /** Unique in the page; a block whose text changed gets a new id. */
  readonly id: number;
  /** At most MAX_BLOCK_LENGTH code units. */
  readonly text: string;
  /** The block stands in a heading. */
  readonly isHeading?: boolean | undefined;
}

/** Longest text of one block, in UTF-16 code units; longer ones are split between words. */
export const MAX_BLOCK_LENGTH = 32_768;

/** Most text in one message to the background, in UTF-16 code units: 0.3–0.5 ms of the page's thread (BROWSERS.md C). */
export const MAX_CHUNK_LENGTH = 65_536;
