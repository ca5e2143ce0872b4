import { contradictorsById } from '../../lib/model/contradictions.ts';
import type { DossierFact } from '../../lib/model/dossier.ts';

/** A fact in its place in time, and how it stands to the other facts of the dossier. */
export interface TimelineEntry {
  readonly fact: DossierFact;
  /** ISO 8601, possibly reduced; undefined where neither the fact nor its sources tell. */
  readonly date: string | undefined;
  /** The newer fact that replaces this one. */
  readonly supersededBy: DossierFact | undefined;
  /** The older facts that this one replaces. */
  readonly supersedes: readonly DossierFact[];
  /** Facts that cannot be true together with this one, whichever of the two says so. */
  readonly contradicts: readonly DossierFact[];
}

/** The facts of one year, newest first. */
export interface TimelineYear {
  /** Four digits; undefined for facts without a date. */
  readonly year: string | undefined;
  readonly entries: readonly TimelineEntry[];
}

/**
 * Facts about one entity by year, newest first; facts without a date come last. Facts of the same date
 * keep their order, which is that of the packs.
 *
 * @param isShown Leaves facts out; what the others say about them stays.
 */
export function arrangeTimeline(
  facts: readonly DossierFact[],
  isShown: (entry: TimelineEntry) => boolean = () => true,
): TimelineYear[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const supersededBy = new Map(facts.flatMap((fact) => (fact.supersedes ?? []).map((old) => [old, fact])));
  const contradictors = contradictorsById(facts);
  const entries = facts.map((fact): TimelineEntry => {
    const named = (fact.contradicts ?? []).flatMap((id) => byId.get(id) ?? []);
    const naming = contradictors.get(fact.id) ?? [];
    return {
      fact,
      date: dateOf(fact),
      supersededBy: supersededBy.get(fact.id),
      supersedes: (fact.supersedes ?? []).flatMap((id) => byId.get(id) ?? []),
      contradicts: [...new Set([...named, ...naming])],
    };
  });
  // Reduced dates sort as text: "2026" stands before "2026-03", so the vaguer date counts as the earlier.
  const sorted = entries.filter(isShown).toSorted((a, b) => compareText(b.date ?? '', a.date ?? ''));
  const years = Map.groupBy(sorted, (entry) => entry.date?.slice(0, 4));
  return [...years].map(([year, inYear]) => ({ year, entries: inYear }));
}

/** When the statement held; failing that, since when; failing that, when its newest source wrote it. */
function dateOf(fact: DossierFact): string | undefined {
  const published = fact.sources.flatMap(({ source }) => source.published ?? []);
  return fact.asOf ?? fact.validFrom ?? published.toSorted(compareText).at(-1);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
