import { joinCompounds } from '../../lib/linker/compounds.ts';
import {
  choose,
  decide,
  type LinkerWeights,
  observeAcceptance,
  readSenses,
} from '../../lib/linker/decide.ts';
import type { Senses } from '../../lib/linker/evidence/one-sense.ts';
import type { Weights } from '../../lib/linker/weigh.ts';
import { isSwapped, type SetDocument } from './examples.ts';
import { type ChoiceExample, learnChoice, learnYesNo, type YesNoExample } from './learn.ts';
import type { Prediction } from './score.ts';

/**
 * How much an example of a set counts. Sets with other languages, partial gold or nested annotation
 * teach less about the task; the traps are few and to the point.
 */
const SET_WEIGHTS: Readonly<Record<string, number>> = {
  'rss-500': 0.5,
  'reuters-128': 0.3,
  'news-100-de': 0.7,
  'nerel-ru': 0.25,
  traps: 4,
};
/** Of a set whose names were swapped. More, and what German learns from English gets worse. */
const SWAPPED_WEIGHT = 0.15;

/**
 * How much less it teaches when the words are a name and the likeliest entity a namesake. It is an error,
 * yet one of the choice; taken in full, it teaches that such words are no names. A third costs the linking
 * nothing and spotting gains a point of precision, on every set alike.
 */
const NAMESAKE_WEIGHT = 0.3;

/** Old newspapers with reading errors: a stress test, nothing to learn from. */
export const NOT_LEARNT: ReadonlySet<string> = new Set([
  'hipe2020-de',
  'hipe2020-fr',
  'hipe2020-en',
  'sonar-de',
  'topres19th-en',
]);

/** Fits both stages: first the choice among options, then whether the chosen one is meant. */
export function fitWeights(sets: ReadonlyMap<string, readonly SetDocument[]>): LinkerWeights {
  const documents = [...sets].flatMap(([set, members]) =>
    members.map(({ examples }) => ({
      examples,
      weight: isSwapped(set) ? SWAPPED_WEIGHT : (SET_WEIGHTS[set] ?? 1),
    })),
  );
  const choice = learnChoice(
    documents.flatMap(({ examples, weight }) =>
      examples.flatMap(({ rightOption, placed }): ChoiceExample[] => {
        const { options, seen } = placed.weighable;
        if (rightOption === undefined || options.length < 2) return [];
        return [{ options: seen, right: rightOption, weight }];
      }),
    ),
  );
  const acceptance = learnYesNo(
    documents.flatMap(({ examples, weight }) => {
      const senses = sensesOf(examples, choice);
      return examples
        .filter(({ isMention }) => isMention !== undefined)
        .map(({ placed, rightOption, isMention }): YesNoExample => {
          const { weighable, page } = placed;
          const chosen = choose(weighable, choice, senses);
          const isRight = chosen.best === rightOption;
          return {
            seen: observeAcceptance(weighable, chosen, page),
            isRight,
            weight: isMention && !isRight ? weight * NAMESAKE_WEIGHT : weight,
          };
        });
    }),
  );
  return { choice, acceptance };
}

function sensesOf(examples: SetDocument['examples'], choice: Weights): Senses {
  return readSenses(
    examples.map(({ placed }) => placed.weighable),
    choice,
  );
}

/** A prediction with its score. */
export interface ScoredPrediction extends Prediction {
  readonly score: number;
}

/** What the linker would mark in a document with these weights, for any threshold from `least` on. */
export function predict(
  { text, examples }: SetDocument,
  weights: LinkerWeights,
  least: number,
): ScoredPrediction[] {
  const senses = sensesOf(examples, weights.choice);
  const decisions = examples.map(({ placed, start, end }) => {
    const decision = decide(placed.weighable, { page: placed.page, senses }, weights);
    return { ...decision, draft: { ...decision.draft, start, end } };
  });
  return joinCompounds(text, decisions, least)
    .filter(({ score }) => score >= least)
    .map(({ draft, option, score }) => ({
      start: draft.start,
      end: draft.end,
      entityId: option.entity.id,
      score,
    }));
}
