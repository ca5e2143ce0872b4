import type { DossierFact } from '../../lib/model/dossier.ts';
import { formatFactValue } from '../shared/fact-value.ts';
import { StatusBadge } from '../shared/StatusBadge.tsx';
import { useTranslator } from '../shared/translation.ts';
import { SourceCitation } from './SourceCitation.tsx';
import type { TimelineEntry } from './timeline.ts';

export interface FactEntryProps {
  readonly entry: TimelineEntry;
  readonly nameOf: (entityId: string) => string | undefined;
  /** The facts around it are of several packs. */
  readonly isPackShown: boolean;
}

/** One fact of a dossier, with everything that is known about it. */
export function FactEntry({
  entry: { fact, date, supersededBy, contradicts },
  nameOf,
  isPackShown,
}: FactEntryProps) {
  const translator = useTranslator();
  const { t, formatDate } = translator;
  const [first, ...others] = fact.sources;
  const isPast = supersededBy !== undefined || fact.status === 'retracted';
  return (
    <li class={isPast ? 'fact fact--past' : 'fact'}>
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
          <strong>{formatFactValue(fact.value, translator, nameOf)}</strong>
        </p>
      )}
      {fact.value?.type === 'quote' && (
        <figure class="fact__quote">
          <blockquote>{fact.value.text}</blockquote>
          <figcaption>{fact.value.speaker}</figcaption>
        </figure>
      )}
      <Validity fact={fact} />
      {supersededBy && (
        <p class="fact__relation foreign">
          {t('dossier.fact.supersededBy', { statement: supersededBy.statement })}
        </p>
      )}
      {contradicts.map((other) => (
        <p key={other.id} class="fact__relation fact__relation--against">
          <Contradiction fact={fact} other={other} />
        </p>
      ))}
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

/** Names the other account, and both where they are of different packs. */
function Contradiction({ fact, other }: { readonly fact: DossierFact; readonly other: DossierFact }) {
  const { t } = useTranslator();
  const { statement } = other;
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
