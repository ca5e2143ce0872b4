import { joinCompounds } from '../../lib/linker/compounds.ts';
import { choose, decideWeighable, type LinkerWeights, observeAcceptance } from '../../lib/linker/decide.ts';
import type { SetDocument } from './examples.ts';
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
  traps: 5,
};

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
  const examples = [...sets].flatMap(([set, documents]) =>
    documents.flatMap((document) =>
      document.examples
        .filter(({ isMention }) => isMention !== undefined)
        .map((example) => ({ example, weight: SET_WEIGHTS[set] ?? 1 })),
    ),
  );
  const choice = learnChoice(
    examples.flatMap(({ example, weight }): ChoiceExample[] => {
      const { options, seen } = example.placed.weighable;
      if (example.rightOption === undefined || options.length < 2) return [];
      return [{ options: seen, right: example.rightOption, weight }];
    }),
  );
  const acceptance = learnYesNo(
    examples.map(({ example, weight }): YesNoExample => {
      const { weighable, page } = example.placed;
      const { best, share } = choose(weighable, choice);
      return {
        seen: observeAcceptance(weighable, best, share, page),
        isRight: best === example.rightOption,
        weight,
      };
    }),
  );
  return { choice, acceptance };
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
  const decisions = examples.map(({ placed, start, end }) => {
    const decision = decideWeighable(placed.weighable, placed.page, weights);
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
