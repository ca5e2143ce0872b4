import { readSettings, watchSettings } from '../../lib/extension/settings.ts';
import { chooseLanguage, loadMessages } from '../../lib/locale/languages.ts';
import type { Surface } from '../../lib/locale/surfaces.ts';
import { createTranslator, type Translator } from '../../lib/locale/translator.ts';

/**
 * Words for a page of the extension in the reader's language. When the reader chooses another, the page
 * loads again: so rarely done, it needs no page that can change its language while it is used.
 */
export async function openTranslator(surfaces: readonly Surface[]): Promise<Translator> {
  // Most readers keep the browser's language: its words load while the settings are read.
  loadMessages(chooseLanguage('auto', navigator.languages), surfaces).catch(() => {});
  const { language } = await readSettings();
  watchSettings((settings) => {
    if (settings.language !== language) location.reload();
  });
  return createTranslator(await loadMessages(chooseLanguage(language, navigator.languages), surfaces));
}
