import type { Evidence, EvidenceKind, Link } from '../model/mention.ts';
import type { Draft } from './draft.ts';
import type { Established } from './establish.ts';
import { describeBearers } from './evidence/bearer.ts';
import { describeCase } from './evidence/case.ts';
import { type Company, describeCoherence } from './evidence/coherence.ts';
import { describeContext, describeCues } from './evidence/context.ts';
import { isExcluded } from './evidence/exclude.ts';
import { describeOccurrences, describeRepetition } from './evidence/occurrences.ts';
import { gatherSenses, type Senses, towardsSense } from './evidence/one-sense.ts';
import { addSurroundings, describeBeside } from './evidence/own-neighbours.ts';
import { describePage } from './evidence/page.ts';
import { describePeers } from './evidence/peers.ts';
import { describeProminence } from './evidence/prominence.ts';
import { describeShortForm, isEstablishedByLonger, mayStand } from './evidence/short-form.ts';
import { describeTopic } from './evidence/topic.ts';
import { FEATURE_NAMES, FEATURES, featureNumber, Observations } from './features.ts';
import type { PageKnowledge } from './page-knowledge.ts';
import type { Option, ResolvedDraft } from './resolve.ts';
import { readScene } from './scene.ts';
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
export function observe(
  { draft, options, peers = [] }: ResolvedDraft,
  grounds: Grounds,
): Weighable | undefined {
  const { page, established, company } = grounds;
  const allowed = options.filter(
    (option) => !isExcluded(draft, option.entity) && mayStand(option, draft, established),
  );
  if (allowed.length === 0) return undefined;
  const scene = readScene(draft);
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
    describeContext(scene, entity, page, own);
    describeCues(draft, entity, own);
    describeTopic(scene, draft, entity, page, own);
    describeCoherence(entity, company, own);
    describePeers(entity, peers, own);
    describePage(draft, scene, entity, page, own);
    describeProminence(entity, own);
    return own;
  });
  return { draft, options: allowed, seen };
}

/** Observations that only compare options; for the acceptance they say nothing, or only what a corpus happens to hold. */
const ONLY_COMPARED = new Set(
  ['typed', 'names', ...[...FEATURES.keys()].filter((name) => name.startsWith('type.'))].map(featureNumber),
);

/** Everything that speaks for or against linking the draft to its option `best`. */
export function observeAcceptance(
  { draft, options, seen }: Weighable,
  { best, share }: Choice,
  page: PageKnowledge,
): Observations {
  const all = new Observations();
  const option = options[best] as Option;
  const own = seen[best] as Observations;
  addSurroundings(draft, option.entity, all);
  describeBeside(option.entity, all);
  own.features.forEach((feature, at) => {
    if (ONLY_COMPARED.has(feature)) return;
    all.features.push(feature);
    all.values.push(own.values[at] as number);
  });
  describeOccurrences(draft, page, all);
  describeRepetition(draft, page, all);
  describeShortForm(draft, option, all);
  describeBearers(draft, option.entity, page, all);
  all.add('candidates', Math.log2(options.length));
  if (options.length > 1) all.add('ambiguous');
  all.add('margin', Math.log(share));
  return all;
}

/** The most likely option, and its share among all. */
export interface Choice {
  readonly best: number;
  readonly share: number;
}

/** Log-odds of each option among the others, from the draft alone. */
export function weighOptions({ seen }: Weighable, weights: Weights): number[] {
  return seen.map((own) => weigh(own, weights));
}

/** How likely each option is meant, as shares of one, if any of them is. */
export function shareAmong(weighable: Weighable, weights: Weights, senses: Senses): number[] {
  const { draft, options } = weighable;
  return shares(
    weighOptions(weighable, weights).map((own, at) =>
      towardsSense(draft, (options[at] as Option).entity.id, own, senses),
    ),
  );
}

export function choose(weighable: Weighable, weights: Weights, senses: Senses): Choice {
  if (weighable.options.length === 1) return { best: 0, share: 1 };
  const parts = shareAmong(weighable, weights, senses);
  let best = 0;
  for (let at = 1; at < parts.length; at++) if ((parts[at] as number) > (parts[best] as number)) best = at;
  return { best, share: parts[best] as number };
}

/** What the names on a page mean, all their occurrences taken together. */
export function readSenses(weighables: Iterable<Weighable>, weights: Weights): Senses {
  return gatherSenses(
    [...weighables]
      .filter(({ options }) => options.length > 1)
      .map((weighable) => {
        const odds = weighOptions(weighable, weights);
        return {
          draft: weighable.draft,
          logOdds: weighable.options.map(({ entity }, at) => [entity.id, odds[at] as number] as const),
        };
      }),
  );
}

/** What the linker thinks of a draft. */
export function decide(
  weighable: Weighable,
  { page, senses }: { readonly page: PageKnowledge; readonly senses: Senses },
  weights: LinkerWeights,
): Decision {
  const choice = choose(weighable, weights.choice, senses);
  const seen = observeAcceptance(weighable, choice, page);
  const bias = weights.acceptance[FEATURE_NAMES.length] as number;
  return {
    draft: weighable.draft,
    option: weighable.options[choice.best] as Option,
    score: probability(weigh(seen, weights.acceptance) + bias),
    seen,
  };
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
