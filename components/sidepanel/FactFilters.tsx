import { useId } from 'preact/hooks';
import type { FactStatus } from '../../lib/model/fact-pack.ts';
import { Button } from '../shared/Button.tsx';
import { STATUS_ICONS } from '../shared/fact-icons.ts';
import { Icon } from '../shared/Icon.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { ALL_FACTS, type FactFilter, type FilterChoices, isFiltering } from './fact-filter.ts';

export interface FactFiltersProps {
  readonly choices: FilterChoices;
  readonly filter: FactFilter;
  /** Facts that pass, and facts in all. */
  readonly shown: number;
  readonly all: number;
  readonly onFilter: (filter: FactFilter) => void;
}

/** Narrows a dossier by status and date; offers nothing that would leave all facts, or none. */
export function FactFilters({ choices, filter, shown, all, onFilter }: FactFiltersProps) {
  const { t, formatNumber } = useTranslator();
  const { statuses, years, hasPast } = choices;
  const toggle = (status: FactStatus) =>
    onFilter({
      ...filter,
      statuses: filter.statuses.includes(status)
        ? filter.statuses.filter((other) => other !== status)
        : [...filter.statuses, status],
    });
  if (statuses.length < 2 && years.length < 2 && !hasPast) return null;
  return (
    <section class="filters" aria-label={t('sidepanel.filter.label')}>
      {statuses.length > 1 && (
        <fieldset class="filters__statuses">
          <legend class="unseen">{t('sidepanel.filter.status')}</legend>
          {statuses.map(([status, count]) => (
            <button
              key={status}
              type="button"
              class="chip"
              aria-pressed={filter.statuses.includes(status)}
              onClick={() => toggle(status)}
            >
              <Icon icon={STATUS_ICONS[status]} size={12} />
              {t(`shared.status.${status}`)} <span class="chip__count">{formatNumber(count)}</span>
            </button>
          ))}
        </fieldset>
      )}
      {years.length > 1 && (
        <div class="filters__years">
          <YearSelect
            label={t('sidepanel.filter.from')}
            any={t('sidepanel.filter.anyYear')}
            years={years}
            value={filter.from}
            onChange={(from) => onFilter({ ...filter, from })}
          />
          <YearSelect
            label={t('sidepanel.filter.to')}
            any={t('sidepanel.filter.anyYear')}
            years={years}
            value={filter.to}
            onChange={(to) => onFilter({ ...filter, to })}
          />
        </div>
      )}
      {hasPast && (
        <Switch
          label={t('sidepanel.filter.currentOnly')}
          isOn={filter.isCurrentOnly}
          onChange={(isCurrentOnly) => onFilter({ ...filter, isCurrentOnly })}
        />
      )}
      <div class="filters__outcome">
        <p role="status">{isFiltering(filter) && t('sidepanel.filter.shown', { shown, all })}</p>
        {isFiltering(filter) && (
          <Button kind="quiet" size="small" onClick={() => onFilter(ALL_FACTS)}>
            {t('sidepanel.filter.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}

interface YearSelectProps {
  readonly label: string;
  /** What stands for no limit. */
  readonly any: string;
  readonly years: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (year: string | undefined) => void;
}

function YearSelect({ label, any, years, value, onChange }: YearSelectProps) {
  const id = useId();
  return (
    <div class="filters__year">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="field__input"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      >
        <option value="">{any}</option>
        {years.map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </div>
  );
}
