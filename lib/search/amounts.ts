import { numberSignsOf } from '../text/number-signs.ts';
import { readTerms } from './terms.ts';

/** What people write everywhere for a thousand, a million and so on, next to the words of their language. */
const COMMON_UNITS: readonly (readonly [string, number])[] = [
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['million', 1e6],
  ['b', 1e9],
  ['bn', 1e9],
  ['billion', 1e9],
  ['t', 1e12],
  ['tn', 1e12],
  ['trillion', 1e12],
];

const AMOUNT = /(\d[\d.,]*)\s*(\p{L}+)/gu;

/**
 * A query with its amounts in digits: "40 billion" and "40bn" become "40000000000". Undefined if it has
 * none to spell out.
 *
 * @param language BCP 47 tag; says what separates decimals, and what a million is called.
 */
export function spellOutAmounts(text: string, language: string): string | undefined {
  // Most queries have no digit; what a language calls a million takes a while to find out.
  if (!/\d/.test(text)) return undefined;
  const { units, decimal } = habitsOf(language);
  let isChanged = false;
  const spelled = text.replace(AMOUNT, (match, digits: string, unit: string) => {
    const scale = units.get(foldUnit(unit));
    const amount = readAmount(digits, decimal);
    if (scale === undefined || Number.isNaN(amount)) return match;
    isChanged = true;
    return String(Math.round(amount * scale * 100) / 100);
  });
  return isChanged ? spelled : undefined;
}

/** A last group of three digits behind the language's own separator of thousands is no fraction. */
function readAmount(digits: string, decimal: string): number {
  const trimmed = digits.replace(/[.,]+$/, '');
  const thousands = decimal === ',' ? '.' : ',';
  return Number(trimmed.replaceAll(thousands, '').replace(decimal, '.'));
}

/** Of the digits that a language may have of its own, `Number` reads none. */
const DIGITS = { numberingSystem: 'latn' } as const;

interface Habits {
  readonly units: ReadonlyMap<string, number>;
  readonly decimal: string;
}

const known = new Map<string, Habits>();

function habitsOf(language: string): Habits {
  const habits = known.get(language) ?? readHabits(language);
  known.set(language, habits);
  return habits;
}

function readHabits(language: string): Habits {
  const units = new Map(COMMON_UNITS);
  const signs = numberSignsOf(language);
  const locale = signs ? language : 'en';
  for (const compactDisplay of ['long', 'short'] as const) {
    const format = new Intl.NumberFormat(locale, { ...DIGITS, notation: 'compact', compactDisplay });
    for (const scale of [1e3, 1e6, 1e9, 1e12]) {
      for (const count of [1, 5]) {
        const parts = format.formatToParts(count * scale);
        const unit = parts.find(({ type }) => type === 'compact')?.value;
        const digits = parts.find(({ type }) => type === 'integer')?.value;
        if (unit !== undefined && digits !== undefined)
          units.set(foldUnit(unit), (count * scale) / Number(digits));
      }
    }
  }
  return { units, decimal: signs?.decimal ?? '.' };
}

function foldUnit(unit: string): string {
  return readTerms(unit)[0]?.text ?? '';
}
