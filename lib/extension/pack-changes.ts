import { browser } from 'wxt/browser';
import type { ExtensionRequest } from '../model/messages.ts';
import { readExtensionRequest } from './requests.ts';
import { isFromExtension, type MessageSender } from './senders.ts';

const PACKS_CHANGED: ExtensionRequest = { type: 'packs-changed' };

/** Background → the extension's own pages: the installed packs are others now. With no page open, nobody hears. */
export async function tellPagesPacksChanged(): Promise<void> {
  await browser.runtime.sendMessage(PACKS_CHANGED).catch(() => undefined);
}

/**
 * Calls back when another part of the extension has changed the installed packs: the background, or
 * another window.
 *
 * @returns ends the watch.
 */
export function watchPackChanges(onChange: () => void): () => void {
  const onMessage = (message: unknown, sender: MessageSender) => {
    if (!isFromExtension(sender)) return;
    if (readExtensionRequest(message)?.type === PACKS_CHANGED.type) onChange();
  };
  browser.runtime.onMessage.addListener(onMessage);
  return () => browser.runtime.onMessage.removeListener(onMessage);
}
