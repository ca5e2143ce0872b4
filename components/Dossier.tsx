import fileQuestion from 'lucide/dist/esm/icons/file-question-mark.mjs';
import type { Dossier as DossierContent } from '../lib/model/dossier.ts';
import { DossierHead } from './dossier/DossierHead.tsx';
import { Timeline } from './dossier/Timeline.tsx';
import { arrangeTimeline } from './dossier/timeline.ts';
import { EmptyState } from './shared/EmptyState.tsx';
import { useTranslator } from './shared/translation.ts';

export interface DossierProps {
  readonly dossier: DossierContent;
  /** Names of entities that values refer to. */
  readonly nameOf?: ((entityId: string) => string | undefined) | undefined;
}

/** Everything that is known about one entity, as a timeline. */
export function Dossier({ dossier, nameOf = () => undefined }: DossierProps) {
  const { t } = useTranslator();
  return (
    <article class="dossier">
      <DossierHead dossier={dossier} />
      {dossier.facts.length === 0 ? (
        <EmptyState icon={fileQuestion} title={t('dossier.noFacts')} />
      ) : (
        <Timeline years={arrangeTimeline(dossier.facts)} nameOf={nameOf} />
      )}
    </article>
  );
}
