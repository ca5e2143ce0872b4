import type { Translator } from '../../lib/locale/translator.ts';
import type { FactValue } from '../../lib/model/fact-pack.ts';

/**
 * A fact's value in the reader's language: "about $110 billion", "March 2026", "1.2 GW".
 *
 * @param nameOf Name of an entity by id; an entity that it does not know is shown by its id.
 */
export function formatFactValue(
  value: FactValue,
  { t, formatDate, formatMoney, formatNumber }: Translator,
  nameOf: (entityId: string) => string | undefined = () => undefined,
): string {
  const about = (text: string, isApproximate: boolean | undefined) =>
    isApproximate ? t('shared.value.about', { value: text }) : text;
  switch (value.type) {
    case 'money':
      return about(formatMoney(value.amount, value.currency), value.approx);
    case 'quantity':
      return about(`${formatNumber(value.amount)} ${value.unit}`, value.approx);
    case 'date':
      return formatDate(value.date);
    case 'text':
      return value.text;
    case 'entity':
      return nameOf(value.entity) ?? value.entity;
    case 'quote':
      return t('shared.value.quote', { text: value.text, speaker: value.speaker });
  }
}
