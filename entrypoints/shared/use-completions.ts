import { useEffect, useState } from 'preact/hooks';
import { type Completion, type CompletionContext, completeFilters } from '../../lib/search/complete.ts';
import { findBegunFilter } from '../../lib/search/query.ts';
import type { PackSearch } from '../../lib/services/search.ts';

/** More than are offered: one may stand there already, and two may be read alike. */
const MAX_SOURCES = 12;

export interface Completions {
  readonly completions: readonly Completion[];
  /** Nothing is known yet of what the packs have to offer. */
  readonly isPending: boolean;
}

/**
 * Ways to finish the filter at the end of the query. Titles of sources are looked up in the packs: those of
 * the letter before stay until those of the next one are there.
 */
export function useCompletions(
  search: () => Promise<PackSearch>,
  query: string,
  atHand: Pick<CompletionContext, 'packTitles' | 'names'>,
): Completions {
  const isForSources = findBegunFilter(query)?.key === 'source';
  const [sources, setSources] = useState<readonly string[]>();
  useEffect(() => {
    if (!isForSources) {
      setSources(undefined);
      return;
    }
    let isLatest = true;
    const look = async () => {
      const found = await (await search()).findSources(query, MAX_SOURCES);
      if (isLatest) setSources(found);
    };
    look().catch((error: unknown) => {
      // The search itself tells the reader.
      console.error(error);
      if (isLatest) setSources([]);
    });
    return () => {
      isLatest = false;
    };
  }, [search, query, isForSources]);

  const year = new Date().getFullYear();
  return {
    completions: completeFilters(query, { ...atHand, sources: sources ?? [], year }),
    isPending: isForSources && sources === undefined,
  };
}
