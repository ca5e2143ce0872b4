import { createPackSearch, type PackSearch } from '../../lib/services/search.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFacts } from './open-facts.ts';

/** The reader's packs and the search over them, each opened once for a page. */
export function openForSearch(): {
  readonly store: () => Promise<FactStore>;
  readonly search: () => Promise<PackSearch>;
} {
  let opened: Promise<FactStore> | undefined;
  const store = () => {
    opened ??= openFacts();
    return opened;
  };
  let created: Promise<PackSearch> | undefined;
  const search = () => {
    created ??= store().then((facts) => {
      const packSearch = createPackSearch(facts);
      // Ready before the second letter: the index is built while the reader types the first.
      packSearch.prepare().catch(console.error);
      return packSearch;
    });
    return created;
  };
  search().catch(console.error);
  return { store, search };
}
