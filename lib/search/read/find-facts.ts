import { NOBODY } from '../format.ts';
import { Closeness } from '../match-terms.ts';
import { FACT_WEIGHTS, recencyOf, SOURCE_TIER, scoreIn } from '../weights.ts';
import { closenessOf, closerMark, IN_STATEMENT, type Mark, typosOf } from './marks.ts';
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

/** What meets one word of the query: marks by fact, and by the entity that is a fact's subject. */
export interface MarkedWord {
  readonly facts: Uint8Array;
  readonly subjects: Uint8Array;
}

/** Facts that meet every word, in themselves or by a name of their subject. */
export function rankFacts(
  facts: FactParts,
  names: NameParts,
  words: readonly MarkedWord[],
  search: FactSearch,
): Ranked[] {
  const hits = new TopHits(search.limit);
  const { subjects, dates } = facts;
  const weights = FACT_WEIGHTS;
  for (let fact = 0; fact < subjects.length; fact++) {
    if (search.mask !== undefined && search.mask[fact] === 0) continue;
    const subject = subjects[fact]!;
    let tier: Closeness = Closeness.exact;
    let inStatement = 0;
    let typos = 0;
    let met = 0;
    for (; met < words.length; met++) {
      const word = words[met]!;
      const own = word.facts[fact]!;
      const bySubject = subject === NOBODY ? 0 : word.subjects[subject]!;
      const mark = bySubject === 0 ? own : closerMark(own, bySubject);
      if (mark === 0) break;
      inStatement += own & IN_STATEMENT;
      typos += typosOf(mark);
      if (closenessOf(mark) < tier) tier = closenessOf(mark);
    }
    if (met < words.length) continue;
    const isFree = words.length === 0;
    const fraction =
      weights.inStatement * (isFree ? 1 : inStatement / words.length) +
      weights.prominence * prominenceOf(names, subject) +
      weights.recent * recencyOf(dates[fact]!, search.year) +
      weights.fewTypos / (1 + typos);
    const isOnPage = subject !== NOBODY && search.isOnPage(subject);
    // Where filters alone are asked, the newest to the day comes first.
    hits.add(fact, scoreIn(tier, isOnPage, isFree ? dates[fact]! / 100_000_000 : fraction));
  }
  return hits.best();
}

/** Facts that meet every word with the help of a source's title or publisher. */
export function rankBySource(
  facts: FactParts,
  words: readonly (MarkedWord & { readonly sources: Uint8Array })[],
  search: FactSearch,
): Ranked[] {
  const hits = new TopHits(search.limit);
  for (let fact = 0; fact < facts.subjects.length; fact++) {
    if (search.mask !== undefined && search.mask[fact] === 0) continue;
    const subject = facts.subjects[fact]!;
    const isMet = words.every(
      (word) => word.facts[fact] !== 0 || word.sources[fact] !== 0 || (word.subjects[subject] ?? 0) !== 0,
    );
    if (!isMet) continue;
    const fraction = FACT_WEIGHTS.recent * recencyOf(facts.dates[fact]!, search.year);
    hits.add(fact, scoreIn(SOURCE_TIER, subject !== NOBODY && search.isOnPage(subject), fraction));
  }
  return hits.best();
}

/** For each entity, how a word of the query meets any of its names. */
export function markSubjects(
  { nameTerms, nameOffsets, entityNames }: NameParts,
  word: WordMatch,
): Uint8Array {
  const marks = new Uint8Array(entityNames.length - 1);
  const { low, high } = word.begun;
  for (let entity = 0; entity < marks.length; entity++) {
    const end = nameOffsets[entityNames[entity + 1]!]!;
    let best: Mark = 0;
    for (let at = nameOffsets[entityNames[entity]!]!; at < end; at++) {
      const term = nameTerms[at]!;
      if ((term < low || term >= high) && word.close === undefined) continue;
      const mark = markTerm(word, term);
      if (mark > best) best = mark;
    }
    marks[entity] = best;
  }
  return marks;
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

function prominenceOf({ prominence }: NameParts, entity: number): number {
  return entity === NOBODY ? 0 : prominence[entity]! / 255;
}
