import type { LocaleMessages } from '../model/messages.ts';
import { LANGUAGES, type Language, type Settings } from '../model/settings.ts';
import { type Catalogue, compileCatalogues } from './compile.ts';
import type { Surface } from './surfaces.ts';

/** The language used where none of the reader's is spoken. */
const FALLBACK: Language = 'en';

/**
 * The language that the reader chose, or else the first of the browser's that the product speaks, regions
 * set aside: "de-AT" finds "de".
 *
 * @param preferred BCP 47 tags, best first, e.g. `navigator.languages`.
 */
export function chooseLanguage(chosen: Settings['language'], preferred: readonly string[]): Language {
  if (chosen !== 'auto') return chosen;
  for (const tag of preferred) {
    const language = tag.split('-', 1)[0]?.toLowerCase();
    const known = LANGUAGES.find((code) => code === language);
    if (known) return known;
  }
  return FALLBACK;
}

/** Messages of some surfaces in one language; nothing else is loaded. */
export async function loadMessages(
  language: Language,
  surfaces: readonly Surface[],
): Promise<LocaleMessages> {
  const catalogues = surfaces.map(async (surface) => {
    const module = (await import(`./${language}/${surface}.json`)) as { default: Catalogue };
    return module.default;
  });
  return compileCatalogues(language, await Promise.all(catalogues));
}
