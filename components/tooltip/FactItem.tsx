import { useState } from 'preact/hooks';
import type { ArrangedFact } from '../../lib/tooltip/arrange-facts.ts';
import { formatFactValue } from '../shared/fact-value.ts';
import { StatusBadge } from '../shared/StatusBadge.tsx';
import { useTranslator } from '../shared/translation.ts';
import { CopyButton } from './CopyButton.tsx';
import { SourceLine } from './SourceLine.tsx';

export interface FactItemProps extends ArrangedFact {
  /** The article's own date is known, so that "since" means something. */
  readonly hasPageDate: boolean;
  readonly copyText: (text: string) => Promise<boolean>;
}

/** One fact: what it amounts to, what it says, how sure that is and since when, and who says so. */
export function FactItem({ fact, supersededBy, isNewerThanPage, hasPageDate, copyText }: FactItemProps) {
  const { t, formatDate } = useTranslator();
  const [areAllShown, setAllShown] = useState(false);
  const sources = areAllShown ? fact.sources : fact.sources.slice(0, 1);
  const hidden = fact.sources.length - sources.length;
  const isPast = supersededBy !== undefined || fact.status === 'retracted';
  return (
    <article class={isPast ? 'fact fact--past' : 'fact'}>
      <Figure fact={fact} />
      <p class="fact__statement" dir="auto">
        {fact.statement}
      </p>
      <p class="fact__meta">
        <StatusBadge status={fact.status} />
        {supersededBy && (
          <span class="badge badge--superseded">
            {t(hasPageDate ? 'tooltip.fact.supersededSince' : 'tooltip.fact.superseded')}
          </span>
        )}
        {isNewerThanPage && <span class="badge badge--newer">{t('tooltip.fact.newer')}</span>}
        {fact.asOf && (
          <time class="fact__date" dateTime={fact.asOf}>
            {t('tooltip.fact.asOf', { date: formatDate(fact.asOf) })}
          </time>
        )}
        <CopyButton fact={fact} copyText={copyText} />
      </p>
      {supersededBy && (
        <p class="fact__successor" dir="auto">
          {t('tooltip.fact.supersededBy', { statement: supersededBy.statement })}
        </p>
      )}
      {sources.map((cited) => (
        <SourceLine key={`${cited.source.id} ${cited.locator} ${cited.quote}`} {...cited} />
      ))}
      {hidden > 0 && (
        <button type="button" class="source__more" onClick={() => setAllShown(true)}>
          {t('tooltip.sources.more', { count: hidden })}
        </button>
      )}
    </article>
  );
}

/** A value that says much by itself, large. Others stand in the statement already. */
function Figure({ fact: { property, value } }: Pick<ArrangedFact, 'fact'>) {
  const translator = useTranslator();
  if (value?.type !== 'money' && value?.type !== 'quantity' && value?.type !== 'date') return null;
  return (
    <p class="figure">
      <strong class="figure__value">{formatFactValue(value, translator)}</strong>
      {property && (
        <span class="figure__label" dir="auto">
          {property}
        </span>
      )}
    </p>
  );
}
