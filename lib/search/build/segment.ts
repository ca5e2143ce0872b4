import { POSTING_BLOCK } from '../format.ts';
import { NumberList } from './number-list.ts';
import type { PostingsPool } from './postings-pool.ts';

/** Postings of a stretch of facts, already written, and where in them each word's begin. */
export interface Segment {
  /** Words that have postings here, in the order of their code units; numbers as the builder knows them. */
  readonly terms: Uint32Array<ArrayBuffer>;
  /** One more than `terms`. */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/**
 * Writes the postings of all words one after the other, cut into blocks wherever a block is full.
 *
 * @param order All words in the order of their code units.
 */
export async function writeSegment(
  order: Uint32Array,
  pool: PostingsPool,
  writeBlock: (block: number, bytes: ArrayBuffer) => Promise<void> | undefined,
): Promise<Segment> {
  const terms = new NumberList(Uint32Array);
  const offsets = new NumberList(Uint32Array);
  let bytes = new Uint8Array(POSTING_BLOCK);
  let blocks = 0;
  let at = 0;
  for (const term of order) {
    if (!pool.has(term)) continue;
    terms.push(term);
    offsets.push(blocks * POSTING_BLOCK + at);
    for (let slice of pool.slicesOf(term)) {
      while (slice.length > 0) {
        const part = slice.subarray(0, POSTING_BLOCK - at);
        bytes.set(part, at);
        at += part.length;
        slice = slice.subarray(part.length);
        if (at < POSTING_BLOCK) continue;
        const full = writeBlock(blocks++, bytes.buffer);
        bytes = new Uint8Array(POSTING_BLOCK);
        at = 0;
        if (full) await full;
      }
    }
  }
  offsets.push(blocks * POSTING_BLOCK + at);
  if (at > 0) await writeBlock(blocks, bytes.slice(0, at).buffer);
  return { terms: terms.take(), offsets: offsets.take() };
}
