import fileQuestion from 'lucide/dist/esm/icons/file-question-mark.mjs';
import filterX from 'lucide/dist/esm/icons/funnel-x.mjs';
import quote from 'lucide/dist/esm/icons/text-quote.mjs';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { listSources } from '../../lib/citation/formats.ts';
import type { DossierFact } from '../../lib/model/dossier.ts';
import { DossierHead } from '../dossier/DossierHead.tsx';
import { factElementId } from '../dossier/FactEntry.tsx';
import { type DossierTarget, nameFinder, type OpenDossier } from '../dossier/open-dossier.ts';
import { SourceCitation } from '../dossier/SourceCitation.tsx';
import { Timeline } from '../dossier/Timeline.tsx';
import { arrangeTimeline } from '../dossier/timeline.ts';
import { Button } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { EntityTypeBadge } from '../shared/EntityTypeBadge.tsx';
import { isolate } from '../shared/isolate.ts';
import { useTranslator } from '../shared/translation.ts';
import { CitationDialog, type CitationDialogProps } from './CitationDialog.tsx';
import { FactFilters } from './FactFilters.tsx';
import { ALL_FACTS, listChoices, passesFilter } from './fact-filter.ts';
import { listRelations, type Relation } from './relations.ts';

export interface FullDossierProps extends Pick<CitationDialogProps, 'onCopy' | 'onSave'> {
  readonly open: Extract<OpenDossier, { phase: 'shown' }>;
  readonly onOpenEntity: (target: DossierTarget) => void;
}

/** All that is known about one entity: facts in their order in time, whom it has to do with, and on whose word. */
export function FullDossier({ open: { dossier, named }, onOpenEntity, onCopy, onSave }: FullDossierProps) {
  const { t } = useTranslator();
  const { entity, facts } = dossier;
  const [filter, setFilter] = useState(ALL_FACTS);
  const [isCiting, setCiting] = useState(false);
  const [wanted, setWanted] = useState<DossierFact>();
  const article = useRef<HTMLElement>(null);

  const choices = useMemo(
    () => listChoices(arrangeTimeline(facts).flatMap(({ entries }) => entries)),
    [facts],
  );
  const years = useMemo(() => arrangeTimeline(facts, passesFilter(filter)), [facts, filter]);
  const shown = years.flatMap(({ entries }) => entries.map(({ fact }) => fact));
  const relations = useMemo(() => listRelations(dossier, named), [dossier, named]);
  const sources = useMemo(() => listSources(facts), [facts]);

  useLayoutEffect(() => article.current?.querySelector('h2')?.focus(), []);
  useLayoutEffect(() => {
    if (!wanted) return;
    const element = document.getElementById(factElementId(wanted));
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
    setWanted(undefined);
  }, [wanted]);

  const showFact = (fact: DossierFact) => {
    // What a filter leaves out cannot be brought into sight.
    if (!shown.includes(fact)) setFilter(ALL_FACTS);
    setWanted(fact);
  };

  return (
    <article ref={article} class="dossier dossier--full">
      <DossierHead dossier={dossier} />
      {facts.length === 0 ? (
        <EmptyState icon={fileQuestion} title={t('dossier.noFacts')} />
      ) : (
        <>
          <FactFilters
            choices={choices}
            filter={filter}
            shown={shown.length}
            all={facts.length}
            onFilter={setFilter}
          />
          {shown.length === 0 && <EmptyState icon={filterX} title={t('sidepanel.filter.none')} />}
          <Timeline
            years={years}
            nameOf={nameFinder(dossier, named)}
            links={{ entityId: entity.id, named, onOpenEntity, onShowFact: showFact }}
          />
          {shown.length > 0 && (
            <div>
              <Button icon={quote} onClick={() => setCiting(true)}>
                {t('sidepanel.cite.open', { count: shown.length })}
              </Button>
            </div>
          )}
        </>
      )}
      {relations.length > 0 && <Relations relations={relations} onOpen={onOpenEntity} />}
      {sources.length > 0 && (
        <section class="dossier__part">
          <h3>{t('sidepanel.sources', { count: sources.length })}</h3>
          <ul class="source-list">
            {sources.map(({ packId, source, uses }) => (
              <li key={`${packId} ${source.id}`}>
                <SourceCitation source={source} locator={t('sidepanel.source.uses', { count: uses })} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {isCiting && (
        <CitationDialog
          name={entity.name}
          facts={shown}
          onCopy={onCopy}
          onSave={onSave}
          onClose={() => setCiting(false)}
        />
      )}
    </article>
  );
}

function Relations({
  relations,
  onOpen,
}: {
  readonly relations: readonly Relation[];
  readonly onOpen: (target: DossierTarget) => void;
}) {
  const { t, formatList, direction } = useTranslator();
  return (
    <section class="dossier__part">
      <h3>{t('sidepanel.relations')}</h3>
      <ul class="relations">
        {relations.map(({ entity, count, properties }) => (
          <li key={entity.id}>
            <button type="button" class="relation" onClick={() => onOpen(entity)}>
              <EntityTypeBadge type={entity.type} isIconOnly />
              <span class="relation__text">
                <span class="relation__name foreign">{entity.name}</span>
                <span class="relation__hint">
                  {t('dossier.facts.count', { count })}
                  {properties.length > 0 &&
                    ` · ${formatList(properties.map((name) => isolate(name, direction)))}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
