import { readSettings, watchSettings } from '../../lib/extension/settings.ts';
import { chooseLanguage, loadMessages } from '../../lib/locale/languages.ts';
import type { Surface } from '../../lib/locale/surfaces.ts';
import { createTranslator, type Translator } from '../../lib/locale/translator.ts';
import type { Language } from '../../lib/model/settings.ts';

/**
 * Draws a page of the extension in the reader's language, and draws it again when the reader chooses another.
 * The page itself stays: loading it again would end an import that runs in it, and lose what was typed.
 *
 * @returns once it is drawn for the first time.
 */
export async function drawInLanguage(
  surfaces: readonly Surface[],
  draw: (translator: Translator) => void,
): Promise<void> {
  let wanted: Language | undefined;
  const show = async (language: Language) => {
    if (language === wanted) return;
    wanted = language;
    const messages = await loadMessages(language, surfaces);
    // Another may have been chosen while the words of this one were on their way.
    if (language === wanted) draw(createTranslator(messages));
  };
  // Most readers keep the browser's language: its words load while the settings are read.
  loadMessages(chooseLanguage('auto', navigator.languages), surfaces).catch(() => {});
  watchSettings(({ language }) => {
    show(chooseLanguage(language, navigator.languages)).catch(console.error);
  });
  const { language } = await readSettings();
  await show(chooseLanguage(language, navigator.languages));
}
