import { bitCountsFor, bitWordsFor } from './bits.ts';

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
export const GAZETTEER_FORMAT_VERSION = 5;

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
  'singleCount',
  'severalCount',
  'candidateCount',
  'filterWords',
  'smallFilterWords',
  'pairFilterWords',
  'aliasCount',
  'skippedAliasCount',
  // That by which words find their slots.
  'factor',
] as const;
export type Header = Record<(typeof HEADER_FIELDS)[number], number>;
export const HEADER_BYTES = 80;

/** Hands out the sections in their order. */
interface SectionSource {
  int32(length: number): Int32Array;
  bytes(length: number): Uint8Array;
}

/** Properties by name, not from a table: an object filled in a loop would be slow to read from ever after. */
function layOut(header: Header, source: SectionSource) {
  const { slotCount, nodeCount, candidateCount } = header;
  return {
    /**
     * Two numbers a slot: the hash of its word, 0 where there is none, and where the word begins in
     * `wordText`, with what there is to know of the word above that (lib/gazetteer/slots.ts). Two more end
     * the last.
     */
    slots: source.int32(2 * (slotCount + 1)),
    /** Slots whose word begins an alias: the n-th of them is node n. */
    rootWords: source.int32(bitWordsFor(slotCount)),
    rootCounts: source.int32(bitCountsFor(slotCount)),
    /** First-word filters: that of small starts, then that of all; see lib/gazetteer/filter.ts. */
    filters: source.int32(header.smallFilterWords + header.filterWords),
    pairFilter: source.int32(header.pairFilterWords),
    /** Slot (24 bits) of each node below the first level, and the hard gaps allowed before it. */
    nodeSlot: source.int32(nodeCount - header.rootCount),
    /** Nodes with children, and for each the first of them; one more entry ends the last. */
    parentWords: source.int32(bitWordsFor(nodeCount)),
    parentCounts: source.int32(bitCountsFor(nodeCount)),
    firstChild: source.int32(header.parentCount + 1),
    /** Nodes at which aliases of one entity end, and of several; see lib/gazetteer/candidates.ts. */
    singleWords: source.int32(bitWordsFor(nodeCount)),
    singleCounts: source.int32(bitCountsFor(nodeCount)),
    severalWords: source.int32(bitWordsFor(nodeCount)),
    severalCounts: source.int32(bitCountsFor(nodeCount)),
    severalStart: source.int32(header.severalCount + 1),
    /** Two numbers a candidate: its ordinal, and its form (lib/gazetteer/alias-form.ts). */
    candidates: source.int32(2 * candidateCount),
    /** Folded words, one after the other, see lib/gazetteer/word-text.ts. Last, for its odd length. */
    wordText: source.bytes(header.wordBytes),
  };
}

export type Sections = Readonly<ReturnType<typeof layOut>>;

/** Bytes of a snapshot with this header. */
export function byteLengthFor(header: Header): number {
  let total = HEADER_BYTES;
  const count = <T>(section: T, bytes: number): T => {
    total += bytes;
    return section;
  };
  layOut(header, {
    int32: (length) => count(new Int32Array(0), length * 4),
    bytes: (length) => count(new Uint8Array(0), length),
  });
  return (total + 3) & ~3;
}

/** Views of the sections; the buffer must be `byteLengthFor(header)` long. */
export function viewSections(buffer: ArrayBuffer, header: Header): Sections {
  let offset = HEADER_BYTES;
  const advance = <T extends ArrayBufferView>(view: T): T => {
    offset += view.byteLength;
    return view;
  };
  return layOut(header, {
    int32: (length) => advance(new Int32Array(buffer, offset, length)),
    bytes: (length) => advance(new Uint8Array(buffer, offset, length)),
  });
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

/**
 * Checksum of everything but itself, to notice damage; not meant against forgery. Four sums side by side,
 * because a step that waits for the one before would take a waking worker four times as long: as long as the
 * rest of opening a snapshot. A change of any one number always shows, since each step can be undone.
 */
export function checksumOf(buffer: ArrayBuffer): number {
  const words = new Int32Array(buffer);
  const own = HEADER_FIELDS.indexOf('checksum');
  const last = words.length - (words.length % 4);
  let a = 0x9e3779b9 | 0;
  let b = 0x7f4a7c15 | 0;
  let c = 0x165667b1 | 0;
  let d = 0x27d4eb2f | 0;
  for (let at = 0; at < last; at += 4) {
    a = Math.imul(a ^ (words[at] as number), SUM_FACTOR);
    b = Math.imul(b ^ (words[at + 1] as number), SUM_FACTOR);
    c = Math.imul(c ^ (words[at + 2] as number), SUM_FACTOR);
    d = Math.imul(d ^ (at + 3 === own ? 0 : (words[at + 3] as number)), SUM_FACTOR);
  }
  for (let at = last; at < words.length; at++) a = Math.imul(a ^ (words[at] as number), SUM_FACTOR);
  return [a, b, c, d].reduce((sum, lane) => Math.imul(sum ^ lane ^ (lane >>> 15), SUM_FACTOR), 0) >>> 0;
}

/** Odd, so that multiplying by it loses nothing. */
const SUM_FACTOR = 0x85ebca6b | 0;
