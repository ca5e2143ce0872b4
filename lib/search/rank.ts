import { type Alias, type Entity, entityAliases } from '../model/fact-pack.ts';
import type { MatchedText } from '../model/search.ts';
import { Closeness, matchTerm, mergeSpans, type TermMatch } from './match-terms.ts';
import { joinTerms, readTerms, type Term } from './terms.ts';

/**
 * Scores. The whole part is the tier, which nothing else outweighs: 4 the query is the whole name, 3 its
 * words stand there, 2 the query begins words, 1 some word has typos, 0 only a source's title has them. The
 * fraction orders hits within a tier, by weights that add up to less than 1 and are a judgement, not a fit.
 */
const WHOLE_NAME_TIER = 4;

const ENTITY_WEIGHTS = {
  prominence: 0.4,
  /** Share of the name that the query covers: "Nscale" before "Nscale Holdings" for "nsc". */
  coverage: 0.25,
  /** The name begins with a word of the query. */
  atStart: 0.15,
  mainName: 0.1,
  /** Less for each typo. */
  fewTypos: 0.09,
};

const FACT_WEIGHTS = {
  /** Share of the query's words that the statement itself has. */
  inStatement: 0.5,
  prominence: 0.2,
  recent: 0.15,
  fewTypos: 0.1,
};

/** Prominence of an entity whose pack does not say. */
const UNKNOWN_PROMINENCE = 0.3;
/** Years over which a fact's date loses its weight. */
const RECENT_YEARS = 20;

/** One way to read a query. */
export interface Reading {
  readonly words: readonly string[];
  readonly mayHaveTypos: boolean;
}

/** A query as words and, of several, once more as one word, for those who write "soft bank". */
export type Query = readonly Reading[];

/** @returns undefined for a query without words. */
export function readQuery(text: string): Query | undefined {
  const terms = readTerms(text);
  if (terms.length === 0) return undefined;
  const reading = { words: terms.map((term) => term.text), mayHaveTypos: true };
  const joined = joinTerms(terms);
  // With typos as well, "bridge x" would be "bridge".
  return joined === undefined ? [reading] : [reading, { words: [joined.text], mayHaveTypos: false }];
}

interface Scoring<T> {
  readonly score: number;
  readonly matched: T;
}

/** The best of an entity's names for the query; undefined if none has all its words. */
export function scoreEntity(query: Query, entity: Entity): Scoring<MatchedText> | undefined {
  let best: Scoring<MatchedText> | undefined;
  for (const alias of entityAliases(entity)) {
    const scoring = scoreName(query, alias, entity);
    if (scoring !== undefined && scoring.score > (best?.score ?? -1)) best = scoring;
  }
  return best;
}

function scoreName(query: Query, alias: Alias, entity: Entity): Scoring<MatchedText> | undefined {
  const words = readTerms(alias.text);
  const joined = joinTerms(words);
  const terms = joined === undefined ? words : [...words, joined];
  for (const reading of query) {
    const matches = matchAll(reading, alias.text, terms);
    if (matches === undefined) continue;
    const coverage = coverageOf(matches, words, joined);
    const isWhole = coverage === 1 && isTier(matches, Closeness.exact);
    const weights = ENTITY_WEIGHTS;
    const fraction =
      weights.prominence * (entity.prominence ?? UNKNOWN_PROMINENCE) +
      weights.coverage * coverage +
      weights.atStart * (matches.some((match) => match.start === words[0]?.start) ? 1 : 0) +
      weights.mainName * (alias.text === entity.name ? 1 : 0) +
      weights.fewTypos / (1 + countAllTypos(matches));
    return {
      score: (isWhole ? WHOLE_NAME_TIER : tierOf(matches)) + fraction,
      matched: { text: alias.text, spans: mergeSpans(matches) },
    };
  }
  return undefined;
}

/** Texts by which a fact is found. */
export interface FactTexts {
  readonly statement: string;
  /** Names of the subject, the property, the value in words. */
  readonly about: string;
  readonly sourceTitles: string;
  readonly prominence: number | undefined;
  /** ISO 8601, possibly reduced. */
  readonly asOf: string | undefined;
}

/** @param now Year of the search, for how recent a fact is. */
export function scoreFact(query: Query, fact: FactTexts, now: number): Scoring<MatchedText> | undefined {
  const statement = readTerms(fact.statement);
  const about = readTerms(fact.about);
  for (const { words, mayHaveTypos } of query) {
    const inStatement = words.map((word) => matchTerm(word, fact.statement, statement, mayHaveTypos));
    const closest = words.map((word, index) =>
      closer(inStatement[index], matchTerm(word, fact.about, about, mayHaveTypos)),
    );
    const spans = mergeSpans(inStatement.filter((match) => match !== undefined));
    const matched = { text: fact.statement, spans };
    if (closest.every((match) => match !== undefined)) {
      const weights = FACT_WEIGHTS;
      const fraction =
        weights.inStatement * (inStatement.filter((match) => match !== undefined).length / words.length) +
        weights.prominence * (fact.prominence ?? UNKNOWN_PROMINENCE) +
        weights.recent * recencyOf(fact.asOf, now) +
        weights.fewTypos / (1 + countAllTypos(closest));
      return { score: tierOf(closest) + fraction, matched };
    }
    const title = readTerms(fact.sourceTitles);
    const isInTitle = words.every(
      (word, index) =>
        closest[index] !== undefined || matchTerm(word, fact.sourceTitles, title, mayHaveTypos) !== undefined,
    );
    if (isInTitle) return { score: FACT_WEIGHTS.recent * recencyOf(fact.asOf, now), matched };
  }
  return undefined;
}

function matchAll(
  { words, mayHaveTypos }: Reading,
  text: string,
  terms: readonly Term[],
): TermMatch[] | undefined {
  const matches: TermMatch[] = [];
  for (const word of words) {
    const match = matchTerm(word, text, terms, mayHaveTypos);
    if (match === undefined) return undefined;
    matches.push(match);
  }
  return matches;
}

/** Share of a name's letters that the matches cover. */
function coverageOf(matches: readonly TermMatch[], words: readonly Term[], joined: Term | undefined): number {
  const total = joined?.text.length ?? words[0]?.text.length ?? 0;
  const byWord = new Map<number, number>();
  for (const { position, coverage } of matches) {
    const length = (words[position] ?? joined)?.text.length ?? 0;
    byWord.set(position, Math.max(byWord.get(position) ?? 0, coverage * length));
  }
  const covered = [...byWord.values()].reduce((sum, length) => sum + length, 0);
  return total === 0 ? 0 : Math.min(1, covered / total);
}

function closer(a: TermMatch | undefined, b: TermMatch | undefined): TermMatch | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.closeness > a.closeness || (b.closeness === a.closeness && b.typos < a.typos) ? b : a;
}

const tierOf = (matches: readonly TermMatch[]) => Math.min(...matches.map((match) => match.closeness));
const isTier = (matches: readonly TermMatch[], tier: Closeness) => tierOf(matches) === tier;
const countAllTypos = (matches: readonly TermMatch[]) => matches.reduce((sum, match) => sum + match.typos, 0);

/** 1 for this year, 0 for RECENT_YEARS ago or without a date. */
function recencyOf(asOf: string | undefined, now: number): number {
  if (asOf === undefined) return 0;
  const age = Math.max(0, now - Number(asOf.slice(0, 4)));
  return Math.max(0, 1 - age / RECENT_YEARS);
}
