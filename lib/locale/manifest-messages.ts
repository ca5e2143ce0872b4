import type { Language } from '../model/settings.ts';
import ar from './ar/manifest.json' with { type: 'json' };
import de from './de/manifest.json' with { type: 'json' };
import en from './en/manifest.json' with { type: 'json' };
import es from './es/manifest.json' with { type: 'json' };
import fr from './fr/manifest.json' with { type: 'json' };
import ja from './ja/manifest.json' with { type: 'json' };

const LOCALES = { ar, de, en, es, fr, ja } satisfies Record<Language, object>;

/** A file that the build adds to the extension. */
export interface GeneratedFile {
  readonly relativeDest: string;
  readonly contents: string;
}

/**
 * The manifest's own strings in the form that browsers read: `_locales/<language>/messages.json`.
 * They cannot use ICU MessageFormat: the browser reads them, not our translator.
 */
export function manifestMessageFiles(): GeneratedFile[] {
  return Object.entries(LOCALES).map(([locale, messages]) => ({
    // Browsers name regions with an underscore: "pt_BR".
    relativeDest: `_locales/${locale.replace('-', '_')}/messages.json`,
    contents: JSON.stringify(
      Object.fromEntries(Object.entries(messages).map(([name, message]) => [name, { message }])),
    ),
  }));
}
