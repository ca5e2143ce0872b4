import { type Browser, browser } from 'wxt/browser';
import { showInPanel } from '../../lib/extension/panel.ts';
import { onLookUpInMenu, readSelection } from '../../lib/extension/selection.ts';
import type { PanelRequest } from '../../lib/model/panel.ts';

/**
 * Opens the side panel at its command, and with what is known about a selected text: the background's
 * part, to be called while it starts.
 */
export function keepPanel(report: (error: unknown) => void): void {
  onLookUpInMenu((text, { windowId }) => {
    showInPanel(windowId, { kind: 'look-up', text }).catch(report);
  });

  browser.commands.onCommand.addListener((command: string, tab?: Browser.tabs.Tab) => {
    if (tab?.windowId === undefined) return;
    if (command === 'open-panel') showInPanel(tab.windowId, { kind: 'open' }).catch(report);
    // The panel opens at once, as it must; what it shall show comes when the page has told.
    if (command === 'look-up') showInPanel(tab.windowId, selectionOf(tab)).catch(report);
  });
}

async function selectionOf({ id }: Browser.tabs.Tab): Promise<PanelRequest> {
  const text = id === undefined ? '' : await readSelection(id);
  return text === '' ? { kind: 'open' } : { kind: 'look-up', text };
}
