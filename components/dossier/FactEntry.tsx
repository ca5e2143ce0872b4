import type { ComponentChildren } from 'preact';
import type { DossierFact } from '../../lib/model/dossier.ts';
import type { MentionedEntity } from '../../lib/model/mention.ts';
import { formatFactValue } from '../shared/fact-value.ts';
import { isolate } from '../shared/isolate.ts';
import { StatusBadge } from '../shared/StatusBadge.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { DossierTarget } from './open-dossier.ts';
import { SourceCitation } from './SourceCitation.tsx';
import type { TimelineEntry } from './timeline.ts';

/** What the facts of a dossier lead to. */
export interface DossierLinks {
  /** Whose dossier it is. */
  readonly entityId: string;
  /** Entities that can be opened, by id. */
  readonly named: ReadonlyMap<string, MentionedEntity>;
  readonly onOpenEntity: (target: DossierTarget) => void;
  /** Brings another fact of the dossier into sight. */
  readonly onShowFact: (fact: DossierFact) => void;
}

/** Id of a fact's element, for whoever brings it into sight. */
export function factElementId({ packId, id }: DossierFact): string {
  return `fact ${packId} ${id}`.replaceAll(' ', '_');
}

export interface FactEntryProps {
  readonly entry: TimelineEntry;
  readonly nameOf: (entityId: string) => string | undefined;
  /** The facts around it are of several packs. */
  readonly isPackShown: boolean;
  readonly links?: DossierLinks | undefined;
}

/** One fact of a dossier, with everything that is known about it. */
export function FactEntry({
  entry: { fact, date, supersededBy, supersedes, contradicts },
  nameOf,
  isPackShown,
  links,
}: FactEntryProps) {
  const translator = useTranslator();
  const { t, formatDate, direction } = translator;
  const [first, ...others] = fact.sources;
  const isPast = supersededBy !== undefined || fact.status === 'retracted';
  return (
    <li id={factElementId(fact)} class={isPast ? 'fact fact--past' : 'fact'} tabIndex={links && -1}>
      <p class="fact__when">
        {date && <time dateTime={date}>{formatDate(date)}</time>}
        <StatusBadge status={fact.status} />
        {supersededBy && <span class="badge badge--superseded">{t('dossier.fact.superseded')}</span>}
        {isPackShown && <span class="foreign">{fact.packTitle}</span>}
      </p>
      <p class="fact__statement foreign">{fact.statement}</p>
      {fact.value && fact.value.type !== 'quote' && (
        <p class="fact__value">
          {fact.property && <span class="fact__property">{fact.property}</span>}
          <strong>
            <EntityLink
              target={fact.value.type === 'entity' ? links?.named.get(fact.value.entity) : undefined}
              links={links}
            >
              {formatFactValue(fact.value, translator, nameOf)}
            </EntityLink>
          </strong>
        </p>
      )}
      {fact.value?.type === 'quote' && (
        <figure class="fact__quote">
          <blockquote class="foreign">{fact.value.text}</blockquote>
          <figcaption class="foreign">{fact.value.speaker}</figcaption>
        </figure>
      )}
      <Validity fact={fact} />
      {supersededBy && (
        <p class="fact__relation foreign">
          <FactLink fact={supersededBy} links={links}>
            {t('dossier.fact.supersededBy', { statement: isolate(supersededBy.statement, direction) })}
          </FactLink>
        </p>
      )}
      {links &&
        supersedes.map((old) => (
          <p key={old.id} class="fact__relation foreign">
            <FactLink fact={old} links={links}>
              {t('dossier.fact.supersedes', { statement: isolate(old.statement, direction) })}
            </FactLink>
          </p>
        ))}
      {contradicts.map((other) => (
        <p key={other.id} class="fact__relation fact__relation--against">
          <FactLink fact={other} links={links}>
            <Contradiction fact={fact} other={other} />
          </FactLink>
        </p>
      ))}
      {links && <Others fact={fact} links={links} />}
      {first && <SourceCitation {...first} />}
      {others.length > 0 && (
        <details class="fact__more">
          <summary>{t('dossier.sources.more', { count: others.length })}</summary>
          {others.map((cited) => (
            <SourceCitation key={`${cited.source.id} ${cited.locator} ${cited.quote}`} {...cited} />
          ))}
        </details>
      )}
    </li>
  );
}

/** Whom else a fact is about, each with the way to its dossier. */
function Others({ fact, links }: { readonly fact: DossierFact; readonly links: DossierLinks }) {
  const { t } = useTranslator();
  const { value } = fact;
  const others = fact.about
    .filter((id) => id !== links.entityId && !(value?.type === 'entity' && value.entity === id))
    .flatMap((id) => links.named.get(id) ?? []);
  if (others.length === 0) return null;
  return (
    <p class="fact__others">
      {t('dossier.fact.others')}
      {others.map((other) => (
        <span key={other.id} class="foreign">
          <EntityLink target={other} links={links}>
            {other.name}
          </EntityLink>
        </span>
      ))}
    </p>
  );
}

function EntityLink({
  target,
  links,
  children,
}: {
  readonly target: MentionedEntity | undefined;
  readonly links: DossierLinks | undefined;
  readonly children: ComponentChildren;
}) {
  if (!target || !links) return <>{children}</>;
  return (
    <button type="button" class="link" onClick={() => links.onOpenEntity(target)}>
      {children}
    </button>
  );
}

function FactLink({
  fact,
  links,
  children,
}: {
  readonly fact: DossierFact;
  readonly links: DossierLinks | undefined;
  readonly children: ComponentChildren;
}) {
  if (!links) return <>{children}</>;
  return (
    <button type="button" class="link" onClick={() => links.onShowFact(fact)}>
      {children}
    </button>
  );
}

/** Names the other account, and both where they are of different packs. */
function Contradiction({ fact, other }: { readonly fact: DossierFact; readonly other: DossierFact }) {
  const { t, direction } = useTranslator();
  const statement = isolate(other.statement, direction);
  if (other.packId !== fact.packId) return t('dossier.fact.disputed', { pack: other.packTitle, statement });
  const account = accountOf(other);
  // One article may report both: then nobody in particular says otherwise.
  return account === undefined || account === accountOf(fact)
    ? t('dossier.fact.against', { statement })
    : t('dossier.fact.contradicts', { account, statement });
}

/** Who stands behind a fact: the publisher of its first source, or that source itself. */
function accountOf({ sources: [first] }: DossierFact): string | undefined {
  return first?.source.publisher ?? first?.source.title;
}

/** Since when and until when a statement held, where the pack tells. */
function Validity({ fact: { validFrom, validTo } }: { readonly fact: DossierFact }) {
  const { t, formatDate } = useTranslator();
  const from = validFrom && formatDate(validFrom);
  const to = validTo && formatDate(validTo);
  if (from && to) return <p class="fact__validity">{t('dossier.fact.validBetween', { from, to })}</p>;
  if (from) return <p class="fact__validity">{t('dossier.fact.validFrom', { from })}</p>;
  if (to) return <p class="fact__validity">{t('dossier.fact.validTo', { to })}</p>;
  return null;
}
