import type { Observations } from './features.ts';

/** Weight per feature number, in log-odds. */
export type Weights = Float64Array;

/** Sum of weight × strength over what was observed, in log-odds. */
export function weigh(seen: Observations, weights: Weights): number {
  let sum = 0;
  for (let at = 0; at < seen.features.length; at++) {
    sum += (weights[seen.features[at] as number] as number) * (seen.values[at] as number);
  }
  return sum;
}

/** Log-odds → probability. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Share of each option, from their log-odds: the softmax. */
export function shares(logOdds: readonly number[]): number[] {
  const most = Math.max(...logOdds);
  const odds = logOdds.map((value) => Math.exp(value - most));
  const sum = odds.reduce((total, value) => total + value, 0);
  return odds.map((value) => value / sum);
}
