import { browser } from 'wxt/browser';
import { openAt, serveOmnibox } from '../../lib/extension/omnibox.ts';
import { panelPath } from '../../lib/extension/panel.ts';
import { toPlainQuery } from '../../lib/search/query.ts';
import { createPackSearch, type PackSearch } from '../../lib/services/search.ts';
import { type SearchSuggestion, toSuggestions } from '../../lib/services/suggest.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';

/** Results of each kind: address bars show about eight lines. */
const LIMIT = 5;

/** Nothing comes first for being on a page: the address bar is about the next one. */
const NOTHING: ReadonlySet<string> = new Set();

/** Searches from the address bar: the background's part, to be called while it starts. */
export function keepOmnibox(store: () => Promise<FactStore>, report: (error: unknown) => void): void {
  let opened: { store: FactStore; search: PackSearch } | undefined;
  let offered: readonly SearchSuggestion[] = [];
  let latest = 0;

  const openSearch = async (): Promise<PackSearch> => {
    const facts = await store();
    if (opened?.store !== facts) opened = { store: facts, search: createPackSearch(facts) };
    return opened.search;
  };

  serveOmnibox(
    async (text) => {
      latest += 1;
      const turn = latest;
      if (text.trim() === '') return [];
      const results = await (await openSearch()).search(text, { limit: LIMIT, onPage: NOTHING });
      const suggestions = toSuggestions(results);
      // What the browser shows belongs to what was typed last.
      if (turn === latest) offered = suggestions;
      return suggestions;
    },
    (text, disposition) => {
      const chosen = offered.find(({ content }) => content === text);
      // The background may have slept since, and forgotten what it offered: the text says it as well.
      const path = panelPath(
        chosen ? { kind: 'dossier', target: chosen.target } : { kind: 'look-up', text: toPlainQuery(text) },
      );
      openAt(browser.runtime.getURL(path), disposition).catch(report);
    },
  );
}
