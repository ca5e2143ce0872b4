import type { Observations } from '../../lib/linker/features.ts';
import { FEATURE_NAMES } from '../../lib/linker/features.ts';
import { probability, shares, weigh } from '../../lib/linker/weigh.ts';

/** Strength of the pull towards zero, in pseudo-examples. */
const RIDGE = 2;
const ROUNDS = 200;
const BIAS = FEATURE_NAMES.length;

/** A yes-or-no example. */
export interface YesNoExample {
  readonly seen: Observations;
  readonly isRight: boolean;
  readonly weight: number;
}

/** Options of which one is right. */
export interface ChoiceExample {
  readonly options: readonly Observations[];
  readonly right: number;
  readonly weight: number;
}

/** Logistic regression with a ridge. @returns a weight per feature, and the bias at the end. */
export function learnYesNo(examples: readonly YesNoExample[]): Float64Array {
  return descend(total(examples), (weights, gradient) => {
    for (const { seen, isRight, weight } of examples) {
      const error =
        (probability(weigh(seen, weights) + (weights[BIAS] as number)) - (isRight ? 1 : 0)) * weight;
      addTo(gradient, seen, error);
      gradient[BIAS] = (gradient[BIAS] as number) + error;
    }
  });
}

/** Conditional logit: the right option against the others of its mention. */
export function learnChoice(examples: readonly ChoiceExample[]): Float64Array {
  return descend(total(examples), (weights, gradient) => {
    for (const { options, right, weight } of examples) {
      const parts = shares(options.map((seen) => weigh(seen, weights)));
      options.forEach((seen, index) => {
        addTo(gradient, seen, ((parts[index] as number) - (index === right ? 1 : 0)) * weight);
      });
    }
  });
}

function total(examples: readonly { readonly weight: number }[]): number {
  return examples.reduce((sum, { weight }) => sum + weight, 0);
}

function addTo(gradient: Float64Array, { features, values }: Observations, error: number): void {
  for (let at = 0; at < features.length; at++) {
    const feature = features[at] as number;
    gradient[feature] = (gradient[feature] as number) + error * (values[at] as number);
  }
}

/** Full-batch Adam, which needs no tuning for a convex problem of this size. Deterministic. */
function descend(
  count: number,
  addGradient: (weights: Float64Array, gradient: Float64Array) => void,
): Float64Array {
  const size = FEATURE_NAMES.length + 1;
  const weights = new Float64Array(size);
  const gradient = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let round = 1; round <= ROUNDS; round++) {
    gradient.fill(0);
    addGradient(weights, gradient);
    const rate = 0.15 * Math.min(1, 1.2 - round / ROUNDS);
    for (let at = 0; at < size; at++) {
      const slope = ((gradient[at] as number) + (at === BIAS ? 0 : RIDGE * (weights[at] as number))) / count;
      mean[at] = 0.9 * (mean[at] as number) + 0.1 * slope;
      square[at] = 0.99 * (square[at] as number) + 0.01 * slope * slope;
      const step = (mean[at] as number) / (1 - 0.9 ** round);
      const scale = Math.sqrt((square[at] as number) / (1 - 0.99 ** round)) + 1e-8;
      weights[at] = (weights[at] as number) - (rate * step) / scale;
    }
  }
  return weights;
}
