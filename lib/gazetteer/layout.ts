import { bitCountsFor, bitWordsFor } from './bits.ts';
import { SAMPLE_BITS } from './candidates.ts';

/**
 * The snapshot: one ArrayBuffer of a header and these sections, each a typed array, little-endian.
 *
 * Words live in an open-addressed table and are named by their slot. The trie's nodes are numbered level by
 * level, so that a node's children are neighbours, sorted by slot; children of the root come first. Counts
 * that a node does not need (no children, no candidates) are left out and found by rank.
 */
export const MAGIC = 0x5a474d46; // "FMGZ"

/**
 * Changes whenever the layout, the hash or the folding changes: an older snapshot would then find less than
 * it should, without a sign.
 */
export const GAZETTEER_FORMAT_VERSION = 1;

/** Numbers in the header, each an unsigned 32-bit integer, in this order. */
export const HEADER_FIELDS = [
  'magic',
  'formatVersion',
  'byteLength',
  'checksum',
  'slotCount',
  'wordCount',
  'wordBytes',
  'nodeCount',
  'rootCount',
  'parentCount',
  'acceptingCount',
  'candidateCount',
  'filterBits',
  'aliasCount',
  'skippedAliasCount',
] as const;
export type Header = Record<(typeof HEADER_FIELDS)[number], number>;
export const HEADER_BYTES = 64;

const SECTIONS = [
  /** Hash of the word in each slot; 0 where there is none. */
  ['slotHash', Uint32Array, (h: Header) => h.slotCount],
  /** Where each slot's word begins in `wordText`. */
  ['slotText', Uint32Array, (h: Header) => h.slotCount + 1],
  /** Slots whose hash another word shares: only the text decides. */
  ['twinWords', Uint32Array, (h: Header) => bitWordsFor(h.slotCount)],
  /** Slots whose word begins an alias: the n-th of them is node n. */
  ['rootWords', Uint32Array, (h: Header) => bitWordsFor(h.slotCount)],
  ['rootCounts', Uint32Array, (h: Header) => bitCountsFor(h.slotCount)],
  /** First-word filter, see lib/gazetteer/filter.ts. */
  ['filter', Uint32Array, (h: Header) => h.filterBits >>> 5],
  /** Slot (24 bits) of each node below the first level, and the hard gaps allowed before it. */
  ['nodeSlot', Uint32Array, (h: Header) => h.nodeCount - h.rootCount],
  /** Nodes with children, and for each the first of them; one more entry ends the last. */
  ['parentWords', Uint32Array, (h: Header) => bitWordsFor(h.nodeCount)],
  ['parentCounts', Uint32Array, (h: Header) => bitCountsFor(h.nodeCount)],
  ['firstChild', Uint32Array, (h: Header) => h.parentCount + 1],
  /** Nodes at which an alias ends. */
  ['acceptingWords', Uint32Array, (h: Header) => bitWordsFor(h.nodeCount)],
  ['acceptingCounts', Uint32Array, (h: Header) => bitCountsFor(h.nodeCount)],
  /** Candidates in the order of their nodes; a bit marks the first of each node. */
  ['firstCandidateWords', Uint32Array, (h: Header) => bitWordsFor(h.candidateCount)],
  /** First candidate of every 64th accepting node, see lib/gazetteer/candidates.ts. */
  ['candidateSamples', Uint32Array, (h: Header) => (h.acceptingCount >>> SAMPLE_BITS) + 1],
  ['candidateOrdinal', Uint32Array, (h: Header) => h.candidateCount],
  ['candidateForm', Uint32Array, (h: Header) => h.candidateCount],
  /** Folded words, one after the other, see lib/gazetteer/word-text.ts. Last, for its odd length. */
  ['wordText', Uint8Array, (h: Header) => h.wordBytes],
] as const;

export type Sections = {
  readonly [S in (typeof SECTIONS)[number] as S[0]]: InstanceType<S[1]>;
};

/** Bytes of a snapshot with this header. */
export function byteLengthFor(header: Header): number {
  let length = HEADER_BYTES;
  for (const [, Type, count] of SECTIONS) length += count(header) * Type.BYTES_PER_ELEMENT;
  return (length + 3) & ~3;
}

export function readHeader(buffer: ArrayBuffer): Header {
  const fields = new Uint32Array(buffer, 0, HEADER_FIELDS.length);
  return Object.fromEntries(HEADER_FIELDS.map((name, index) => [name, fields[index]])) as Header;
}

export function writeHeader(buffer: ArrayBuffer, header: Header): void {
  const fields = new Uint32Array(buffer, 0, HEADER_FIELDS.length);
  HEADER_FIELDS.forEach((name, index) => {
    fields[index] = header[name];
  });
}

/** Views of the sections; the buffer must be `byteLengthFor(header)` long. */
export function viewSections(buffer: ArrayBuffer, header: Header): Sections {
  let offset = HEADER_BYTES;
  const views: Record<string, Uint32Array | Uint8Array> = {};
  for (const [name, Type, count] of SECTIONS) {
    views[name] = new Type(buffer, offset, count(header));
    offset += count(header) * Type.BYTES_PER_ELEMENT;
  }
  return views as unknown as Sections;
}

/** Checksum of everything behind the header, to notice damage; not meant against forgery. */
export function checksumOf(buffer: ArrayBuffer): number {
  const words = new Uint32Array(buffer, HEADER_BYTES);
  let sum = 0x9e3779b9 | 0;
  for (let at = 0; at < words.length; at++)
    sum = Math.imul(sum ^ (words[at] as number), 0x85ebca6b) + (sum >>> 13);
  return sum >>> 0;
}
