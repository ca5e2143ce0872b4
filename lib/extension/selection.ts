import { type Browser, browser } from 'wxt/browser';

/** Longest text that is looked up, in UTF-16 code units: names are shorter, and a selected page is no name. */
const MAX_LENGTH = 200;

const MENU_ITEM = 'look-up';

/**
 * Puts the item into the menu of selected text. Call it at each installation, and when its words change:
 * browsers keep it until then.
 *
 * @param title "%s" stands for the selected text.
 */
export async function offerLookUpInMenu(title: string): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: MENU_ITEM,
    title,
    contexts: ['selection'],
  });
}

/** Calls back, without a pause, when the item is chosen. */
export function onLookUpInMenu(lookUp: (text: string, tab: Browser.tabs.Tab) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }, tab) => {
    const text = toLookUpText(selectionText);
    if (menuItemId === MENU_ITEM && tab && text !== '') lookUp(text, tab);
  });
}

/**
 * The text that is selected in a tab, in whatever frame has the focus.
 *
 * @returns '' where nothing is selected, or where no extension may look.
 */
export async function readSelection(tabId: number): Promise<string> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => (document.hasFocus() ? String(getSelection()) : ''),
    });
    // A frame's page has the focus with it: the innermost that has something selected is meant.
    return toLookUpText(
      results.map(({ result }) => result ?? '').findLast((text) => text.trim() !== '') ?? '',
    );
  } catch {
    return '';
  }
}

/** A selection in one line and no longer than a name may be; a possessive ending belongs to the sentence. */
export function toLookUpText(selection: string): string {
  return selection
    .slice(0, 4 * MAX_LENGTH)
    .replace(/[\u00ad\u200b]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '')
    .replace(/['’]s$/u, '')
    .slice(0, MAX_LENGTH)
    .trim();
}
