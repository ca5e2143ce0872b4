import type { Observations } from '../../lib/linker/features.ts';
import { FEATURE_NAMES } from '../../lib/linker/features.ts';
import { probability, shares } from '../../lib/linker/weigh.ts';

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
  const rows = flatten(examples.map(({ seen }) => seen));
  return descend(total(examples), (weights, gradient) => {
    for (let row = 0; row < examples.length; row++) {
      const { isRight, weight } = examples[row] as YesNoExample;
      const sum = weighRow(rows, row, weights) + (weights[BIAS] as number);
      const error = (probability(sum) - (isRight ? 1 : 0)) * weight;
      addTo(gradient, rows, row, error);
      gradient[BIAS] = (gradient[BIAS] as number) + error;
    }
  });
}

/** Conditional logit: the right option against the others of its mention. */
export function learnChoice(examples: readonly ChoiceExample[]): Float64Array {
  const rows = flatten(examples.flatMap(({ options }) => options));
  return descend(total(examples), (weights, gradient) => {
    let first = 0;
    for (const { options, right, weight } of examples) {
      const parts = shares(options.map((_, index) => weighRow(rows, first + index, weights)));
      for (let index = 0; index < options.length; index++) {
        const error = ((parts[index] as number) - (index === right ? 1 : 0)) * weight;
        addTo(gradient, rows, first + index, error);
      }
      first += options.length;
    }
  });
}

/** Observations one after the other; those of a row lie between its start and the next row's. */
interface Rows {
  readonly start: Uint32Array;
  readonly features: Uint16Array;
  readonly values: Float64Array;
}

function flatten(observations: readonly Observations[]): Rows {
  const start = new Uint32Array(observations.length + 1);
  observations.forEach(({ features }, row) => {
    start[row + 1] = (start[row] as number) + features.length;
  });
  const features = new Uint16Array(start[observations.length] as number);
  const values = new Float64Array(features.length);
  observations.forEach((seen, row) => {
    features.set(seen.features, start[row]);
    values.set(seen.values, start[row]);
  });
  return { start, features, values };
}

function weighRow({ start, features, values }: Rows, row: number, weights: Float64Array): number {
  const end = start[row + 1] as number;
  let sum = 0;
  for (let at = start[row] as number; at < end; at++) {
    sum += (weights[features[at] as number] as number) * (values[at] as number);
  }
  return sum;
}

function total(examples: readonly { readonly weight: number }[]): number {
  return examples.reduce((sum, { weight }) => sum + weight, 0);
}

function addTo(gradient: Float64Array, { start, features, values }: Rows, row: number, error: number): void {
  const end = start[row + 1] as number;
  for (let at = start[row] as number; at < end; at++) {
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
