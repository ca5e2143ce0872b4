import { PART, POSTING_BLOCK } from '../format.ts';
import type { BlockCache } from './block-cache.ts';
import { closerMark, IN_STATEMENT, type Mark } from './marks.ts';
import type { FactParts, SegmentParts } from './resident.ts';
import { markTerm, type WordMatch } from './word-match.ts';

/** A run of words of one segment. */
interface Run {
  readonly number: number;
  readonly segment: SegmentParts;
  /** Positions in the segment's list of words, half open. */
  readonly low: number;
  readonly high: number;
}

/** For each fact, how a word of the query meets its statement, property or value. */
export async function markFacts(
  { segments, subjects }: FactParts,
  blocks: BlockCache,
  words: readonly WordMatch[],
): Promise<Uint8Array[]> {
  const runs = words.map((word) =>
    segments.flatMap((segment, number) => runsOf(word, segment).map((run) => ({ ...run, segment, number }))),
  );
  // All words in one transaction.
  const names = [...new Set(runs.flat().flatMap(blocksOf))];
  const read = await blocks.read(names);
  const found = new Map(names.map((name, at) => [name, new Uint8Array(read[at] as ArrayBuffer)]));
  return words.map((word, at) => {
    const marks = new Uint8Array(subjects.length);
    for (const run of runs[at]!) decodeRun(run, bytesOf(run, found), word, marks);
    return marks;
  });
}

function runsOf({ begun, close }: WordMatch, { terms }: SegmentParts): Pick<Run, 'low' | 'high'>[] {
  const runs = [{ low: lowerBound(terms, begun.low), high: lowerBound(terms, begun.high) }];
  for (const term of close?.keys() ?? []) {
    if (term >= begun.low && term < begun.high) continue;
    const at = lowerBound(terms, term);
    if (terms[at] === term) runs.push({ low: at, high: at + 1 });
  }
  return runs.filter(({ low, high }) => low < high);
}

function blocksOf({ number, segment: { offsets }, low, high }: Run): string[] {
  const first = Math.floor(offsets[low]! / POSTING_BLOCK);
  const last = Math.floor((offsets[high]! - 1) / POSTING_BLOCK);
  return Array.from({ length: last - first + 1 }, (_, at) => PART.postings(number, first + at));
}

/** The run's bytes in one piece. */
function bytesOf(run: Run, blocks: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const { offsets } = run.segment;
  const names = blocksOf(run);
  const start = offsets[run.low]! % POSTING_BLOCK;
  const length = offsets[run.high]! - offsets[run.low]!;
  if (names.length === 1) return blocks.get(names[0]!)!.subarray(start, start + length);
  const bytes = new Uint8Array(names.length * POSTING_BLOCK);
  for (const [at, name] of names.entries()) bytes.set(blocks.get(name)!, at * POSTING_BLOCK);
  return bytes.subarray(start, start + length);
}

function decodeRun({ segment, low, high }: Run, bytes: Uint8Array, word: WordMatch, marks: Uint8Array): void {
  const { terms, offsets } = segment;
  const base = offsets[low]!;
  for (let at = low; at < high; at++) {
    const mark = markTerm(word, terms[at]!);
    decodeTerm(bytes, offsets[at]! - base, offsets[at + 1]! - base, mark, marks);
  }
}

/** See lib/search/build/postings-pool.ts for what the bytes are. */
function decodeTerm(bytes: Uint8Array, start: number, end: number, mark: Mark, marks: Uint8Array): void {
  let next = 0;
  for (let at = start; at < end; ) {
    let byte = bytes[at++]!;
    let value = byte & 0x7f;
    for (let scale = 128; byte > 0x7f; scale *= 128) {
      byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
    }
    next += value >>> 1;
    const found = mark | ((value & 1) === 0 ? IN_STATEMENT : 0);
    marks[next - 1] = closerMark(marks[next - 1]!, found);
  }
}

function lowerBound(sorted: Uint32Array, bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
