import { browser } from 'wxt/browser';
import type { ViewerRequest } from '../model/messages.ts';

/** Built file of entrypoints/pdf. */
const PAGE = '/pdf.html';

/** Address of our viewer for a PDF; without one, the reader is asked for a file. */
export function viewerAddressOf(pdf?: string): string {
  const page = browser.runtime.getURL(PAGE);
  return pdf === undefined ? page : `${page}?${new URLSearchParams({ url: pdf })}`;
}

/** Address of the PDF that a page of ours shows; any other page's own. */
export function shownAddressOf(page: string): string {
  if (!page.startsWith(browser.runtime.getURL(PAGE))) return page;
  return new URL(page).searchParams.get('url') ?? '';
}

/** Has the viewer, or the first-run page, in a tab start the tooltip's script, which no other script can put there. */
export async function loadTooltipInViewer(tabId: number): Promise<void> {
  await browser.tabs.sendMessage(tabId, { type: 'load-tooltip' } satisfies ViewerRequest);
}
