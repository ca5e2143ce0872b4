import { contradictorsById } from '../model/contradictions.ts';
import type { Dossier, DossierFact } from '../model/dossier.ts';
import type { ArrangedFact, FactGroup, ReadingContext } from '../model/entity-facts.ts';
import type { FactStatus } from '../model/fact-pack.ts';

/** How much a fact weighs by its status alone, 0..1. */
const STATUS_WEIGHT: Record<FactStatus, number> = {
  confirmed: 1,
  reported: 0.9,
  claimed: 0.6,
  planned: 0.6,
  disputed: 0.5,
  retracted: 0.05,
};

/** A fact loses half of what it owes to being recent in this many years. */
const HALF_LIFE_YEARS = 3;

/** A superseded fact keeps this share of its weight: it matters most to those who just read it. */
const SUPERSEDED_SHARE = 0.2;

/** What is said of something else, and of the entity only in passing, keeps this share. */
const IN_PASSING_SHARE = 0.6;

/** A sum or a quantity tells more at a glance than a sentence does. */
const FIGURE_BONUS = 0.3;

/** Most that the sentence can add. More than any status or date: what the sentence speaks of comes first. */
const MAX_RELEVANCE = 1.5;

/**
 * Facts in the order in which they help: those that the sentence at hand speaks of, then the sure and
 * recent ones; retracted and superseded ones last. Facts that contradict each other stay together.
 */
export function arrangeFacts(dossier: Dossier, context: ReadingContext): FactGroup[] {
  const { facts } = dossier;
  const successors = new Map<string, DossierFact>();
  for (const fact of facts) for (const id of fact.supersedes ?? []) successors.set(id, fact);
  const latest = facts.map(dateOf).toSorted().at(-1) ?? '';
  const relevanceOf = createRelevance(dossier, context.sentence);

  const weigh = (fact: DossierFact) => {
    const age = yearOf(latest) - yearOf(dateOf(fact));
    const recency = Number.isFinite(age) ? 0.5 ** (age / HALF_LIFE_YEARS) : 0.5;
    const share =
      (successors.has(fact.id) ? SUPERSEDED_SHARE : 1) *
      (fact.about[0] === dossier.entity.id ? 1 : IN_PASSING_SHARE);
    const figure = fact.value?.type === 'money' || fact.value?.type === 'quantity' ? FIGURE_BONUS : 0;
    return share * (STATUS_WEIGHT[fact.status] * (0.5 + 0.5 * recency) + figure + relevanceOf(fact));
  };
  const weights = new Map(facts.map((fact) => [fact.id, weigh(fact)]));
  const byWeight = facts.toSorted((one, other) => weights.get(other.id)! - weights.get(one.id)!);

  const arrange = (fact: DossierFact): ArrangedFact => ({
    fact,
    supersededBy: successors.get(fact.id),
    isSupersededSincePage: isLater(successors.get(fact.id)?.asOf, context.published),
    isNewerThanPage: isLater(fact.asOf, context.published),
  });
  const opponentsOf = createOpponents(byWeight);
  const placed = new Set<DossierFact>();
  const groups: FactGroup[] = [];
  for (const fact of byWeight) {
    if (placed.has(fact)) continue;
    const [, ...others] = disputeAround(fact, opponentsOf);
    for (const member of [fact, ...others]) placed.add(member);
    groups.push([arrange(fact), ...others.map(arrange)]);
  }
  return groups;
}

/** The fact, and all that contradict it or one another: a dispute is read whole, whichever fact weighs most. */
function disputeAround(
  fact: DossierFact,
  opponentsOf: (fact: DossierFact) => readonly DossierFact[],
): Set<DossierFact> {
  // The set grows while it is walked.
  const dispute = new Set([fact]);
  for (const member of dispute) for (const opponent of opponentsOf(member)) dispute.add(opponent);
  return dispute;
}

/** Contradiction goes both ways, whichever of the two says it. An entity may have thousands of facts: none is compared with all. */
function createOpponents(byWeight: readonly DossierFact[]): (fact: DossierFact) => readonly DossierFact[] {
  const ranks = new Map(byWeight.map(({ id }, rank) => [id, rank]));
  const contradictors = contradictorsById(byWeight);
  return (fact) => {
    const named = (fact.contradicts ?? []).flatMap((id) => byWeight[ranks.get(id) ?? -1] ?? []);
    const opponents = new Set([...named, ...(contradictors.get(fact.id) ?? [])]);
    return [...opponents].toSorted((one, other) => ranks.get(one.id)! - ranks.get(other.id)!);
  };
}

function dateOf({ asOf, validFrom, sources }: DossierFact): string {
  return asOf ?? validFrom ?? sources[0]?.source.published ?? '';
}

/** Years since the epoch of a date, possibly reduced; NaN without one. */
function yearOf(date: string): number {
  return Date.parse(date) / (365.25 * 24 * 3600 * 1000);
}

/** True only if both dates are as precise as it takes: March 2026 is not later than "2026". */
function isLater(date: string | undefined, than: string | undefined): boolean {
  if (!date || !than) return false;
  const precision = Math.min(date.length, than.length, 'YYYY-MM-DD'.length);
  return date.slice(0, precision) > than.slice(0, precision);
}

/** Shares of words: a word that many facts of the dossier hold tells less than one that a single fact holds. */
function createRelevance({ entity, facts }: Dossier, sentence: string): (fact: DossierFact) => number {
  const said = wordsOf(sentence);
  for (const word of wordsOf(entity.name)) said.delete(word);
  if (said.size === 0) return () => 0;
  const sharedBy = (fact: DossierFact): ReadonlySet<string> => {
    const text = textOf(fact).toLowerCase();
    // Parting a text into words takes long, and most hold none of those said.
    return said.values().some((word) => text.includes(word)) ? wordsOf(text).intersection(said) : NO_WORDS;
  };
  const shared = new Map(facts.map((fact) => [fact.id, sharedBy(fact)] as const));
  const holders = new Map<string, number>();
  for (const words of shared.values()) {
    for (const word of words) holders.set(word, (holders.get(word) ?? 0) + 1);
  }
  return ({ id }) => {
    let relevance = 0;
    for (const word of shared.get(id)!) relevance += 0.5 / holders.get(word)!;
    return Math.min(MAX_RELEVANCE, relevance);
  };
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** The statement and the quotes: an article's sentence often is the quote. */
function textOf({ statement, sources }: DossierFact): string {
  return [statement, ...sources.map(({ quote }) => quote ?? '')].join(' ');
}

/** Words that carry meaning: long ones, numbers, and those of scripts that write without spaces. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(
    text,
  )) {
    if (isWordLike && (segment.length >= 4 || /[\p{N}\p{Script=Han}\p{Script=Thai}]/u.test(segment))) {
      words.add(segment.toLowerCase());
    }
  }
  return words;
}
