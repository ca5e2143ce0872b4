import circleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import listFilter from 'lucide/dist/esm/icons/list-filter.mjs';
import searchX from 'lucide/dist/esm/icons/search-x.mjs';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DossierTarget } from '../dossier/open-dossier.ts';
import { EmptyState } from '../shared/EmptyState.tsx';
import { isolate } from '../shared/isolate.ts';
import { Skeleton } from '../shared/Skeleton.tsx';
import { useTranslator } from '../shared/translation.ts';
import { Completions } from './Completions.tsx';
import { SearchField } from './SearchField.tsx';
import { optionId, SearchHits } from './SearchHits.tsx';
import { entityOf, listHits, type QueryCompletion, type SearchState, stepActive } from './search-state.ts';

export interface SearchViewProps {
  readonly query: string;
  readonly search: SearchState;
  /** Ways to finish the word that is being typed, as filters. */
  readonly completions: readonly QueryCompletion[];
  /** Stands between the field and the results. */
  readonly notice?: ComponentChildren;
  /** What is shown while nothing is searched for. */
  readonly children: ComponentChildren;
  readonly onQuery: (query: string) => void;
  readonly onOpenEntity: (target: DossierTarget) => void;
}

/** A field, and below it what was found; the focus stays in the field, and arrow keys walk the results. */
export function SearchView({
  query,
  search,
  completions,
  notice,
  children,
  onQuery,
  onOpenEntity,
}: SearchViewProps) {
  const { t, direction } = useTranslator();
  const listId = useId();
  const view = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLElement>(null);
  const [active, setActive] = useState(0);
  // The best answer is chosen from the start, and at once: Enter alone opens it.
  useLayoutEffect(() => setActive(0), [query]);

  const results = search.phase === 'done' || search.phase === 'searching' ? search.results : undefined;
  const hits = results ? listHits(results) : [];
  const begun = completions.length > 0 ? BEGUN_FILTER.exec(query)?.[0] : undefined;
  const chosen = active < hits.length ? active : -1;
  const choose = (position: number) => {
    const hit = hits[position];
    if (hit) onOpenEntity(entityOf(hit));
  };

  const onStep = (step: 1 | -1) => {
    if (hits.length > 0) setActive(stepActive(chosen, step, hits.length));
    // Without a query the arrow leads into the list of the page's names.
    else if (step === 1) body.current?.querySelector<HTMLElement>('.mention__open')?.focus();
  };

  return (
    <div ref={view} class="search-view">
      <SearchField
        query={query}
        listId={listId}
        isExpanded={hits.length > 0}
        activeId={chosen >= 0 && hits.length > 0 ? optionId(listId, chosen) : undefined}
        onQuery={onQuery}
        onStep={onStep}
        onChoose={() => choose(chosen)}
      />
      {completions.length > 0 && (
        <Completions
          completions={completions}
          onChoose={(finished) => {
            onQuery(finished);
            view.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus();
          }}
        />
      )}
      {notice}
      <section ref={body} class="search-view__body">
        {search.phase === 'idle' && children}
        {search.phase === 'searching' && !search.results && (
          <Skeleton label={t('popup.results.searching')} lines={6} />
        )}
        {search.phase === 'failed' && (
          <EmptyState
            icon={circleAlert}
            title={t('popup.results.failed.title')}
            text={t('popup.results.failed.text')}
          />
        )}
        {results && hits.length > 0 && (
          <SearchHits
            id={listId}
            results={results}
            active={chosen}
            onActivate={setActive}
            onChoose={choose}
          />
        )}
        {search.phase === 'done' && hits.length === 0 && begun && (
          <EmptyState
            icon={listFilter}
            title={t('popup.results.choose.title', { filter: isolate(begun, direction) })}
            text={t('popup.results.choose.text')}
          />
        )}
        {search.phase === 'done' && hits.length === 0 && !begun && (
          <EmptyState
            icon={searchX}
            title={t('popup.results.none.title', { query: isolate(query, direction) })}
            text={t(FILTER.test(query) ? 'popup.results.none.filters' : 'popup.results.none.text')}
          />
        )}
      </section>
      <p class="unseen" role="status">
        {search.phase === 'done' && t('popup.results.count', { count: hits.length })}
      </p>
    </div>
  );
}

/** As far as advice depends on it; what filters there are, lib/search/query.ts knows. */
const FILTER = /(^|\s)[a-z]+:\S/i;

/** A filter whose value is still to come. */
const BEGUN_FILTER = /(?<=^|\s)[a-z]+:$/i;
