import textQuote from 'lucide/dist/esm/icons/text-quote.mjs';
import { useEffect, useRef } from 'preact/hooks';
import type { EntityHit, FactHit, SearchResults } from '../../lib/model/search.ts';
import { EntityTypeBadge } from '../shared/EntityTypeBadge.tsx';
import { Icon } from '../shared/Icon.tsx';
import { Matched } from '../shared/Matched.tsx';
import { StatusBadge } from '../shared/StatusBadge.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface SearchHitsProps {
  readonly id: string;
  readonly results: SearchResults;
  /** 0-based over entities, then facts; -1 for none. */
  readonly active: number;
  readonly onActivate: (position: number) => void;
  readonly onChoose: (position: number) => void;
}

/** Id of one option, for `aria-activedescendant`. */
export function optionId(listId: string, position: number): string {
  return `${listId}-${position}`;
}

/** The results of a search: a listbox in two groups. The focus stays in the field. */
export function SearchHits({ id, results, active, onActivate, onChoose }: SearchHitsProps) {
  const { t } = useTranslator();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const option = (position: number, content: preact.ComponentChildren) => (
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and points here.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox hears the keys.
    <div
      key={position}
      id={optionId(id, position)}
      class="hit"
      role="option"
      aria-selected={position === active}
      onMouseMove={() => position !== active && onActivate(position)}
      // A press must not take the focus out of the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(position)}
    >
      {content}
    </div>
  );

  const group = (kind: 'entities' | 'facts', options: readonly preact.VNode[]) =>
    options.length > 0 && (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox.
      <div role="group" aria-labelledby={`${id}-${kind}`}>
        <p class="hits__group" id={`${id}-${kind}`}>
          {t(`popup.results.${kind}`)}
        </p>
        {options}
      </div>
    );

  return (
    <div ref={list} id={id} class="hits" role="listbox" aria-label={t('popup.results.label')}>
      {group(
        'entities',
        results.entities.map((hit, index) => option(index, <EntityLine {...hit} />)),
      )}
      {group(
        'facts',
        results.facts.map((hit, index) => option(results.entities.length + index, <FactLine {...hit} />)),
      )}
    </div>
  );
}

function EntityLine({ entity, matched }: EntityHit) {
  const isOwnName = matched.text === entity.name;
  return (
    <>
      <EntityTypeBadge type={entity.type} isIconOnly />
      <span class="hit__text">
        <span class="hit__name foreign">{isOwnName ? <Matched {...matched} /> : entity.name}</span>
        {!isOwnName && (
          <span class="hit__alias foreign">
            <Matched {...matched} />
          </span>
        )}
        {entity.description && <span class="hit__hint foreign">{entity.description}</span>}
      </span>
    </>
  );
}

function FactLine({ fact, subject, statement }: FactHit) {
  const { formatDate } = useTranslator();
  return (
    <>
      <span class="entity-type entity-type--icon">
        <Icon icon={textQuote} isDirectional />
      </span>
      <span class="hit__text">
        <span class="hit__statement foreign">
          <Matched {...statement} />
        </span>
        <span class="hit__meta">
          <StatusBadge status={fact.status} />
          <span class="hit__subject">{subject.name}</span>
          {fact.asOf && <time dateTime={fact.asOf}>{formatDate(fact.asOf)}</time>}
        </span>
      </span>
    </>
  );
}
