import { FACT_STATUSES, type FactStatus } from '../../lib/model/fact-pack.ts';
import type { TimelineEntry } from '../dossier/timeline.ts';

/** Which facts of a dossier are wanted. */
export interface FactFilter {
  /** None stands for all. */
  readonly statuses: readonly FactStatus[];
  /** First and last year, four digits. A fact without a date is of no year. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Leaves out what was superseded or retracted. */
  readonly isCurrentOnly: boolean;
}

export const ALL_FACTS: FactFilter = { statuses: [], isCurrentOnly: false };

export function isFiltering({ statuses, from, to, isCurrentOnly }: FactFilter): boolean {
  return statuses.length > 0 || from !== undefined || to !== undefined || isCurrentOnly;
}

export function passesFilter({ statuses, from, to, isCurrentOnly }: FactFilter) {
  return ({ fact, date, supersededBy }: TimelineEntry): boolean => {
    if (statuses.length > 0 && !statuses.includes(fact.status)) return false;
    if (isCurrentOnly && (supersededBy !== undefined || fact.status === 'retracted')) return false;
    if (from === undefined && to === undefined) return true;
    const year = date?.slice(0, 4);
    return year !== undefined && (from === undefined || from <= year) && (to === undefined || year <= to);
  };
}

/** What there is to choose from in a dossier. */
export interface FilterChoices {
  /** Surest first, with the number of facts. */
  readonly statuses: readonly (readonly [FactStatus, number])[];
  /** Newest first. */
  readonly years: readonly string[];
  readonly hasPast: boolean;
}

export function listChoices(entries: readonly TimelineEntry[]): FilterChoices {
  const years = entries.flatMap(({ date }) => date?.slice(0, 4) ?? []);
  return {
    statuses: FACT_STATUSES.map(
      (status) => [status, entries.filter(({ fact }) => fact.status === status).length] as const,
    ).filter(([, count]) => count > 0),
    years: [...new Set(years)].toSorted().toReversed(),
    hasPast: entries.some(
      ({ fact, supersededBy }) => supersededBy !== undefined || fact.status === 'retracted',
    ),
  };
}
