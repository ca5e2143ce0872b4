import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { LocaleMessages } from '../model/messages.ts';

/** Messages in ICU MessageFormat by id, as they stand in `lib/locale/<language>/<surface>.json`. */
export type Catalogue = Readonly<Record<string, string>>;

/**
 * Compiles catalogues into one set of messages that a translator interprets without a parser
 * (lib/locale/translator.ts). Runs in the background and in extension pages, never in a web page.
 *
 * @param locale BCP 47 tag of the catalogues.
 */
export function compileCatalogues(locale: string, catalogues: readonly Catalogue[]): LocaleMessages {
  const messages: Record<string, unknown> = {};
  for (const catalogue of catalogues) {
    for (const [id, message] of Object.entries(catalogue)) messages[id] = compileMessage(message);
  }
  return { locale, messages };
}
