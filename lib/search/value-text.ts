import type { FactValue } from '../model/fact-pack.ts';

/**
 * A value in the words that people search for: "$40 billion", "40B", "40000000000 USD". Empty for an
 * entity, whose name the statement has.
 */
export function describeValue(value: FactValue | undefined, language: string): string {
  switch (value?.type) {
    case 'money': {
      const { amount, currency } = value;
      return [...spellAmount(amount, language), `${amount} ${currency}`].join('\n');
    }
    case 'quantity':
      return [
        ...spellAmount(value.amount, language),
        `${value.amount} ${value.unit}`,
        `${value.amount}${value.unit}`,
      ].join('\n');
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

const spellers = new Map<string, readonly Intl.NumberFormat[]>();

function spellAmount(amount: number, language: string): string[] {
  let formats = spellers.get(language);
  if (formats === undefined) {
    // Making a format takes longer than using it a thousand times.
    formats = (['long', 'short'] as const).map(
      (compactDisplay) =>
        new Intl.NumberFormat(language, { notation: 'compact', compactDisplay, maximumFractionDigits: 2 }),
    );
    spellers.set(language, formats);
  }
  return formats.map((format) => format.format(amount));
}
