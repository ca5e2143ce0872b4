import { browser } from 'wxt/browser';

const PAGE = '/welcome.html';

/**
 * Shows the page of the first run right after the installation, unless sites may be read already: then
 * somebody has set the browser up for its reader. Call it while the background starts.
 */
export function keepWelcome(report: (error: unknown) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') show().catch(report);
  });
}

async function show(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  if (origins.length === 0) await browser.tabs.create({ url: browser.runtime.getURL(PAGE) });
}
