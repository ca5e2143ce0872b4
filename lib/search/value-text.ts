import type { FactValue } from '../model/fact-pack.ts';

/**
 * A value in the words by which it is found. Amounts are digits: what people write for them, "40 billion",
 * "€1.2M", is made digits when they search (lib/search/amounts.ts). Empty for an entity, whose name the
 * statement has.
 */
export function describeValue(value: FactValue | undefined): string {
  switch (value?.type) {
    case 'money':
      return `${value.amount} ${value.currency}`;
    case 'quantity':
      return `${value.amount} ${value.unit}`;
    case 'date':
      return value.date;
    case 'text':
      return value.text;
    case 'quote':
      return `${value.text}\n${value.speaker}`;
    default:
      return '';
  }
}
