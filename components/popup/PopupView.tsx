import circlePause from 'lucide/dist/esm/icons/circle-pause.mjs';
import settings from 'lucide/dist/esm/icons/settings.mjs';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DossierTarget, OpenDossier } from '../dossier/open-dossier.ts';
import { Button, IconButton } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import { DossierPanel } from './DossierPanel.tsx';
import { PagePanel, type PagePanelProps } from './PagePanel.tsx';
import { SearchView, type SearchViewProps } from './SearchView.tsx';

export interface PopupViewProps
  extends Omit<PagePanelProps, 'onOpenMention'>,
    Omit<SearchViewProps, 'notice' | 'children'> {
  readonly open: OpenDossier | undefined;
  /** Packs are held in memory only: nothing that the reader imports outlives the browser. */
  readonly isMemoryOnly: boolean;
  /** There are packs, and none of them can be read. */
  readonly areAllDamaged: boolean;
  readonly onBack: () => void;
  /** Shows the open dossier beside the page. */
  readonly onOpenPanel: () => void;
  readonly onOpenSettings: () => void;
}

/** The popup: one field; below it results, a dossier, or the page in front of the reader. */
export function PopupView(props: PopupViewProps) {
  const { query, search, completions, open, page, isMemoryOnly, areAllDamaged } = props;
  const { onQuery, onOpenEntity, onBack, onOpenPanel, onPause, onOpenSettings } = props;
  const { t } = useTranslator();

  const opener = useRef<HTMLElement>(undefined);
  const openEntity = (target: DossierTarget) => {
    if (document.activeElement instanceof HTMLElement) opener.current = document.activeElement;
    onOpenEntity(target);
  };
  const isOpen = open !== undefined;
  // Before the next key: what is pressed on the way must not land between the two.
  useLayoutEffect(() => {
    if (!isOpen) opener.current?.focus();
  }, [isOpen]);

  return (
    <main class="popup">
      <h1 class="unseen">{t('shared.name')}</h1>
      {/* Kept as it was below a dossier: coming back, everything is where it stood. */}
      <div class="popup__view" inert={isOpen}>
        <SearchView
          query={query}
          search={search}
          completions={completions}
          notice={
            <>
              {isMemoryOnly && (
                <Notice kind="care" title={t('popup.memoryOnly.title')}>
                  <p>{t('popup.memoryOnly.text')}</p>
                </Notice>
              )}
              {areAllDamaged && (
                <Notice kind="danger" title={t('popup.damaged.title')} isAnnounced>
                  <p>{t('popup.damaged.text')}</p>
                  <Button size="small" onClick={onOpenSettings}>
                    {t('popup.damaged.open')}
                  </Button>
                </Notice>
              )}
            </>
          }
          onQuery={onQuery}
          onOpenEntity={openEntity}
        >
          <PagePanel {...props} onOpenMention={openEntity} />
        </SearchView>
        <footer class="popup__foot">
          <span class="wordmark marked">{t('shared.name')}</span>
          {canPause(page) && (
            <IconButton icon={circlePause} size="small" label={t('popup.pause')} onClick={onPause} />
          )}
          <IconButton icon={settings} size="small" label={t('popup.settings')} onClick={onOpenSettings} />
        </footer>
      </div>
      {open && <DossierPanel open={open} onBack={onBack} onOpenPanel={onOpenPanel} />}
    </main>
  );
}

/** Where marks are off anyway, or can never be, there is nothing to pause. */
function canPause({ kind }: PopupViewProps['page']): boolean {
  return kind === 'marked' || kind === 'failed' || kind === 'no-access';
}
