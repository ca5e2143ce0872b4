/**
 * Scores. The whole part is the tier, which nothing else outweighs: 4 the query is the whole name, 3 its
 * words stand there, 2 the query begins words, 1 some word has typos, 0 only a source's title has them.
 * Within a tier, what the page in front of the reader mentions comes first. The rest orders what is left, by
 * weights that add up to less than 1 and are a judgement, not a fit.
 */
export const WHOLE_NAME_TIER = 4;
export const SOURCE_TIER = 0;

export const ENTITY_WEIGHTS = {
  prominence: 0.4,
  /** Share of the name that the query covers: "Nscale" before "Nscale Holdings" for "nsc". */
  coverage: 0.25,
  /** The name begins with a word of the query. */
  atStart: 0.15,
  mainName: 0.1,
  /** Less for each typo. */
  fewTypos: 0.09,
} as const;

export const FACT_WEIGHTS = {
  /** Share of the query's words that the statement itself has. */
  inStatement: 0.5,
  prominence: 0.2,
  recent: 0.15,
  fewTypos: 0.1,
} as const;

/** Years over which a fact's date loses its weight. */
const RECENT_YEARS = 20;

/** @param fraction What orders hits within a tier, 0..1 without the 1. */
export function scoreIn(tier: number, isOnPage: boolean, fraction: number): number {
  return tier + (isOnPage ? 0.5 : 0) + fraction / 2;
}

/**
 * 1 for this year, 0 for RECENT_YEARS ago or without a date.
 *
 * @param date See `packDate`.
 */
export function recencyOf(date: number, year: number): number {
  if (date === 0) return 0;
  const age = Math.max(0, year - Math.floor(date / 10_000));
  return Math.max(0, 1 - age / RECENT_YEARS);
}
