import { browser } from 'wxt/browser';
import { watchPackChanges } from '../../lib/extension/pack-changes.ts';
import { readViewerRequest } from '../../lib/extension/requests.ts';
import { isFromBackground, type MessageSender } from '../../lib/extension/senders.ts';
import { openFacts } from '../shared/open-facts.ts';

/**
 * Marks this page as any page is marked, by the same scripts: what the reader tries here is the thing
 * itself. Only the background cannot put scripts into a page of the extension, so they are loaded here.
 */
export async function markSample(): Promise<void> {
  browser.runtime.onMessage.addListener(hearBackground);
  await waitForPacks();
  await loadScript('/content-script.js');
}

/** The tooltip's script is needed once somebody points at a mark, and the background says when. */
function hearBackground(message: unknown, sender: MessageSender): void {
  if (!isFromBackground(sender) || !readViewerRequest(message)) return;
  browser.runtime.onMessage.removeListener(hearBackground);
  loadScript('/tooltip.js').catch(console.error);
}

/** At the first run the sample pack is on its way into the store. */
async function waitForPacks(): Promise<void> {
  const store = await openFacts();
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      store.packs().then((packs) => {
        if (packs.length === 0) return;
        stop();
        resolve();
      }, reject);
    };
    const stop = watchPackChanges(look);
    look();
  });
}

function loadScript(path: string): Promise<void> {
  const script = document.createElement('script');
  script.src = path;
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${path} could not be loaded`)));
    document.head.append(script);
  });
}
