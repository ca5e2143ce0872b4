import { type Browser, browser } from 'wxt/browser';
import type { PanelRequest } from '../model/panel.ts';

/*
 * The side panel: Chromium's `sidePanel`, Firefox's sidebar; a tab where a browser has neither, or does
 * not let it be opened at this moment. What it shall show lies in the session's storage, one item a
 * window, because the panel may be open already, or on its way.
 */

/** Built file of entrypoints/sidepanel. */
const PAGE = '/sidepanel.html';

/** Firefox's part of the API, which the types of Chromium lack. */
interface Sidebar {
  open(): Promise<void>;
  isOpen(details: { windowId: number }): Promise<boolean>;
}

const sidebar = (browser as unknown as { sidebarAction?: Sidebar }).sidebarAction;

interface Asked {
  readonly request: PanelRequest;
  /** Another one each time: asking twice for the same is a wish, too. */
  readonly id: string;
}

/**
 * Shows something in the side panel of a window, and opens it there. Call it straight from what the reader
 * did, before anything is awaited: browsers open a panel at no other moment.
 *
 * @param wanted May take a moment to be known.
 * @param mayOpenTab Whether a tab may take the panel's place where it cannot be opened; asked only then.
 * @returns whether anything was opened, or the panel was open.
 */
export async function showInPanel(
  windowId: number,
  wanted: PanelRequest | Promise<PanelRequest>,
  mayOpenTab: () => boolean | Promise<boolean> = () => true,
): Promise<boolean> {
  const ask = (request: PanelRequest) => {
    const asked: Asked = { request, id: crypto.randomUUID() };
    return browser.storage.session.set({ [keyOf(windowId)]: asked });
  };
  // Said before the panel opens where it is known: a popup closes then, and what it says later is lost.
  const asking = wanted instanceof Promise ? wanted.then(ask) : ask(wanted);
  const opening = openPanel(windowId);
  const [request] = await Promise.all([wanted, asking]);
  if (await opening) return true;
  // Firefox opens no sidebar for a click in a page, but one that is open has heard already.
  if (await sidebar?.isOpen({ windowId })) return true;
  if (!(await mayOpenTab())) return false;
  await showInTab(panelPath(request), windowId);
  return true;
}

/**
 * Shows what a tooltip leads to. A page may have written that wish without a reader's click: it
 * opens a tab only from in front of the reader, and one at a time.
 *
 * @param tab The page's own.
 */
export async function showForPage(
  { id, windowId }: Pick<Browser.tabs.Tab, 'id' | 'windowId'>,
  wanted: PanelRequest,
): Promise<void> {
  await showInPanel(windowId, wanted, async () => {
    const [front] = await browser.tabs.query({ active: true, windowId });
    return front !== undefined && front.id === id;
  });
}

/** One tab a window stands in for the panel, as the panel would be one. */
async function showInTab(path: ReturnType<typeof panelPath>, windowId: number): Promise<void> {
  const url = browser.runtime.getURL(path);
  const [open] = await browser.tabs.query({ url: `${browser.runtime.getURL(PAGE)}*`, windowId });
  if (open?.id === undefined) await browser.tabs.create({ url, windowId });
  else await browser.tabs.update(open.id, { url, active: true });
}

/** @returns whether it is open now. */
async function openPanel(windowId: number): Promise<boolean> {
  try {
    if (sidebar) await sidebar.open();
    else if (browser.sidePanel) await browser.sidePanel.open({ windowId });
    else return false;
    return true;
  } catch {
    // Neither browser has a code for "not now"; every cause means the same here.
    return false;
  }
}

/** Path of a tab that shows what the panel would. */
export function panelPath(request: PanelRequest): `/sidepanel.html?${string}` {
  const parameters = new URLSearchParams({ show: request.kind });
  if (request.kind === 'dossier') {
    parameters.set('entity', request.target.id);
    parameters.set('name', request.target.name);
  } else if (request.kind === 'look-up') parameters.set('text', request.text);
  return `${PAGE}?${parameters}`;
}

/** What a tab was opened to show. @returns undefined in the panel itself. @param search `location.search`. */
export function readPanelPath(search: string): PanelRequest | undefined {
  const parameters = new URLSearchParams(search);
  const [id, text] = [parameters.get('entity'), parameters.get('text')];
  switch (parameters.get('show')) {
    case 'dossier':
      return id ? { kind: 'dossier', target: { id, name: parameters.get('name') ?? id } } : undefined;
    case 'look-up':
      return text ? { kind: 'look-up', text } : undefined;
    case 'open':
      return { kind: 'open' };
    default:
      return undefined;
  }
}

/**
 * Calls back with what the panel of a window was last asked to show, and whenever it is asked for
 * something.
 *
 * @returns stops watching.
 */
export function watchPanel(windowId: number, onRequest: (request: PanelRequest) => void): () => void {
  const key = keyOf(windowId);
  const { session } = browser.storage;
  let isFirst = true;
  const tell = (asked: unknown) => {
    isFirst = false;
    if (asked) onRequest((asked as Asked).request);
  };
  const listener = ({ [key]: change }: Record<string, Browser.storage.StorageChange>) => {
    if (change) tell(change.newValue);
  };
  session.onChanged.addListener(listener);
  session.get(key).then(({ [key]: asked }) => {
    // A request that came meanwhile is the newer one.
    if (isFirst) tell(asked);
  }, console.error);
  return () => session.onChanged.removeListener(listener);
}

function keyOf(windowId: number): string {
  return `panel-${windowId}`;
}
