import { browser } from 'wxt/browser';
import { hintInOmnibox } from '../../lib/extension/omnibox.ts';
import { offerLookUpInMenu } from '../../lib/extension/selection.ts';
import { readSettings, watchSettings } from '../../lib/extension/settings.ts';
import { readBackgroundMessages } from '../../lib/locale/background-messages.ts';
import { chooseLanguage } from '../../lib/locale/languages.ts';
import { createTranslator } from '../../lib/locale/translator.ts';
import type { Settings } from '../../lib/model/settings.ts';

/**
 * Has the browser's menu and address bar speak the language that the reader chose: the background's part, to
 * be called while it starts. Browsers keep the menu's words while the background sleeps, and forget the
 * address bar's.
 */
export function keepLanguage(report: (error: unknown) => void): void {
  /** Of the menu's words; undefined in a background that just woke and does not know. */
  let menuLanguage: string | undefined;
  let turns: Promise<unknown> = Promise.resolve();

  const open = (chosen: Settings['language']) => {
    const language = chooseLanguage(chosen, navigator.languages);
    return { language, ...createTranslator(readBackgroundMessages(language, ['sidepanel'])) };
  };
  const hint = (chosen: Settings['language']) => hintInOmnibox(open(chosen).t('sidepanel.omnibox.hint'));
  const offerMenu = (chosen: Settings['language']) => {
    const { language, t } = open(chosen);
    if (language === menuLanguage) return;
    menuLanguage = language;
    // One after the other: an item that is made twice is an error.
    turns = turns.then(() => offerLookUpInMenu(t('sidepanel.menu.lookUp'))).catch(report);
  };

  readSettings().then(({ language }) => hint(language), report);
  watchSettings(({ language }) => {
    hint(language);
    offerMenu(language);
  });
  browser.runtime.onInstalled.addListener(() => {
    // Browsers forget the menu at an update.
    menuLanguage = undefined;
    readSettings().then(({ language }) => offerMenu(language), report);
  });
}
