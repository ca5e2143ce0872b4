import circleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import circlePause from 'lucide/dist/esm/icons/circle-pause.mjs';
import listFilter from 'lucide/dist/esm/icons/list-filter.mjs';
import searchX from 'lucide/dist/esm/icons/search-x.mjs';
import settings from 'lucide/dist/esm/icons/settings.mjs';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { IconButton } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Skeleton } from '../shared/Skeleton.tsx';
import { useTranslator } from '../shared/translation.ts';
import { Completions } from './Completions.tsx';
import { DossierPanel, type OpenDossier } from './DossierPanel.tsx';
import { PagePanel, type PagePanelProps } from './PagePanel.tsx';
import { SearchField } from './SearchField.tsx';
import { optionId, SearchHits } from './SearchHits.tsx';
import { entityOf, listHits, type QueryCompletion, type SearchState, stepActive } from './search-state.ts';

export interface PopupViewProps extends Omit<PagePanelProps, 'onOpenMention'> {
  readonly query: string;
  readonly search: SearchState;
  /** Ways to finish the word that is being typed, as filters. */
  readonly completions: readonly QueryCompletion[];
  readonly open: OpenDossier | undefined;
  /** Packs are held in memory only: nothing that the reader imports outlives the browser. */
  readonly isMemoryOnly: boolean;
  readonly onQuery: (query: string) => void;
  readonly onOpenEntity: (entity: { readonly id: string; readonly name: string }) => void;
  readonly onBack: () => void;
  readonly onOpenSettings: () => void;
}

/** The popup: one field; below it results, a dossier, or the page in front of the reader. */
export function PopupView(props: PopupViewProps) {
  const { query, search, completions, open, page, isMemoryOnly } = props;
  const { onQuery, onOpenEntity, onBack, onPause, onOpenSettings } = props;
  const { t } = useTranslator();
  const listId = useId();
  const view = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLElement>(null);
  const [active, setActive] = useState(0);
  // The best answer is chosen from the start: Enter alone opens it.
  useEffect(() => setActive(0), [query]);

  const results = search.phase === 'done' || search.phase === 'searching' ? search.results : undefined;
  const hits = results ? listHits(results) : [];
  const begun = completions.length > 0 ? BEGUN_FILTER.exec(query)?.[0] : undefined;
  const chosen = active < hits.length ? active : -1;
  const opener = useRef<HTMLElement>(undefined);
  const openEntity: typeof onOpenEntity = (entity) => {
    if (document.activeElement instanceof HTMLElement) opener.current = document.activeElement;
    onOpenEntity(entity);
  };
  const isOpen = open !== undefined;
  useEffect(() => {
    if (!isOpen) opener.current?.focus();
  }, [isOpen]);
  const choose = (position: number) => {
    const hit = hits[position];
    if (hit) openEntity(entityOf(hit));
  };

  const onStep = (step: 1 | -1) => {
    if (hits.length > 0) setActive(stepActive(chosen, step, hits.length));
    // Without a query the arrow leads into the list of the page's names.
    else if (step === 1) body.current?.querySelector<HTMLElement>('.mention__open')?.focus();
  };

  return (
    <main class="popup">
      <h1 class="unseen">{t('shared.name')}</h1>
      {/* Kept as it was below a dossier: coming back, everything is where it stood. */}
      <div ref={view} class="popup__view" inert={isOpen}>
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
        {isMemoryOnly && (
          <Notice kind="care" title={t('popup.memoryOnly.title')}>
            <p>{t('popup.memoryOnly.text')}</p>
          </Notice>
        )}
        <section ref={body} class="popup__body">
          {search.phase === 'idle' && <PagePanel {...props} onOpenMention={openEntity} />}
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
              title={t('popup.results.choose.title', { filter: begun })}
              text={t('popup.results.choose.text')}
            />
          )}
          {search.phase === 'done' && hits.length === 0 && !begun && (
            <EmptyState
              icon={searchX}
              title={t('popup.results.none.title', { query })}
              text={t(FILTER.test(query) ? 'popup.results.none.filters' : 'popup.results.none.text')}
            />
          )}
        </section>
        <p class="unseen" role="status">
          {search.phase === 'done' && t('popup.results.count', { count: hits.length })}
        </p>
        <footer class="popup__foot">
          <span class="wordmark marked">{t('shared.name')}</span>
          {canPause(page) && (
            <IconButton icon={circlePause} size="small" label={t('popup.pause')} onClick={onPause} />
          )}
          <IconButton icon={settings} size="small" label={t('popup.settings')} onClick={onOpenSettings} />
        </footer>
      </div>
      {open && <DossierPanel open={open} onBack={onBack} />}
    </main>
  );
}

/** As far as advice depends on it; what filters there are, lib/search/query.ts knows. */
const FILTER = /(^|\s)[a-z]+:\S/i;

/** A filter whose value is still to come. */
const BEGUN_FILTER = /(?<=^|\s)[a-z]+:$/i;

/** Where marks are off anyway, or can never be, there is nothing to pause. */
function canPause({ kind }: PopupViewProps['page']): boolean {
  return kind === 'marked' || kind === 'failed' || kind === 'no-access';
}
