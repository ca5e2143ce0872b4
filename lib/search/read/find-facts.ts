import { NOBODY } from '../format.ts';
import { Closeness } from '../match-terms.ts';
import { FACT_WEIGHTS, recencyOf, SOURCE_TIER, scoreIn } from '../weights.ts';
import type { MarkedNames } from './mark-names.ts';
import { closenessOf, closerMark, IN_STATEMENT, typosOf } from './marks.ts';
import type { FactParts, NameParts, SourceParts } from './resident.ts';
import { type Ranked, TopHits } from './top-hits.ts';
import { markTerm, type WordMatch } from './word-match.ts';

/**
 * Facts are searched from the third letter on: sentences are full of words with "a", and ranking them all
 * would be slow and help nobody.
 */
export const MIN_FACT_PREFIX = 3;

export interface FactSearch {
  readonly limit: number;
  /** Year of the search. */
  readonly year: number;
  /** 1 for facts that the filters let through; undefined where nothing narrows. */
  readonly mask: Uint8Array | undefined;
  readonly isOnPage: (entity: number) => boolean;
}

/** Facts that meet every word, in themselves or by a name of their subject. Words have a mark for each fact. */
export function rankFacts(
  facts: FactParts,
  names: NameParts,
  words: readonly Uint8Array[],
  search: FactSearch,
): Ranked[] {
  const { subjects, dates } = facts;
  const hits = new TopHits(search.limit);
  const isFree = words.length === 0;
  const weights = FACT_WEIGHTS;
  const bases = basesOf(facts, names, search.year);
  for (const fact of factsInAll([...words, ...(search.mask ? [search.mask] : [])], subjects.length)) {
    let tier: Closeness = Closeness.exact;
    let inStatement = 0;
    let typos = 0;
    for (const marks of words) {
      const mark = marks[fact]!;
      inStatement += mark & IN_STATEMENT;
      typos += typosOf(mark);
      if (closenessOf(mark) < tier) tier = closenessOf(mark);
    }
    const fraction =
      bases[fact]! +
      weights.inStatement * (isFree ? 1 : inStatement / words.length) +
      weights.fewTypos / (1 + typos);
    // Where filters alone are asked, the newest to the day comes first.
    const score = scoreIn(
      tier,
      search.isOnPage(subjects[fact]!),
      isFree ? dates[fact]! / 100_000_000 : fraction,
    );
    hits.add(fact, score);
  }
  return hits.best();
}

/** Facts that meet every word with the help of a source's title or publisher. */
export function rankBySource(
  { subjects, dates }: FactParts,
  words: readonly Uint8Array[],
  search: FactSearch,
): Ranked[] {
  const hits = new TopHits(search.limit);
  for (const fact of factsInAll([...words, ...(search.mask ? [search.mask] : [])], subjects.length)) {
    const fraction = FACT_WEIGHTS.recent * recencyOf(dates[fact]!, search.year);
    hits.add(fact, scoreIn(SOURCE_TIER, search.isOnPage(subjects[fact]!), fraction));
  }
  return hits.best();
}

/** Adds the marks of entities to those of the facts that they are the subjects of. */
export function addSubjects(
  { factStarts, subjectFacts }: FactParts,
  own: Uint8Array,
  { marks, entities }: MarkedNames,
): void {
  for (const entity of entities) {
    const mark = marks[entity]!;
    for (let at = factStarts[entity]!; at < factStarts[entity + 1]!; at++) {
      const fact = subjectFacts[at]!;
      own[fact] = closerMark(own[fact]!, mark);
    }
  }
}

/** 1 for facts with a source whose title or publisher has the word. */
export function markCitations(
  { names, terms, offsets, citations }: SourceParts,
  word: WordMatch,
  factCount: number,
): Uint8Array {
  const isNamed = new Uint8Array(offsets.length - 1);
  for (let name = 0; name < isNamed.length; name++) {
    for (let at = offsets[name]!; at < offsets[name + 1]!; at++) {
      if (markTerm(word, terms[at]!) !== 0) isNamed[name] = 1;
    }
  }
  const marks = new Uint8Array(factCount);
  for (let at = 0; at < citations.length; at += 2) {
    const source = citations[at + 1]! * 2;
    if (isNamed[names[source]!] === 1 || isNamed[names[source + 1]!] === 1) marks[citations[at]!] = 1;
  }
  return marks;
}

/** Where {@link factsInAll} writes: new memory for each letter would cost more than what is written there. */
let room = new Uint32Array(0);

/**
 * Facts that are not 0 in any of the lists, until the next call. Most lists are nearly empty: four facts are
 * passed over at once.
 */
function factsInAll([first, ...others]: readonly Uint8Array[], count: number): Uint32Array {
  if (room.length < count) room = new Uint32Array(count);
  const found = room;
  let size = 0;
  if (first === undefined) {
    for (; size < count; size++) found[size] = size;
    return found.subarray(0, count);
  }
  const fours = new Uint32Array(first.buffer, first.byteOffset, first.length >>> 2);
  for (let four = 0; four <= fours.length; four++) {
    if (fours[four] === 0) continue;
    const end = Math.min(count, four * 4 + 4);
    for (let fact = four * 4; fact < end; fact++) if (first[fact] !== 0) found[size++] = fact;
  }
  for (const list of others) {
    let kept = 0;
    for (let at = 0; at < size; at++) {
      const fact = found[at]!;
      if (list[fact] !== 0) found[kept++] = fact;
    }
    size = kept;
  }
  return found.subarray(0, size);
}

interface Bases {
  readonly year: number;
  readonly values: Float32Array;
}

/** By the facts of each index that is open. */
const BASES = new WeakMap<FactParts, Bases>();

/** What each fact scores whatever is asked: by how well known its subject is, and how new it is. */
function basesOf(facts: FactParts, names: NameParts, year: number): Float32Array {
  const known = BASES.get(facts);
  if (known?.year === year) return known.values;
  const { prominence, recent } = FACT_WEIGHTS;
  const { subjects, dates } = facts;
  const values = new Float32Array(subjects.length);
  // A loop: half a million calls of a function are felt by whoever waits for the first results.
  for (let fact = 0; fact < values.length; fact++) {
    values[fact] = prominence * prominenceOf(names, subjects[fact]!) + recent * recencyOf(dates[fact]!, year);
  }
  BASES.set(facts, { year, values });
  return values;
}

function prominenceOf({ prominence }: NameParts, entity: number): number {
  return entity === NOBODY ? 0 : prominence[entity]! / 255;
}
