import type { LocaleMessages } from '../model/messages.ts';
import type backup from './en/backup.json';
import type dossier from './en/dossier.json';
import type popup from './en/popup.json';
import type problems from './en/problems.json';
import type settings from './en/settings.json';
import type shared from './en/shared.json';
import type sidepanel from './en/sidepanel.json';
import type tooltip from './en/tooltip.json';
import type viewer from './en/viewer.json';
import type welcome from './en/welcome.json';
import { type CompiledMessage, interpret, type MessageValues } from './interpret.ts';

/** Every message that code may ask for, named after its file: "popup.search.label" stands in en/popup.json. */
export type MessageId =
  | keyof typeof backup
  | keyof typeof dossier
  | keyof typeof popup
  | keyof typeof problems
  | keyof typeof settings
  | keyof typeof viewer
  | keyof typeof sidepanel
  | keyof typeof welcome
  | TooltipMessageId;

/** What a page's process holds: messages of the tooltip, and those that all surfaces share. */
export type TooltipMessageId = keyof typeof tooltip | keyof typeof shared;

/**
 * Messages, dates and numbers in the reader's language. Takes messages that are compiled already
 * (lib/locale/compile.ts), so that a page's process never loads the parser of ICU MessageFormat.
 */
export interface Translator {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** The message with its values in place; plain text, never HTML. */
  t(id: MessageId, values?: MessageValues): string;
  /**
   * An ISO 8601 date, possibly reduced, no more precise than it is written: "2026" → "2026",
   * "2026-03" → "March 2026", "2026-03-09" → "March 9, 2026". A time of day is left out.
   * What is not such a date comes back as it is.
   */
  formatDate(date: string): string;
  /** Huge and tiny numbers come out as "1E300" unless the options say otherwise. */
  formatNumber(number: number, options?: Intl.NumberFormatOptions): string;
  /**
   * 2e9 USD → "$2 billion", 1250 EUR → "€1,250". The currency is an ISO 4217 code; any other string
   * stands behind the number as written.
   */
  formatMoney(amount: number, currency: string): string;
  /** "Ada, Grace, and Alan". */
  formatList(items: readonly string[]): string;
}

/** From here on an amount is said in words ("$1.2 million"); below it, in digits. */
const COMPACT_FROM = 1_000_000;

/** From here on words and digits no longer help, nor below the other: "1E300" does not fill the screen with zeros. */
const SCIENTIFIC_FROM = 1e15;
const SCIENTIFIC_BELOW = 1e-6;
/** Below it, the three decimals that numbers have by default would leave a zero. */
const SMALL_BELOW = 1e-2;

/** How to write a number that the usual way would garble: in hundreds of digits, or as zero. */
function optionsFor(number: number): Intl.NumberFormatOptions | undefined {
  const size = Math.abs(number);
  if (size >= SCIENTIFIC_FROM || (size > 0 && size < SCIENTIFIC_BELOW)) {
    return { notation: 'scientific', maximumFractionDigits: 3 };
  }
  return size > 0 && size < SMALL_BELOW ? { maximumSignificantDigits: 3 } : undefined;
}

const REDUCED_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T|$)/;

/** Scripts written from right to left, by ISO 15924 code, and languages mostly written in one of them: without the rarest, in none of which Factmark speaks. */
const RIGHT_TO_LEFT_SCRIPT = /-(Arab|Hebr|Syrc|Thaa)\b/i;
const RIGHT_TO_LEFT_LANGUAGE = /^(ar|ckb|dv|fa|he|iw|ji|ks|ps|sd|syr|ug|ur|yi)\b/i;
const SCRIPT = /-[a-z]{4}\b/i;

/**
 * A list, and not `Intl.Locale`, whose first use loads tables of all languages: 10 ms of a page's thread.
 *
 * @param locale BCP 47 tag; its script is the likely one where the tag names none.
 */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const isRightToLeft = (SCRIPT.test(locale) ? RIGHT_TO_LEFT_SCRIPT : RIGHT_TO_LEFT_LANGUAGE).test(locale);
  return isRightToLeft ? 'rtl' : 'ltr';
}

export function createTranslator({ locale, messages }: LocaleMessages): Translator {
  const formatNumber = (number: number, options = optionsFor(number)) =>
    new Intl.NumberFormat(locale, options).format(number);

  return {
    locale,
    direction: directionOf(locale),
    // An unknown id comes back as itself: ugly, but the rest of the tooltip still works.
    t: (id, values = {}) =>
      Object.hasOwn(messages, id) ? interpret(messages[id] as CompiledMessage, values, locale) : id,

    formatDate(date) {
      const [, year, month, day] = REDUCED_DATE.exec(date) ?? [];
      if (year === undefined) return date;
      const moment = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
      if (Number.isNaN(moment.getTime())) return date;
      return new Intl.DateTimeFormat(locale, {
        // A date is the same day for every reader.
        timeZone: 'UTC',
        year: 'numeric',
        ...(month === undefined ? {} : { month: 'long' }),
        ...(day === undefined ? {} : { day: 'numeric' }),
      }).format(moment);
    },

    formatNumber,

    formatMoney(amount, currency) {
      const isCompact = Math.abs(amount) >= COMPACT_FROM;
      const digits = Number.isInteger(amount) ? 0 : 2;
      const number = formatNumber(
        Math.abs(amount),
        optionsFor(amount) ??
          (isCompact
            ? { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 2 }
            : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
      );
      if (!/^[A-Za-z]{3}$/.test(currency)) return `${amount < 0 ? '-' : ''}${number} ${currency}`;
      // Intl shortens an amount of money to "$2B" at best; so "2 billion" takes the place of the 1 in "$1".
      return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
        .formatToParts(Math.sign(amount) || 1)
        .map((part) => (part.type === 'integer' ? number : part.value))
        .join('');
    },

    formatList: (items) => new Intl.ListFormat(locale).format(items),
  };
}
