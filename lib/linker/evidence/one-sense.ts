import type { Draft } from '../draft.ts';

/** Surface form → entity id → sum of the log-odds that its occurrences on the page give it, and how many there are. */
export type Senses = ReadonlyMap<
  string,
  { readonly count: number; readonly logOdds: ReadonlyMap<string, number> }
>;

/** How far an occurrence follows the others: 0 not at all, 1 wholly. */
const PULL = 0.5;

/** One name, one meaning; written differently ("WHO", "who"), it is another name. */
export function senseKey(draft: Draft): string {
  return `${draft.position === 'lower' ? 'lower' : draft.seen.get('acronym') > 0 ? 'caps' : ''} ${draft.key}`;
}

/** Gathers what each occurrence says by itself. */
export function gatherSenses(
  occurrences: Iterable<{ readonly draft: Draft; readonly logOdds: readonly (readonly [string, number])[] }>,
): Senses {
  const senses = new Map<string, { count: number; logOdds: Map<string, number> }>();
  for (const { draft, logOdds } of occurrences) {
    const key = senseKey(draft);
    const sense = senses.get(key) ?? { count: 0, logOdds: new Map() };
    sense.count++;
    for (const [id, value] of logOdds) sense.logOdds.set(id, (sense.logOdds.get(id) ?? 0) + value);
    senses.set(key, sense);
  }
  return senses;
}

/**
 * The log-odds of an option, drawn towards the mean of all occurrences of the name on the page: an author
 * seldom means two things by one name.
 */
export function towardsSense(draft: Draft, id: string, own: number, senses: Senses): number {
  const sense = senses.get(senseKey(draft));
  const sum = sense?.logOdds.get(id);
  if (!sense || sum === undefined) return own;
  return own + PULL * (sum / sense.count - own);
}
