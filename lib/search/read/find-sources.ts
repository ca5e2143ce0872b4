import { PART, SOURCE_NAMES_PER_BLOCK } from '../format.ts';
import type { SourceName } from '../search-index.ts';
import type { BlockCache } from './block-cache.ts';
import type { Dictionary, TermRange } from './dictionary.ts';
import type { SourceParts } from './resident.ts';
import { TopHits } from './top-hits.ts';

/** More than any name has citations. */
const AT_START = 2 ** 40;

/**
 * Names of sources in which every word begins one; those that begin with the words first, then those with the
 * most citations. What no fact cites is passed over: to narrow by it would leave nothing.
 */
export async function findSourceNames(
  { terms, offsets, counts }: SourceParts,
  { dictionary, blocks }: { readonly dictionary: Dictionary; readonly blocks: BlockCache },
  words: readonly string[],
  limit: number,
): Promise<SourceName[]> {
  const begun = words.map((word) => dictionary.findBeginning(word));
  if (begun.some(({ low, high }) => low === high)) return [];
  const hits = new TopHits(limit);
  for (let name = 0; name < counts.length; name++) {
    const [start, end] = [offsets[name]!, offsets[name + 1]!];
    if (counts[name] === 0 || start === end) continue;
    if (!begun.every((range) => hasTerm(terms, start, end, range))) continue;
    const isAtStart = begun.every((range, at) => start + at < end && isIn(range, terms[start + at]!));
    hits.add(name, counts[name]! + (isAtStart ? AT_START : 0));
  }
  const found = hits.best();
  const texts = await readTexts(
    blocks,
    found.map(({ number }) => number),
  );
  return found.map(({ number, score }, at) => ({
    text: texts[at]!,
    citations: counts[number]!,
    isAtStart: score >= AT_START,
  }));
}

function hasTerm(terms: Uint32Array, start: number, end: number, range: TermRange): boolean {
  for (let at = start; at < end; at++) if (isIn(range, terms[at]!)) return true;
  return false;
}

function isIn({ low, high }: TermRange, term: number): boolean {
  return term >= low && term < high;
}

/** The names as the pack writes them, all in one transaction. */
async function readTexts(blocks: BlockCache, names: readonly number[]): Promise<string[]> {
  const partOf = (name: number) => PART.sourceNameBlock(Math.floor(name / SOURCE_NAMES_PER_BLOCK));
  const read = await blocks.read(names.map(partOf));
  return names.map((name, at) =>
    JSON.parse((read[at] as string).split('\n')[name % SOURCE_NAMES_PER_BLOCK]!),
  );
}
