import type { LocaleMessages } from '../model/messages.ts';
import { type Catalogue, compileCatalogues } from './compile.ts';
import backup from './en/backup.json' with { type: 'json' };
import dossier from './en/dossier.json' with { type: 'json' };
import popup from './en/popup.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import shared from './en/shared.json' with { type: 'json' };
import sidepanel from './en/sidepanel.json' with { type: 'json' };
import tooltip from './en/tooltip.json' with { type: 'json' };
import viewer from './en/viewer.json' with { type: 'json' };
import welcome from './en/welcome.json' with { type: 'json' };

/** A part of the product with strings of its own: one JSON file a language. */
export type Surface =
  | 'backup'
  | 'dossier'
  | 'popup'
  | 'problems'
  | 'settings'
  | 'shared'
  | 'sidepanel'
  | 'tooltip'
  | 'viewer'
  | 'welcome';

const LOCALES = {
  en: { backup, dossier, popup, problems, settings, shared, sidepanel, tooltip, viewer, welcome },
} satisfies Record<string, Record<Surface, Catalogue>>;

/** Languages that the product speaks. */
export type LocaleCode = keyof typeof LOCALES;
export const LOCALE_CODES = Object.keys(LOCALES) as readonly LocaleCode[];

/** The locale used where none of the reader's languages is spoken. */
export const FALLBACK_LOCALE: LocaleCode = 'en';

/**
 * The first of the reader's languages that the product speaks, regions set aside: "de-AT" finds "de".
 *
 * @param preferred BCP 47 tags, best first, e.g. `navigator.languages`.
 */
export function chooseLocale(preferred: readonly string[]): LocaleCode {
  for (const tag of preferred) {
    const language = tag.split('-', 1)[0]?.toLowerCase();
    const known = LOCALE_CODES.find((code) => code === language);
    if (known) return known;
  }
  return FALLBACK_LOCALE;
}

/** Compiled messages of some surfaces: what {@link createTranslator} takes, and what the tooltip is sent. */
export function readMessages(locale: LocaleCode, surfaces: readonly Surface[]): LocaleMessages {
  return compileCatalogues(
    locale,
    surfaces.map((surface) => LOCALES[locale][surface]),
  );
}
