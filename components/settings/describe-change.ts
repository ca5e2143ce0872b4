import type { Translator } from '../../lib/locale/translator.ts';
import type { CitedSource } from '../../lib/model/dossier.ts';
import type { FactValue } from '../../lib/model/fact-pack.ts';
import type { FieldChange } from '../../lib/pack/plan.ts';
import { formatFactValue } from '../shared/fact-value.ts';

/** A changed field in words: what went, and what came. A list shows only the items that differ. */
export interface DescribedField {
  readonly field: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export function describeField({ field, before, after }: FieldChange, translator: Translator): DescribedField {
  const left = describeItems(before, translator);
  const right = describeItems(after, translator);
  const gone = left.filter((item) => !right.includes(item));
  const come = right.filter((item) => !left.includes(item));
  // The same items in another order: nothing short of both lists tells the difference.
  if (gone.length === 0 && come.length === 0) return { field, before: left, after: right };
  return { field, before: gone, after: come };
}

function describeItems(value: unknown, translator: Translator): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value)
    ? value.map((item) => describeValue(item, translator))
    : [describeValue(value, translator)];
}

/** Anything that a field of a pack may hold, as far as possible in the reader's words. */
function describeValue(value: unknown, translator: Translator): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return translator.formatNumber(value, { maximumFractionDigits: 10 });
  if (typeof value !== 'object' || value === null) return String(value);
  if (isFactValue(value)) return formatFactValue(value, translator);
  if (isCitedSource(value)) {
    const { source, quote, locator } = value;
    return [quote && translator.t('settings.import.quoted', { text: quote }), source.title, locator]
      .filter(Boolean)
      .join(' – ');
  }
  // A record of a few fields (an alias, a publisher, names by language): its texts say it.
  return Object.entries(value)
    .map(([key, part]) => `${key}: ${typeof part === 'object' ? JSON.stringify(part) : part}`)
    .join(', ');
}

const VALUE_TYPES = new Set(['money', 'quantity', 'date', 'text', 'entity', 'quote']);

function isFactValue(value: object): value is FactValue {
  return 'type' in value && VALUE_TYPES.has(String(value.type));
}

function isCitedSource(value: object): value is CitedSource {
  return 'source' in value && typeof value.source === 'object';
}
