import { browser } from 'wxt/browser';

/** What the browser, which no page can make lie, says of who sent a message. */
export interface MessageSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly tab?: unknown;
}

/**
 * Whether a message comes from a page of the extension or its background. A content script has the
 * extension's id, too, but the address of the page that it runs in, which may have taken it over.
 */
export function isFromExtension({ id, url }: MessageSender): boolean {
  return id === browser.runtime.id && isExtensionUrl(url);
}

/** Whether a message comes from the background, or from a page of ours that lies in no tab. */
export function isFromBackground(sender: MessageSender): boolean {
  return isFromExtension(sender) && sender.tab === undefined;
}

export function isExtensionUrl(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL('/')) ?? false;
}
