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
  { subjects, dates }: FactParts,
  names: NameParts,
  words: readonly Uint8Array[],
  search: FactSearch,
): Ranked[] {
  const hits = new TopHits(search.limit);
  const isFree = words.length === 0;
  const weights = FACT_WEIGHTS;
  const isWanted = meetAll([...words, ...(search.mask ? [search.mask] : [])], subjects.length);
  for (let fact = 0; fact < subjects.length; fact++) {
    if (isWanted[fact] === 0) continue;
    let tier: Closeness = Closeness.exact;
    let inStatement = 0;
    let typos = 0;
    for (const marks of words) {
      const mark = marks[fact]!;
      inStatement += mark & IN_STATEMENT;
      typos += typosOf(mark);
      if (closenessOf(mark) < tier) tier = closenessOf(mark);
    }
    const subject = subjects[fact]!;
    const fraction =
      weights.inStatement * (isFree ? 1 : inStatement / words.length) +
      weights.prominence * prominenceOf(names, subject) +
      weights.recent * recencyOf(dates[fact]!, search.year) +
      weights.fewTypos / (1 + typos);
    // Where filters alone are asked, the newest to the day comes first.
    const score = scoreIn(tier, search.isOnPage(subject), isFree ? dates[fact]! / 100_000_000 : fraction);
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
  const isWanted = meetAll([...words, ...(search.mask ? [search.mask] : [])], subjects.length);
  for (let fact = 0; fact < subjects.length; fact++) {
    if (isWanted[fact] === 0) continue;
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
  { terms, offsets, citations }: SourceParts,
  word: WordMatch,
  factCount: number,
): Uint8Array {
  const sources = new Uint8Array(offsets.length - 1);
  for (let source = 0; source < sources.length; source++) {
    for (let at = offsets[source]!; at < offsets[source + 1]!; at++) {
      if (markTerm(word, terms[at]!) !== 0) sources[source] = 1;
    }
  }
  const marks = new Uint8Array(factCount);
  for (let at = 0; at < citations.length; at += 2) {
    if (sources[citations[at + 1]!] === 1) marks[citations[at]!] = 1;
  }
  return marks;
}

/** Not 0 where none of the lists is 0. */
function meetAll(lists: readonly Uint8Array[], count: number): Uint8Array {
  const [first, ...others] = lists;
  if (first === undefined) return new Uint8Array(count).fill(1);
  if (others.length === 0) return first;
  const all = first.slice();
  for (const list of others) for (let at = 0; at < count; at++) if (list[at] === 0) all[at] = 0;
  return all;
}

function prominenceOf({ prominence }: NameParts, entity: number): number {
  return entity === NOBODY ? 0 : prominence[entity]! / 255;
}
