import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import circleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import { useEffect, useRef } from 'preact/hooks';
import type { Dossier as DossierContent } from '../../lib/model/dossier.ts';
import { Dossier } from '../Dossier.tsx';
import { Button } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Skeleton } from '../shared/Skeleton.tsx';
import { useTranslator } from '../shared/translation.ts';

/** A dossier that was asked for. `name` is known before the rest is. */
export type OpenDossier = { readonly entityId: string; readonly name: string } & (
  | { readonly phase: 'loading' }
  | {
      readonly phase: 'shown';
      readonly dossier: DossierContent;
      /** Names of entities that the facts' values refer to. */
      readonly names: ReadonlyMap<string, string>;
    }
  /** Packs changed since the search or the mention: none holds the entity now. */
  | { readonly phase: 'gone' }
  | { readonly phase: 'failed' }
);

export interface DossierPanelProps {
  readonly open: OpenDossier;
  readonly onBack: () => void;
}

/** A dossier in the place of the list that it was chosen from, with the way back. */
export function DossierPanel({ open, onBack }: DossierPanelProps) {
  const { t } = useTranslator();
  const panel = useRef<HTMLElement>(null);
  // The line that had the focus is gone; the panel says its name and lets the arrow keys scroll.
  useEffect(() => panel.current?.focus(), [open.entityId]);
  return (
    <section
      ref={panel}
      class="dossier-panel"
      tabIndex={-1}
      aria-label={open.name}
      aria-busy={open.phase === 'loading'}
      onKeyDown={(event) => {
        const isBack = event.key === 'Escape' || (event.key === 'ArrowLeft' && event.altKey);
        if (!isBack) return;
        event.preventDefault();
        onBack();
      }}
    >
      <div class="dossier-panel__bar">
        <Button kind="quiet" size="small" icon={arrowLeft} isIconDirectional onClick={onBack}>
          {t('popup.dossier.back')}
        </Button>
      </div>
      <DossierBody open={open} />
    </section>
  );
}

function DossierBody({ open }: { readonly open: OpenDossier }) {
  const { t } = useTranslator();
  switch (open.phase) {
    case 'loading':
      return <Skeleton label={t('popup.dossier.loading', { name: open.name })} lines={7} />;
    case 'shown':
      return <Dossier dossier={open.dossier} nameOf={(id) => open.names.get(id)} />;
    case 'gone':
      return (
        <EmptyState
          icon={circleAlert}
          title={t('popup.dossier.gone.title', { name: open.name })}
          text={t('popup.dossier.gone.text')}
        />
      );
    case 'failed':
      return (
        <EmptyState
          icon={circleAlert}
          title={t('popup.dossier.failed.title')}
          text={t('popup.dossier.failed.text')}
        />
      );
  }
}
