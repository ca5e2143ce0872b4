import type { Translator } from '../../lib/locale/translator.ts';
import type { AmountBound, FactValue } from '../../lib/model/fact-pack.ts';

/**
 * A fact's value in the reader's language: "up to $40 billion", "March 2026", "about 1.2 GW".
 *
 * @param nameOf Name of an entity by id; an entity that it does not know is shown by its id.
 */
export function formatFactValue(
  value: FactValue,
  { t, formatDate, formatMoney, formatNumber }: Translator,
  nameOf: (entityId: string) => string | undefined = () => undefined,
): string {
  // An open range is the stronger statement: "about at least" would say no more.
  const qualify = (
    text: string,
    { bound, approx }: { bound?: AmountBound | undefined; approx?: boolean | undefined },
  ) =>
    bound
      ? t(`shared.value.${bound}`, { value: text })
      : approx
        ? t('shared.value.about', { value: text })
        : text;
  switch (value.type) {
    case 'money':
      return qualify(formatMoney(value.amount, value.currency), value);
    case 'quantity':
      return qualify(`${formatNumber(value.amount)} ${value.unit}`, value);
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
