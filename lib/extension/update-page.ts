import { browser } from 'wxt/browser';
import type { ExtensionRequest, UpdateRequest } from '../model/messages.ts';
import type { UpdateOutcome, UpdateTarget, Validators } from '../model/subscription.ts';
import { readUpdateRequest } from './requests.ts';
import { isFromBackground } from './senders.ts';

/*
 * Where packs are updated while no page of the extension is open. The background may end after 30
 * seconds, and has to answer pages meanwhile; the work is done in a worker of a page that nobody sees:
 * an offscreen document in Chromium, a frame of the background's own document in Firefox.
 */

const PAGE = '/updates.html';

/** The page says so often that it still works; either browser takes that for a reason to go on. */
const HEARTBEAT_MS = 10_000;

const GOES_ON: ExtensionRequest = { type: 'update-goes-on' };

interface UpdateAnswer {
  readonly outcome: UpdateOutcome;
  readonly validators?: Validators | undefined;
}

/** Opens the page, unless it is open. */
export async function openUpdatePage(): Promise<void> {
  // Firefox has no offscreen documents, but a background with a document.
  if (!('offscreen' in browser)) return openFrame();
  const open = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (open.length > 0) return;
  await browser.offscreen.createDocument({
    url: PAGE,
    reasons: ['WORKERS'],
    justification: 'Checks and stores newer versions of fact packs that you subscribed to.',
  });
}

export async function closeUpdatePage(): Promise<void> {
  if ('offscreen' in browser) await browser.offscreen.closeDocument();
  else document.querySelector('iframe')?.remove();
}

function openFrame(): Promise<void> {
  if (document.querySelector('iframe')) return Promise.resolve();
  const frame = document.createElement('iframe');
  frame.src = PAGE;
  return new Promise((resolve, reject) => {
    frame.addEventListener('load', () => resolve());
    frame.addEventListener('error', () => reject(new Error(`${PAGE} could not be opened`)));
    document.body.append(frame);
  });
}

/** Has the open page look for a newer version. @throws Error if the page is gone. */
export async function updateInPage(target: UpdateTarget): Promise<UpdateAnswer> {
  const { packId, url, validators, isManaged, publicKey } = target;
  const subscription = { packId, url, validators, isManaged, publicKey };
  const request: UpdateRequest = { type: 'update-pack', subscription };
  return browser.runtime.sendMessage(request);
}

/** Answers the background, in the page. */
export function serveUpdates(update: (subscription: UpdateTarget) => Promise<UpdateAnswer>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const request = isFromBackground(sender) ? readUpdateRequest(message) : undefined;
    if (!request) return false;
    const beat = setInterval(() => {
      browser.runtime.sendMessage(GOES_ON).catch(() => undefined);
    }, HEARTBEAT_MS);
    update(request.subscription)
      .catch((error: unknown): UpdateAnswer => {
        console.error(error);
        return { outcome: { kind: 'failed', reason: 'unexpected' } };
      })
      .then((answer) => {
        clearInterval(beat);
        respond(answer);
      });
    return true;
  });
}
