import { type Browser, browser } from 'wxt/browser';

/** Longest text that is looked up, in UTF-16 code units: names are shorter, and a selected page is no name. */
export const MAX_LOOK_UP_LENGTH = 200;

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

/** What is selected in a tab, and in which of its frames. */
export interface Selected {
  readonly text: string;
  readonly frameId: number;
}

/** Calls back, without a pause, when the item is chosen. */
export function onLookUpInMenu(lookUp: (selection: Selected, tab: Browser.tabs.Tab) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '', frameId = 0 }, tab) => {
    const text = toLookUpText(selectionText);
    if (menuItemId === MENU_ITEM && tab && text !== '') lookUp({ text, frameId }, tab);
  });
}

/**
 * The text that is selected in a tab, in whatever frame has the focus.
 *
 * @returns undefined where nothing is selected, or where no extension may look.
 */
export async function readSelection(tabId: number): Promise<Selected | undefined> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => (document.hasFocus() ? String(getSelection()) : ''),
    });
    // A frame's page has the focus with it: the innermost that has something selected is meant.
    return results
      .map(({ result, frameId }) => ({ text: toLookUpText(result ?? ''), frameId }))
      .findLast(({ text }) => text !== '');
  } catch {
    return undefined;
  }
}

/** A selection in one line and no longer than a name may be; a possessive ending belongs to the sentence. */
export function toLookUpText(selection: string): string {
  return selection
    .slice(0, 4 * MAX_LOOK_UP_LENGTH)
    .replace(/[\u00ad\u200b]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '')
    .replace(/['’]s$/u, '')
    .slice(0, MAX_LOOK_UP_LENGTH)
    .trim();
}
