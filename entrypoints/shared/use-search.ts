import { useEffect, useReducer, useState } from 'preact/hooks';
import type { SearchState } from '../../components/popup/search-state.ts';
import { watchPackChanges } from '../../lib/extension/pack-changes.ts';
import type { PackSearch } from '../../lib/services/search.ts';

/** Most hits of each kind: what a reader looks through before typing another letter. */
const LIMIT = 20;

/**
 * Results of the query, following its every letter, and the packs as they change.
 *
 * @param onPage Ids of entities that come first among equals; the same set while they are the same.
 */
export function useSearch(
  search: () => Promise<PackSearch>,
  query: string,
  onPage: ReadonlySet<string>,
): SearchState {
  const [state, setState] = useState<SearchState>({ phase: 'idle' });
  const [packChanges, countChange] = useReducer((count: number) => count + 1, 0);
  useEffect(() => watchPackChanges(() => countChange(undefined)), []);
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === '') {
      setState({ phase: 'idle' });
      return;
    }
    let isLatest = true;
    const run = async () => {
      const packs = await search();
      const options = { limit: LIMIT, onPage };
      if (!packs.isReady) {
        const early = await packs.search(wanted, { ...options, isForEntities: true });
        if (isLatest && early.entities.length > 0) setState({ phase: 'searching', results: early });
      }
      const results = await packs.search(wanted, options);
      if (isLatest) setState({ phase: 'done', results });
    };
    setState((before) => ({
      phase: 'searching',
      results: before.phase === 'done' || before.phase === 'searching' ? before.results : undefined,
    }));
    run().catch((error: unknown) => {
      console.error(error);
      if (isLatest) setState({ phase: 'failed' });
    });
    return () => {
      // An answer to fewer letters must not replace the answer to more.
      isLatest = false;
    };
  }, [search, query, onPage, packChanges]);
  return state;
}
