import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import search from 'lucide/dist/esm/icons/search.mjs';
import textSearch from 'lucide/dist/esm/icons/text-search.mjs';
import { OpenDossierBody } from '../dossier/OpenDossierBody.tsx';
import type { OpenDossier } from '../dossier/open-dossier.ts';
import { SearchView, type SearchViewProps } from '../popup/SearchView.tsx';
import { Button, IconButton } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { useTranslator } from '../shared/translation.ts';
import { FullDossier, type FullDossierProps } from './FullDossier.tsx';

export interface PanelViewProps
  extends Omit<SearchViewProps, 'notice' | 'children'>,
    Omit<FullDossierProps, 'open'> {
  readonly open: OpenDossier | undefined;
  /** Name of the dossier that the way back leads to; undefined: to the search. */
  readonly previous: string | undefined;
  readonly onBack: () => void;
  readonly onSearch: () => void;
}

/** The side panel: a search, or the dossier that was asked for. */
export function PanelView(props: PanelViewProps) {
  const { open, previous, onBack, onSearch, onOpenEntity, onCopy, onSave } = props;
  const { t } = useTranslator();
  return (
    <main class="panel">
      <h1 class="unseen">{t('sidepanel.title')}</h1>
      {open ? (
        <>
          <div class="panel__bar">
            <Button
              kind="quiet"
              size="small"
              icon={arrowLeft}
              isIconDirectional
              label={previous === undefined ? undefined : t('sidepanel.backTo', { name: previous })}
              onClick={onBack}
            >
              {t('dossier.back')}
            </Button>
            <IconButton icon={search} size="small" label={t('sidepanel.search')} onClick={onSearch} />
          </div>
          <section class="panel__body" aria-label={open.name} aria-busy={open.phase === 'loading'}>
            <OpenDossierBody open={open}>
              {(shown) => (
                <FullDossier
                  key={shown.entityId}
                  open={shown}
                  onOpenEntity={onOpenEntity}
                  onCopy={onCopy}
                  onSave={onSave}
                />
              )}
            </OpenDossierBody>
          </section>
        </>
      ) : (
        <SearchView {...props}>
          <EmptyState icon={textSearch} title={t('sidepanel.start.title')} text={t('sidepanel.start.text')} />
        </SearchView>
      )}
    </main>
  );
}
