import type { Dossier } from '../../lib/model/dossier.ts';
import { entityAliases } from '../../lib/model/fact-pack.ts';
import { EntityTypeBadge } from '../shared/EntityTypeBadge.tsx';
import { isolate } from '../shared/isolate.ts';
import { useTranslator } from '../shared/translation.ts';

export interface DossierHeadProps {
  readonly dossier: Dossier;
  /** Id of the heading, for the region that the dossier stands in. */
  readonly headingId?: string | undefined;
}

/** More other names than this are counted rather than listed. */
const MAX_NAMES_SHOWN = 8;

/** What an entity is: its type, names and description, where else it is found, and how much is known. */
export function DossierHead({ dossier: { entity, facts }, headingId }: DossierHeadProps) {
  const { t, formatList, direction } = useTranslator();
  const otherNames = entityAliases(entity)
    .map(({ text }) => text)
    .filter((name) => name !== entity.name);
  const unlisted = otherNames.length - MAX_NAMES_SHOWN;
  const names = otherNames.slice(0, MAX_NAMES_SHOWN).map((name) => isolate(name, direction));
  if (unlisted > 0) names.push(t('dossier.moreNames', { count: unlisted }));
  const links = entity.sameAs ?? [];
  return (
    <header class="dossier__head">
      <EntityTypeBadge type={entity.type} />
      <h2 class="dossier__name foreign" id={headingId} tabIndex={-1}>
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
      {facts.length > 0 && <p class="dossier__count">{t('dossier.facts.count', { count: facts.length })}</p>}
    </header>
  );
}

/** "https://www.wikidata.org/wiki/Q42" → "wikidata.org": where a link leads, in a word. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}
