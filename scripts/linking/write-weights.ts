import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LinkerWeights } from '../../lib/linker/decide.ts';
import { FEATURE_NAMES } from '../../lib/linker/features.ts';

const TARGET = path.resolve(import.meta.dirname, '../../lib/linker/fitted-weights.ts');

/** Weights that round to nothing are left out: the observation tells nothing. */
const SMALLEST = 0.005;

/** Writes the fitted weights as a table that a person can read. */
export function writeWeights(weights: LinkerWeights, origin: string): void {
  writeFileSync(
    TARGET,
    `/*
 * Written by scripts/fit-linker.ts; do not edit. Log-odds per observation (features.ts).
 * ${origin}
 */

/** Which of several entities is meant. */
export const CHOICE: Readonly<Record<string, number>> = {
${table(weights.choice)}
};

/** Whether the likeliest entity is meant at all. */
export const ACCEPTANCE: Readonly<Record<string, number>> = {
${table(weights.acceptance)}
};

/** Log-odds before anything was observed. */
export const ACCEPTANCE_BIAS = ${round(weights.acceptance[FEATURE_NAMES.length] as number)};
`,
  );
}

function table(weights: Float64Array): string {
  return FEATURE_NAMES.map((name, index) => ({ name, weight: weights[index] as number }))
    .filter(({ weight }) => Math.abs(weight) >= SMALLEST)
    .map(({ name, weight }) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ${round(weight)},`)
    .join('\n');
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
