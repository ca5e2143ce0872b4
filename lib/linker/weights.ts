import type { LinkThreshold } from '../model/mention.ts';
import type { LinkerWeights } from './decide.ts';
import { FEATURE_NAMES, featureNumber } from './features.ts';
import { ACCEPTANCE, ACCEPTANCE_BIAS, CHOICE } from './fitted-weights.ts';

/**
 * Score that a decision must reach to become a mark. Scores are probabilities, so these are also the
 * risks taken; where the precision that they give is measured: docs/evaluation.md.
 */
export const THRESHOLDS: Readonly<Record<LinkThreshold, number>> = {
  strict: 0.85,
  balanced: 0.5,
  everything: 0.25,
};

/**
 * Weights that a corpus without facts, curated context words and page data cannot teach, set by hand:
 * each is what a person would call strong evidence (2, odds of 7 to 1) or some (1).
 */
const BY_HAND: Readonly<Record<string, number>> = {
  'context.curator': 0.4,
  'context.curator-near': 1.2,
  related: 1,
  'page.about': 2,
  'page.link': 2,
  'page.url': 0.5,
  // Gold texts have no tables. Enough to leave out what nothing else speaks for.
  alone: -2.75,
  // Looked at only where the page has named the entity in full, which is what the curator lists it for.
  'kind.weak': 1,
};

function toArray(table: Readonly<Record<string, number>>, bias: number): Float64Array {
  const weights = new Float64Array(FEATURE_NAMES.length + 1);
  for (const [name, weight] of Object.entries(table)) weights[featureNumber(name)] = weight;
  weights[FEATURE_NAMES.length] = bias;
  return weights;
}

export const LINKER_WEIGHTS: LinkerWeights = {
  choice: toArray({ ...CHOICE, ...BY_HAND }, 0),
  acceptance: toArray({ ...ACCEPTANCE, ...BY_HAND }, ACCEPTANCE_BIAS),
};
