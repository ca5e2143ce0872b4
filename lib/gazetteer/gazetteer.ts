import { RankedBits } from './bits.ts';
import { CandidateRanges } from './candidates.ts';
import {
  byteLengthFor,
  checksumOf,
  GAZETTEER_FORMAT_VERSION,
  HEADER_BYTES,
  type Header,
  MAGIC,
  readHeader,
  type Sections,
  viewSections,
} from './layout.ts';
import { homeSlot, SlotFlag, storedHash, TEXT_OFFSET_MASK } from './slots.ts';

export type GazetteerProblem =
  /** Not a snapshot at all, cut short, or changed since it was written. */
  | { readonly code: 'damaged-snapshot'; readonly detail: string }
  /** Written by another version: compile again from the store. */
  | { readonly code: 'other-format'; readonly formatVersion: number };

export type GazetteerReading =
  | { readonly ok: true; readonly gazetteer: Gazetteer }
  | { readonly ok: false; readonly problem: GazetteerProblem };

/**
 * All aliases of one pack generation, ready to search: views into one ArrayBuffer, which is also the
 * snapshot. Candidates are ordinals of the generation's entities. Made by compileGazetteer or loadGazetteer,
 * searched by findMentions.
 */
export class Gazetteer {
  /** The snapshot. Must not be changed or transferred while the gazetteer is in use. */
  readonly buffer: ArrayBuffer;
  readonly header: Readonly<Header>;
  /** For lib/gazetteer alone. */
  readonly sections: Sections;
  readonly roots: RankedBits;
  readonly parents: RankedBits;
  readonly candidates: CandidateRanges;
  readonly filterWords: number;
  readonly smallFilterWords: number;
  private readonly slotCount: number;
  private readonly factor: number;
  private readonly rootCount: number;

  constructor(buffer: ArrayBuffer, header: Header) {
    this.buffer = buffer;
    this.header = header;
    const sections = viewSections(buffer, header);
    this.sections = sections;
    this.roots = new RankedBits(sections.rootWords, sections.rootCounts);
    this.parents = new RankedBits(sections.parentWords, sections.parentCounts);
    this.candidates = new CandidateRanges(
      new RankedBits(sections.singleWords, sections.singleCounts),
      new RankedBits(sections.severalWords, sections.severalCounts),
      sections.severalStart,
    );
    this.filterWords = header.filterWords;
    this.smallFilterWords = header.smallFilterWords;
    this.slotCount = header.slotCount;
    this.factor = header.factor;
    this.rootCount = header.rootCount;
  }

  /** Where the first-word filters keep the bits of a word that begins with a small letter, or not. */
  filterWordOf(mixed: number, isSmall: boolean): number {
    return isSmall
      ? mixed & (this.smallFilterWords - 1)
      : this.smallFilterWords + (mixed & (this.filterWords - 1));
  }

  /**
   * Slot of a word by its hash, or -1. Nothing is proved by that: the caller compares the text
   * (isWordOf), and if it differs and the slot has a {@link SlotFlag.twin}, looks further with `after`.
   */
  findSlot(hash: number, after = -1): number {
    const { slots } = this.sections;
    const wanted = storedHash(hash);
    const count = this.slotCount;
    let slot = after < 0 ? homeSlot(hash, count, this.factor) : after + 1 === count ? 0 : after + 1;
    for (;;) {
      const found = slots[slot * 2] as number;
      if (found === wanted) return slot;
      if (found === 0) return -1;
      slot = slot + 1 === count ? 0 : slot + 1;
    }
  }

  /** What the slot says of its word: {@link SlotFlag}s. */
  flagsOf(slot: number): number {
    return (this.sections.slots[slot * 2 + 1] as number) & ~OFFSET;
  }

  /** Where the text of a slot's word begins; it ends where that of the next slot does. */
  textOffset(slot: number): number {
    return (this.sections.slots[slot * 2 + 1] as number) & OFFSET;
  }

  /** Node below the root of a word that begins aliases. */
  rootOf(slot: number): number {
    return this.roots.rank(slot);
  }

  /** Child of `node` for the word in `slot`, or -1. */
  findChild(node: number, slot: number): number {
    if (!this.parents.has(node)) return -1;
    const { firstChild, nodeSlot } = this.sections;
    const rootCount = this.rootCount;
    const parent = this.parents.rank(node);
    let low = firstChild[parent] as number;
    let high = (firstChild[parent + 1] as number) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = (nodeSlot[middle - rootCount] as number) & SLOT_MASK;
      if (found === slot) return middle;
      if (found < slot) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** May a name go on at `node` across this gap (Gap.dot, mark or sentence)? */
  allowsGap(node: number, gap: number): boolean {
    const packed = this.sections.nodeSlot[node - this.rootCount] as number;
    return ((packed >>> HARD_GAP_SHIFT) & hardGapBit(gap)) !== 0;
  }
}

// Named in this module, so that the compiler sees a constant.
const OFFSET = TEXT_OFFSET_MASK;

export const SLOT_MASK = 0xffffff;
/** Three bits above the slot: a dot, a mark, a sentence end before the word in some alias. */
export const HARD_GAP_SHIFT = 24;
const FIRST_HARD_GAP = 4;
export function hardGapBit(gap: number): number {
  return 1 << (gap - FIRST_HARD_GAP);
}

/** Opens a snapshot; everything that it says of itself is checked against the buffer first. */
export function loadGazetteer(buffer: ArrayBuffer): GazetteerReading {
  const damaged = (detail: string): GazetteerReading => ({
    ok: false,
    problem: { code: 'damaged-snapshot', detail },
  });
  if (buffer.byteLength < HEADER_BYTES || buffer.byteLength % 4 !== 0) return damaged('too short');
  const header = readHeader(buffer);
  if (header.magic !== MAGIC) return damaged('not a gazetteer');
  if (header.formatVersion !== GAZETTEER_FORMAT_VERSION) {
    return { ok: false, problem: { code: 'other-format', formatVersion: header.formatVersion } };
  }
  if (header.byteLength !== buffer.byteLength || byteLengthFor(header) !== buffer.byteLength) {
    return damaged(`${buffer.byteLength} bytes instead of ${header.byteLength}`);
  }
  if (checksumOf(buffer) !== header.checksum) return damaged('checksum differs');
  return { ok: true, gazetteer: new Gazetteer(buffer, header) };
}
