import { type Browser, browser } from 'wxt/browser';
import { showInPanel } from '../../lib/extension/panel.ts';

/** Opens the side panel at its command: the background's part, to be called while it starts. */
export function keepPanel(report: (error: unknown) => void): void {
  browser.commands.onCommand.addListener((command: string, tab?: Browser.tabs.Tab) => {
    if (command !== 'open-panel' || tab?.windowId === undefined) return;
    showInPanel(tab.windowId, { kind: 'open' }).catch(report);
  });
}
