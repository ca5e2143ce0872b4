import fileQuestion from 'lucide/dist/esm/icons/file-question-mark.mjs';
import type { Dossier as DossierContent } from '../lib/model/dossier.ts';
import { entityAliases } from '../lib/model/fact-pack.ts';
import { FactEntry } from './dossier/FactEntry.tsx';
import { arrangeTimeline } from './dossier/timeline.ts';
import { EmptyState } from './shared/EmptyState.tsx';
import { EntityTypeBadge } from './shared/EntityTypeBadge.tsx';
import { useTranslator } from './shared/translation.ts';

export interface DossierProps {
  readonly dossier: DossierContent;
  /** Names of entities that values refer to. */
  readonly nameOf?: ((entityId: string) => string | undefined) | undefined;
  /** Id of the heading, for the region that the dossier stands in. */
  readonly headingId?: string | undefined;
}

/** More other names than this are counted rather than listed. */
const MAX_NAMES_SHOWN = 8;

/** Everything that is known about one entity, as a timeline. */
export function Dossier({ dossier: { entity, facts }, nameOf = () => undefined, headingId }: DossierProps) {
  const { t, formatList } = useTranslator();
  const years = arrangeTimeline(facts);
  const isOfSeveralPacks = new Set(facts.map(({ packId }) => packId)).size > 1;
  const otherNames = entityAliases(entity)
    .map(({ text }) => text)
    .filter((name) => name !== entity.name);
  const unlisted = otherNames.length - MAX_NAMES_SHOWN;
  const names = otherNames.slice(0, MAX_NAMES_SHOWN);
  if (unlisted > 0) names.push(t('dossier.moreNames', { count: unlisted }));
  const links = entity.sameAs ?? [];
  return (
    <article class="dossier">
      <header class="dossier__head">
        <EntityTypeBadge type={entity.type} />
        <h2 class="dossier__name foreign" id={headingId}>
          <span class="marked">{entity.name}</span>
        </h2>
        {entity.description && <p class="dossier__description foreign">{entity.description}</p>}
        {names.length > 0 && (
          <p class="dossier__names">{t('dossier.alsoKnownAs', { names: formatList(names) })}</p>
        )}
        {links.length > 0 && (
          <ul class="dossier__links">
            {links.map((url) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {hostOf(url)}
                </a>
              </li>
            ))}
          </ul>
        )}
        {facts.length > 0 && (
          <p class="dossier__count">{t('dossier.facts.count', { count: facts.length })}</p>
        )}
      </header>
      {facts.length === 0 ? (
        <EmptyState icon={fileQuestion} title={t('dossier.noFacts')} />
      ) : (
        years.map(({ year, entries }) => (
          <section key={year ?? ''} class="dossier__year">
            {/* Where nothing has a date, there is nothing to tell apart. */}
            {(year !== undefined || years.length > 1) && (
              <h3 class="dossier__year-name">{year ?? t('dossier.undated')}</h3>
            )}
            <ol class="dossier__facts">
              {entries.map((entry) => (
                <FactEntry
                  key={`${entry.fact.packId} ${entry.fact.id}`}
                  entry={entry}
                  nameOf={nameOf}
                  isPackShown={isOfSeveralPacks}
                />
              ))}
            </ol>
          </section>
        ))
      )}
    </article>
  );
}

/** "https://www.wikidata.org/wiki/Q42" → "wikidata.org": where a link leads, in a word. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}
