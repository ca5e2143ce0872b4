import circleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import type { ComponentChildren } from 'preact';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Skeleton } from '../shared/Skeleton.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { OpenDossier } from './open-dossier.ts';

export interface OpenDossierBodyProps {
  readonly open: OpenDossier;
  readonly children: (shown: Extract<OpenDossier, { phase: 'shown' }>) => ComponentChildren;
}

/** A dossier once it is here; until then, or instead, how things stand with it. */
export function OpenDossierBody({ open, children }: OpenDossierBodyProps) {
  const { t } = useTranslator();
  switch (open.phase) {
    case 'loading':
      return <Skeleton label={t('dossier.loading', { name: open.name })} lines={7} />;
    case 'shown':
      return <>{children(open)}</>;
    case 'gone':
      return (
        <EmptyState
          icon={circleAlert}
          title={t('dossier.gone.title', { name: open.name })}
          text={t('dossier.gone.text')}
        />
      );
    case 'failed':
      return (
        <EmptyState icon={circleAlert} title={t('dossier.failed.title')} text={t('dossier.failed.text')} />
      );
  }
}
