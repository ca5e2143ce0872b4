import { browser } from 'wxt/browser';

/** Commands that the manifest names, in the order in which they are listed. */
export const COMMANDS = [
  '_execute_action',
  'look-up',
  'open-panel',
  'next-mention',
  'previous-mention',
  'open-mention',
  'pin-tooltip',
  'close-tooltip',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export interface Shortcut {
  readonly command: CommandName;
  /** Keys as the browser writes them, e.g. "Alt+Shift+F"; empty where none are set. */
  readonly keys: string;
}

/** The shortcuts that hold now: the reader may have changed them, and another extension may have been quicker. */
export async function readShortcuts(): Promise<readonly Shortcut[]> {
  const all = await browser.commands.getAll();
  return COMMANDS.map((command) => ({
    command,
    keys: all.find(({ name }) => name === command)?.shortcut ?? '',
  }));
}

/** Opens the browser's own page for shortcuts: no extension may set them. */
export async function openShortcutSettings(): Promise<void> {
  const { openShortcutSettings: open } = browser.commands as { openShortcutSettings?: () => Promise<void> };
  if (open) await open.call(browser.commands);
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
