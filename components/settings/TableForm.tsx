import { useId, useState } from 'preact/hooks';
import { ENTITY_TYPES, type EntityType } from '../../lib/model/fact-pack.ts';
import { TABLE_FIELDS, type TableField } from '../../lib/pack/convert/table-mapping.ts';
import { Button } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { TableChoice, TableDraft } from './import-state.ts';

export interface TableFormProps {
  readonly fileName: string;
  readonly table: TableDraft;
  readonly onConvert: (choice: TableChoice) => void;
  readonly onCancel: () => void;
}

/** Example values shown for a column. */
const EXAMPLES = 3;

/** What a table's columns mean, guessed from their headings and corrected by whoever knows. */
export function TableForm({ fileName, table, onConvert, onCancel }: TableFormProps) {
  const { t } = useTranslator();
  const id = useId();
  const [fields, setFields] = useState(() => fieldsByColumn(table));
  const [title, setTitle] = useState(table.title);
  const [packId, setPackId] = useState(table.id);
  const [language, setLanguage] = useState(table.language);
  const [defaultType, setDefaultType] = useState<EntityType>(table.defaultType);
  const hasName = fields.includes('name');
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (hasName) onConvert({ id: packId, title, language, defaultType, mapping: mappingOf(fields) });
      }}
    >
      <div>
        <h2 class="pack__title">{t('settings.table.title', { file: fileName })}</h2>
        <p class="block__lead">{t('settings.table.lead')}</p>
      </div>
      <div class="table-form__header">
        <TextField label={t('settings.table.packTitle')} value={title} onChange={setTitle} />
        <TextField label={t('settings.table.packId')} value={packId} onChange={setPackId} isCode />
        <TextField label={t('settings.table.language')} value={language} onChange={setLanguage} isCode />
        <div>
          <label class="field__label" for={`${id}-type`}>
            {t('settings.table.defaultType')}
          </label>
          <select
            id={`${id}-type`}
            class="field__input"
            value={defaultType}
            onChange={(event) => setDefaultType(event.currentTarget.value as EntityType)}
          >
            {ENTITY_TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`shared.entityType.${type}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <ul class="columns" aria-label={t('settings.table.columns')}>
        {table.headings.map((heading, column) => (
          // Headings may repeat; their order never changes.
          <li key={column} class="column">
            <label class="column__heading foreign" for={`${id}-${column}`}>
              {heading || t('settings.table.noHeading', { number: column + 1 })}
            </label>
            <select
              id={`${id}-${column}`}
              class="field__input"
              value={fields[column] ?? ''}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                setFields(
                  fields.with(
                    column,
                    TABLE_FIELDS.find((field) => field === chosen),
                  ),
                );
              }}
            >
              <option value="">{t('settings.table.leftOut')}</option>
              {TABLE_FIELDS.map((field) => (
                <option key={field} value={field}>
                  {t(`settings.table.field.${field}`)}
                </option>
              ))}
            </select>
            <p class="column__examples foreign">{examplesOf(table, column)}</p>
          </li>
        ))}
      </ul>
      {!hasName && (
        <p class="field__error" role="alert">
          {t('settings.table.nameMissing')}
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button button--primary" aria-disabled={hasName ? undefined : 'true'}>
          {t('settings.table.convert')}
        </button>
        <Button onClick={onCancel}>{t('settings.import.cancel')}</Button>
      </div>
    </form>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Runs from left to right in every language. */
  readonly isCode?: boolean | undefined;
}

function TextField({ label, value, onChange, isCode = false }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label class="field__label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field__input"
        type="text"
        autocomplete="off"
        required
        dir={isCode ? 'ltr' : undefined}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

function fieldsByColumn({ headings, mapping }: TableDraft): readonly (TableField | undefined)[] {
  return headings.map((_heading, column) => TABLE_FIELDS.find((field) => mapping[field]?.includes(column)));
}

function mappingOf(fields: readonly (TableField | undefined)[]): TableChoice['mapping'] {
  const mapping: Partial<Record<TableField, number[]>> = {};
  for (const [column, field] of fields.entries()) {
    if (field === undefined) continue;
    mapping[field] = [...(mapping[field] ?? []), column];
  }
  return mapping;
}

function examplesOf({ rows }: TableDraft, column: number): string {
  return rows
    .map((row) => row[column]?.trim() ?? '')
    .filter(Boolean)
    .slice(0, EXAMPLES)
    .join(' · ');
}
