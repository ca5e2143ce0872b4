import type { Translator } from '../../lib/locale/translator.ts';

/** A moment in milliseconds since the epoch, in the reader's time zone, to the minute. */
export function formatMoment(moment: number, { locale }: Pick<Translator, 'locale'>): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}
