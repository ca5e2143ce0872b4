import { MatchFlag } from '../gazetteer/mentions.ts';
import type { Evidence, EvidenceKind, Link } from '../model/mention.ts';
import { Commonness } from './common-words.ts';
import type { Draft } from './draft.ts';
import type { Established } from './establish.ts';
import { ESTABLISHED } from './establish.ts';
import { commonnessName } from './evidence/alias-quality.ts';
import { describeCase } from './evidence/case.ts';
import { type Company, describeCoherence } from './evidence/coherence.ts';
import { describeContext, describeCues } from './evidence/context.ts';
import { isExcluded } from './evidence/exclude.ts';
import { describePage } from './evidence/page.ts';
import { describeProminence } from './evidence/prominence.ts';
import { describeTopic } from './evidence/topic.ts';
import { FEATURE_NAMES, FEATURES, featureNumber, Observations } from './features.ts';
import type { KnownEntity } from './known-entity.ts';
import type { PageKnowledge } from './page-knowledge.ts';
import type { Option, ResolvedDraft } from './resolve.ts';
import { probability, shares, type Weights, weigh } from './weigh.ts';

/** What decisions on one page rest on. */
export interface Grounds {
  readonly page: PageKnowledge;
  readonly established: Established;
  readonly company: Company;
}

/** Fitted weights: of the choice among the options, and of the question whether the best of them is meant at all. */
export interface LinkerWeights {
  readonly choice: Weights;
  readonly acceptance: Weights;
}

/** What the linker thinks of one draft; a link if its score reaches the threshold. */
export interface Decision {
  readonly draft: Draft;
  readonly option: Option;
  /** Probability that the best option is meant here, 0..1. */
  readonly score: number;
  /** What the score rests on. */
  readonly seen: Observations;
}

/** A draft with all observations, before weights: what the fit learns from. */
export interface Weighable {
  readonly draft: Draft;
  readonly options: readonly Option[];
  /** Per option. */
  readonly seen: readonly Observations[];
}

/** Observes everything about a draft's options; those that the curator excludes or that may not stand alone are gone. */
export function observe({ draft, options }: ResolvedDraft, grounds: Grounds): Weighable | undefined {
  const { page, established, company } = grounds;
  const allowed = options.filter(
    (option) => !isExcluded(draft, option.entity) && mayStand(option, draft, established),
  );
  if (allowed.length === 0) return undefined;
  const areEstablished = allowed.map(({ entity }) => isEstablishedByLonger(draft, entity.id, established));
  const isAnyEstablished = areEstablished.includes(true);
  const seen = allowed.map(({ entity, candidate, isMain, derivation }, index) => {
    const own = new Observations();
    if (isMain) own.add('main-name');
    if (derivation === undefined) {
      if (candidate.kind !== 'name') own.add(`kind.${candidate.kind}`);
      describeCase(draft, candidate, own);
    } else {
      own.add('derived');
      own.add(`derived.${derivation}`);
    }
    if (areEstablished[index]) own.add('established');
    else if (isAnyEstablished) own.add('rival-established');
    describeContext(draft, entity, page, own);
    describeCues(draft, entity, own);
    describeTopic(draft, entity, page, own);
    describeCoherence(entity, company, own);
    describePage(draft, entity, page, own);
    describeProminence(entity, own);
    return own;
  });
  return { draft, options: allowed, seen };
}

/** A weak alias counts only for an entity that the page names otherwise. */
function mayStand(
  { entity, candidate, derivation }: Option,
  draft: Draft,
  established: Established,
): boolean {
  // Initials tell something only as capitals among other words, and they take no endings.
  if (derivation === 'initials' && (draft.seen.get('acronym') === 0 || candidate.match !== MatchFlag.exact))
    return false;
  if (candidate.kind !== 'weak') return true;
  return (
    isEstablishedByLonger(draft, entity.id, established) ||
    (established.get(entity.id)?.strength ?? 0) >= ESTABLISHED
  );
}

function isEstablishedByLonger(draft: Draft, id: string, established: Established): boolean {
  const known = established.get(id);
  return known !== undefined && known.strength >= ESTABLISHED && known.longest > draft.hashes.length;
}

/** Observations that only compare options; for the acceptance they say nothing, or only what a corpus happens to hold. */
const ONLY_COMPARED = new Set(
  ['typed', 'names', ...[...FEATURES.keys()].filter((name) => name.startsWith('type.'))].map(featureNumber),
);

/** A short name right beside another name belongs to a namesake: "Terry Saban" is not Nick Saban. */
const BESIDE_NAME = ['before', 'after'].flatMap((side) =>
  ['common', 'rare', 'generic'].flatMap((word) => [`${side}.${word}.one`, `${side}.${word}.more`]),
);

/** Everything that speaks for or against linking the draft to its option `best`. */
export function observeAcceptance(
  { draft, options, seen }: Weighable,
  best: number,
  share: number,
  page: PageKnowledge,
): Observations {
  const all = new Observations();
  const own = seen[best] as Observations;
  addUnlessOwn(draft, options[best]?.entity as KnownEntity, all);
  own.features.forEach((feature, at) => {
    if (ONLY_COMPARED.has(feature)) return;
    all.features.push(feature);
    all.values.push(own.values[at] as number);
  });
  if (draft.hashes.length === 1) {
    const hash = draft.hashes[0] as number;
    if (draft.position !== 'lower') {
      all.add('also-lower', Math.min(2, Math.log2(1 + page.smallOccurrences(hash))));
      if (
        draft.position === 'start' &&
        draft.commonness <= Commonness.usual &&
        page.smallOccurrences(hash) > 0
      ) {
        all.add('ordinary-start');
      }
      all.add('often-capitalised', Math.min(3, Math.log2(Math.max(1, page.capitalOccurrences(hash)))));
    }
    if (options[best]?.derivation !== undefined) {
      all.add(`derived-word.${commonnessName(draft.commonness)}`);
    }
  }
  if (options[best]?.derivation !== undefined && BESIDE_NAME.some((name) => draft.seen.get(name) > 0)) {
    all.add('derived.beside-name');
  }
  if (
    options[best]?.entity.type === 'person' &&
    draft.hashes.length === 1 &&
    draft.seen.get('before.rare.one') > 0
  ) {
    all.add('person.beside-name');
  }
  all.add('candidates', Math.log2(options.length));
  if (options.length > 1) all.add('ambiguous');
  all.add('margin', Math.log(share));
  return all;
}

/**
 * A neighbour that belongs to the entity is no sign of another, longer name: "Nintendo" before "Switch"
 * when the entity is described as the Nintendo Switch.
 */
function addUnlessOwn(draft: Draft, { keywords, nameWords }: KnownEntity, all: Observations): void {
  const { window, windowStart, hashes, cues } = draft;
  const isOwn = (at: number) => keywords.has(window[at] ?? 0) || nameWords.has(window[at] ?? 0);
  const isOwnBefore = cues.hasBefore && isOwn(windowStart - 1);
  const isOwnAfter = cues.hasAfter && isOwn(windowStart + hashes.length);
  draft.seen.features.forEach((feature, at) => {
    if ((isOwnBefore && BEFORE.has(feature)) || (isOwnAfter && AFTER.has(feature))) return;
    all.features.push(feature);
    all.values.push(draft.seen.values[at] as number);
  });
  if (isOwnBefore) all.add('before.own');
  if (isOwnAfter) all.add('after.own');
}

const BEFORE = featuresBeginning('before.');
const AFTER = featuresBeginning('after.');

function featuresBeginning(prefix: string): ReadonlySet<number> {
  return new Set([...FEATURES.keys()].filter((name) => name.startsWith(prefix)).map(featureNumber));
}

/** The most likely option and its share among all. */
export function choose(weighable: Weighable, weights: Weights): { best: number; share: number } {
  if (weighable.options.length === 1) return { best: 0, share: 1 };
  const parts = shares(weighable.seen.map((own) => weigh(own, weights)));
  let best = 0;
  for (let at = 1; at < parts.length; at++) if ((parts[at] as number) > (parts[best] as number)) best = at;
  return { best, share: parts[best] as number };
}

/** Weighs what was observed. */
export function decideWeighable(weighable: Weighable, page: PageKnowledge, weights: LinkerWeights): Decision {
  const { best, share } = choose(weighable, weights.choice);
  const seen = observeAcceptance(weighable, best, share, page);
  const bias = weights.acceptance[FEATURE_NAMES.length] as number;
  return {
    draft: weighable.draft,
    option: weighable.options[best] as Option,
    score: probability(weigh(seen, weights.acceptance) + bias),
    seen,
  };
}

/** What the linker thinks of a draft; `undefined` if none of its options may stand. */
export function decide(
  resolved: ResolvedDraft,
  grounds: Grounds,
  weights: LinkerWeights,
): Decision | undefined {
  const weighable = observe(resolved, grounds);
  return weighable && decideWeighable(weighable, grounds.page, weights);
}

/** Reasons that are shown at most, and the smallest worth showing, in log-odds. */
const MOST_REASONS = 6;
const LEAST_WEIGHT = 0.2;

/** The decision as a link with its reasons, the weightiest first. */
export function toLink({ draft, option, score, seen }: Decision, weights: Weights): Link {
  const byKind = new Map<EvidenceKind, number>();
  seen.features.forEach((feature, at) => {
    const kind = FEATURES.get(FEATURE_NAMES[feature] as string) as EvidenceKind;
    byKind.set(kind, (byKind.get(kind) ?? 0) + (weights[feature] as number) * (seen.values[at] as number));
  });
  const evidence = [...byKind]
    .map(([kind, weight]): Evidence => ({ kind, weight: Math.round(weight * 100) / 100 }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST_REASONS);
  return { start: draft.start, end: draft.end, entityId: option.entity.id, score, evidence };
}
