import type { Translator } from '../../lib/locale/translator.ts';

/** Nothing read off a page is surer than this. */
const MOST_SURE = 0.99;

/** How sure a match is, e.g. "93%". @param score 0..1. */
export function formatSureness(score: number, { formatNumber }: Pick<Translator, 'formatNumber'>): string {
  return formatNumber(Math.min(score, MOST_SURE), { style: 'percent' });
}
