import { type Browser, browser } from 'wxt/browser';
import { lookUpInPage } from '../../lib/extension/content-scripts.ts';
import { showInPanel } from '../../lib/extension/panel.ts';
import { onLookUpInMenu, readSelection, type Selected } from '../../lib/extension/selection.ts';
import type { PanelRequest } from '../../lib/model/panel.ts';

/**
 * Shows what is known about a selected text, in its page or, where no extension may show anything, in the side
 * panel; and opens the panel at its command. The background's part, to be called while it starts.
 */
export function keepPanel(report: (error: unknown) => void): void {
  onLookUpInMenu((selected, tab) => {
    lookUp(tab, selected).catch(report);
  });

  browser.commands.onCommand.addListener((command: string, tab?: Browser.tabs.Tab) => {
    if (tab?.windowId === undefined) return;
    if (command === 'open-panel') showInPanel(tab.windowId, { kind: 'open' }).catch(report);
    if (command === 'look-up')
      lookUp(tab, tab.id === undefined ? undefined : readSelection(tab.id)).catch(report);
  });
}

async function lookUp(
  tab: Browser.tabs.Tab,
  wanted: Selected | undefined | Promise<Selected | undefined>,
): Promise<void> {
  // The panel opens at once, as it must; what it shall show comes when the page has told.
  if (!takesScripts(tab)) {
    await showInPanel(tab.windowId, Promise.resolve(wanted).then(toRequest));
    return;
  }
  const selected = await wanted;
  const isShown = selected && (await lookUpInPage(tab.id as number, selected.frameId, selected.text));
  if (!isShown) await showInPanel(tab.windowId, toRequest(selected));
}

/** Whether a page is one of the web, as far as can be told without a pause: the reader's command lets its address be seen. */
function takesScripts({ id, url = '' }: Browser.tabs.Tab): boolean {
  return id !== undefined && /^https?:/.test(url) && !/\.pdf$/i.test(url.replace(/[?#].*/, ''));
}

function toRequest(selected: Selected | undefined): PanelRequest {
  return selected ? { kind: 'look-up', text: selected.text } : { kind: 'open' };
}
