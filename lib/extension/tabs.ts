import { browser } from 'wxt/browser';
import type { ExtensionRequest, MentionList, TabRequest } from '../model/messages.ts';
import { readMentionList } from './requests.ts';

export interface ActiveTab {
  readonly tabId: number;
  /** Empty where the browser keeps it from us. */
  readonly url: string;
}

/** What one frame of a tab mentions. */
export interface FrameMentions extends MentionList {
  readonly frameId: number;
}

/** The tab in front of the reader. */
export async function findActiveTab(): Promise<ActiveTab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { tabId: tab.id, url: tab.url ?? '' };
}

/**
 * Asks every frame of a tab which entities it mentions. Frames are found by running nothing in them:
 * the result of an empty script names them all, and needs no further permission.
 *
 * @returns answers of the frames where the content script runs; empty where it runs in none.
 */
export async function listMentions(tabId: number): Promise<FrameMentions[]> {
  const frameIds = await findFrames(tabId);
  const answers = await Promise.all(
    frameIds.map(async (frameId): Promise<FrameMentions | undefined> => {
      const list = readMentionList(await askFrame(tabId, frameId, { type: 'list-mentions' }));
      return list && { ...list, frameId };
    }),
  );
  return answers.filter((answer) => answer !== undefined);
}

/**
 * Scrolls to a mention and opens its facts.
 *
 * @param occurrence 0-based, within the frame.
 */
export async function jumpToMention(
  tabId: number,
  frameId: number,
  entityId: string,
  occurrence: number,
): Promise<void> {
  await askFrame(tabId, frameId, { type: 'jump-to', entityId, occurrence });
}

/** Marks the names of a tab: once through activeTab, or because its site was just granted. */
export async function annotateTab(tabId: number): Promise<void> {
  await tellBackground({ type: 'annotate-tab', tabId });
}

export async function announcePacksChanged(): Promise<void> {
  await tellBackground({ type: 'packs-changed' });
}

/** Tells the content scripts of every tab; those without one stay silent. Wakes no background. */
export async function tellAllTabs(request: TabRequest): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id !== undefined) await tellTab(id, request);
    }),
  );
}

/** No frame id: the message reaches every frame. A tab without our script refuses it, which is fine. */
async function tellTab(tabId: number, request: TabRequest): Promise<void> {
  await browser.tabs.sendMessage(tabId, request).catch(() => undefined);
}

/** Moves the reader to the next or previous mention of the tab's top frame, or the one at hand, and opens its facts. */
export async function stepMention(tabId: number, direction: 1 | -1 | 0): Promise<void> {
  await askFrame(tabId, 0, { type: 'step', direction });
}

/** Pins or closes the tooltip that is open in whichever frame of a tab. */
export async function commandTooltip(tabId: number, type: 'pin' | 'close'): Promise<void> {
  await tellTab(tabId, { type });
}

async function tellBackground(request: ExtensionRequest): Promise<void> {
  await browser.runtime.sendMessage(request);
}

async function findFrames(tabId: number): Promise<number[]> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => true,
    });
    return results.map((result) => result.frameId);
  } catch {
    // No access to the tab, or a page where extensions may not go: no frame of it answers.
    return [];
  }
}

/** @returns what was answered, which the page may have written. */
async function askFrame(tabId: number, frameId: number, request: TabRequest): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tabId, request, { frameId });
  } catch {
    // Nobody listens there: the content script is off, still on its way, or the frame is gone.
    return undefined;
  }
}
