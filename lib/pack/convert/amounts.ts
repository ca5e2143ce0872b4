import { numberSignsOf } from '../../text/number-signs.ts';

const WITH_POINT = /^[-+]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/;
const WITH_COMMA = /^[-+]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/;
/** "1.250" is a thousand and more in German, one and a quarter in English. */
const EITHER = /^[-+]?[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * Reads numbers as a language writes them: "1,250,000.5" in English, "1.250.000,5" in German. Numbers as
 * programs write them ("1250000.5") are read in each language, unless they can mean another one in it.
 *
 * @returns undefined for what is no number, and for what the language leaves open.
 */
export function amountReader(language: string): (text: string) => number | undefined {
  const signs = numberSignsOf(language);
  const readPoint = (text: string) => Number(text.replaceAll(',', ''));
  const readComma = (text: string) => Number(text.replaceAll('.', '').replace(',', '.'));
  return (text) => {
    const sign = EITHER.exec(text)?.[1];
    if (sign !== undefined) {
      if (sign !== signs?.decimal && sign !== signs?.group) return undefined;
      const isPointDecimal = (sign === '.') === (sign === signs.decimal);
      return isPointDecimal ? readPoint(text) : readComma(text);
    }
    if (WITH_POINT.test(text)) return readPoint(text);
    return signs?.decimal === ',' && WITH_COMMA.test(text) ? readComma(text) : undefined;
  };
}
