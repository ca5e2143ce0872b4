import { type Browser, browser } from 'wxt/browser';
import type { TabRequest } from '../model/messages.ts';
import { LOOK_UP_KEY } from '../model/messages.ts';
import { readPackOrigins, readPageOrigins } from './pack-access.ts';
import { shownAddressOf } from './pdf-viewer.ts';
import { isExtensionUrl } from './senders.ts';
import { hasAccessTo } from './site-access.ts';

/** Built file of entrypoints/page-begin.ts. */
const BEGIN_SCRIPT = '/page-begin.js';
/** Built file of entrypoints/content-script/index.ts. */
const CONTENT_SCRIPT = '/content-script.js';
/** Built file of entrypoints/tooltip.ts. */
const TOOLTIP_SCRIPT = '/tooltip.js';

/** Built file of entrypoints/look-up.ts. */
const LOOK_UP_SCRIPT = '/look-up.js';

/** What the reader's sites are registered with. */
const SCRIPTS = [
  {
    id: 'begin',
    js: [BEGIN_SCRIPT],
    // Frames come later than their page, and find the background awake.
    allFrames: false,
    runAt: 'document_start',
    persistAcrossSessions: true,
  },
  {
    id: 'marks',
    js: [CONTENT_SCRIPT],
    allFrames: true,
    // Frames that a page writes itself have no address of their own: they go with the page's.
    matchOriginAsFallback: true,
    runAt: 'document_end',
    persistAcrossSessions: true,
  },
] as const;

/**
 * Registers the content scripts for exactly the sites that the reader granted. Registered scripts
 * survive restarts and stay inert where access was revoked, but a list that says what it does is
 * easier to trust, so it follows the permissions.
 */
export function syncContentScripts(): Promise<void> {
  // One after the other: two that find none registered would both register, which is an error.
  syncing = syncing.catch(() => {}).then(registerScripts);
  return syncing;
}

let syncing: Promise<void> = Promise.resolve();

async function registerScripts(): Promise<void> {
  const origins = await readPageOrigins();
  const registered = new Set(
    (await browser.scripting.getRegisteredContentScripts()).map((script) => script.id),
  );
  if (origins.length === 0) {
    if (registered.size > 0) await browser.scripting.unregisterContentScripts();
    return;
  }
  const scripts = SCRIPTS.map((script) => ({ ...script, js: [...script.js], matches: origins }));
  const known = scripts.filter(({ id }) => registered.has(id));
  const missing = scripts.filter(({ id }) => !registered.has(id));
  if (known.length > 0) await browser.scripting.updateContentScripts(known);
  if (missing.length > 0) await browser.scripting.registerContentScripts(missing);
}

/**
 * Starts the content script in tabs that are open already: after an installation, and when access is
 * granted, the reader expects marks on the page at hand, not at the next visit.
 *
 * @param origins Match patterns, e.g. "https://example.org/*".
 */
export async function annotateOpenTabs(origins: readonly string[]): Promise<void> {
  const forPacks = await readPackOrigins();
  const url = origins.filter((pattern) => !forPacks.includes(pattern));
  if (url.length === 0) return;
  const tabs = await browser.tabs.query({ url });
  await Promise.all(tabs.map((tab) => (tab.id === undefined ? undefined : annotateTab(tab.id))));
}

/**
 * Starts the content script in one tab, through a granted site or activeTab.
 *
 * @returns False where the browser forbids it: its own pages, the extension store, a tab just closed.
 */
export async function annotateTab(tabId: number): Promise<boolean> {
  const target = { tabId, allFrames: true };
  try {
    // At once, because a frame whose address is a script that the page's policy forbids never ends to load, and
    // the browser waits for all frames together.
    // A world of its own takes a page's thread as long as our script itself: it comes in a task before that.
    await browser.scripting.executeScript({ target, func: () => undefined, injectImmediately: true });
    await browser.scripting.executeScript({ target, files: [CONTENT_SCRIPT], injectImmediately: true });
    return true;
  } catch {
    // The browsers word this refusal differently and offer no code; every cause means the same here.
    return false;
  }
}

/**
 * Shows in a frame what its selected text names: in any page that lets extensions in, marked or not, through
 * the access that a reader's command brings.
 *
 * @returns False where the browser forbids it.
 */
export async function lookUpInPage(tabId: number, frameId: number, text: string): Promise<boolean> {
  const target = { tabId, frameIds: [frameId] };
  try {
    await browser.scripting.executeScript({ target, files: [LOOK_UP_SCRIPT] });
    await browser.scripting.executeScript({
      target,
      func: (key, selected) => {
        (globalThis as unknown as Record<symbol, ((text: string) => void) | undefined>)[Symbol.for(key)]?.(
          selected,
        );
      },
      args: [LOOK_UP_KEY, text],
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends the content script wherever the reader has withdrawn access: what runs already would go on
 * reading. Tabs that were annotated once, through activeTab, end with them: the browser does not tell
 * the two apart, and of the two mistakes this one reads less. Tabs that stay may hold frames of a site that
 * was withdrawn, which nobody can list: all are asked to introduce themselves, for {@link endLostFrame}.
 */
export async function endWithoutAccess(): Promise<void> {
  const origins = await readPageOrigins();
  const [all, granted] = await Promise.all([
    browser.tabs.query({}),
    origins.length > 0 ? browser.tabs.query({ url: origins }) : [],
  ]);
  const keep = new Set(granted.map(({ id }) => id));
  await Promise.all(
    all.map(async ({ id, url = '' }) => {
      if (id === undefined) return;
      if (isExtensionUrl(url) && (await mayShow(shownAddressOf(url)))) return;
      const request: TabRequest = { type: keep.has(id) ? 'refresh' : 'end' };
      // Most tabs have no content script, and refuse the message.
      await browser.tabs.sendMessage(id, request).catch(() => undefined);
    }),
  );
}

/**
 * Ends the content script in a frame that introduces itself and is of another site than its page, if that
 * site may no longer be read. Frames of the page's own site, also those that it writes itself, go with the page.
 *
 * @returns whether it was ended.
 */
export async function endLostFrame(sender: Browser.runtime.MessageSender): Promise<boolean> {
  const { tab, frameId = 0, origin, url } = sender;
  const site = siteOf(origin) ?? siteOf(url);
  if (tab?.id === undefined || frameId === 0 || site === undefined || site === siteOf(tab.url)) return false;
  if (await hasAccessTo(site)) return false;
  const end: TabRequest = { type: 'end' };
  await browser.tabs.sendMessage(tab.id, end, { frameId }).catch(() => undefined);
  return true;
}

/** Origin of an address on the web; a frame without one of its own has `null` or none, by browser. */
function siteOf(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:/.test(address) ? new URL(address).origin : undefined;
}

/** Whether a page of ours may go on reading what it shows: nothing of a site, or something of one that is granted. */
async function mayShow(address: string): Promise<boolean> {
  return !/^https?:/.test(address) || hasAccessTo(address);
}

/**
 * Loads the tooltip into the isolated world of one frame; a page without mentions never pays for it.
 *
 * @throws Error if the page may be read and takes no script. A reader may have closed the tab or withdrawn
 * the access meanwhile, and a page takes its frames away when it likes, which is no error.
 */
export async function injectTooltip(tabId: number, frameId: number): Promise<void> {
  try {
    await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      files: [TOOLTIP_SCRIPT],
    });
  } catch (error) {
    if (frameId === 0 && (await isReadable(tabId))) throw error;
  }
}

/** Whether a tab is open and may be read: of others, browsers do not tell the address. */
async function isReadable(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    ({ url }) => url !== undefined,
    () => false,
  );
}
