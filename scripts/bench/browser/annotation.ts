import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { shuffle } from '../../random.ts';
import { findMark } from './hover.ts';
import type { PageServer } from './page-server.ts';
import type { QuietChromium, QuietTab } from './quiet-chromium.ts';
import type { SavedPage } from './saved-pages.ts';

/** What marking one page cost its main thread; times are the thread's own CPU time in milliseconds. */
export interface PageCost {
  /** Everything that the thread did, from the page at rest to the page at rest again. */
  readonly threadMs: number;
  /** Layout and style. */
  readonly layoutMs: number;
  readonly marks: number;
  /** Mutation records that the page's own observer saw, and the sum of its layout shifts. */
  readonly mutations: number;
  readonly layoutShift: number;
  /** Height of the document after minus before, in CSS pixels. */
  readonly growthPx: number;
}

export interface AnnotationResult {
  readonly page: string;
  /** Code units of the page's visible text. */
  readonly textLength: number;
  readonly costs: Readonly<Record<Way, PageCost>>;
  /**
   * What it adds that the pointer nears a mark and the tooltip's script comes, in milliseconds of the thread's
   * own time. Missing where no mark can be pointed at.
   */
  readonly tooltipMs?: number | undefined;
}

export const WAYS = ['factmark', 'markJs', 'markJsPlain'] as const;
export type Way = (typeof WAYS)[number];

export interface AnnotationSetting {
  readonly browser: QuietChromium;
  /** A page of the extension. */
  readonly extensionTab: QuietTab;
  readonly server: PageServer;
  /** What mark.js has to mark. */
  readonly names: readonly string[];
}

/** How long a page is left alone before it counts as at rest, in milliseconds. */
const REST_MS = 400;
/** Work that comes in a burst is over when this long nothing happened, in milliseconds. */
const QUIET_MS = 400;
const MOST_QUIET_ROUNDS = 30;

/**
 * `markJs` marks whole names whatever their accents, which is its default and what the extension does.
 * `markJsPlain` does without the accents: the least work that it can be asked for.
 */
export const MARK_JS_OPTIONS: Record<Exclude<Way, 'factmark'>, object> = {
  markJs: { accuracy: 'exactly', separateWordSearch: false },
  markJsPlain: { accuracy: 'exactly', separateWordSearch: false, diacritics: false },
};

export const MARK_JS = readFileSync(
  createRequire(import.meta.url).resolve('mark.js/dist/mark.min.js'),
  'utf8',
);

interface Metrics {
  readonly ThreadTime: number;
  readonly ScriptDuration: number;
  readonly LayoutDuration: number;
  readonly RecalcStyleDuration: number;
}

/**
 * Marks one page with the extension and with mark.js, each on a copy of its own that has come to rest, in
 * an order that changes from page to page.
 *
 * The extension's script must not be registered ({@link unregisterScripts}): it is injected by the same
 * request that the popup makes, so that what it costs can be told from what the page costs.
 */
export async function measurePage(
  setting: AnnotationSetting,
  page: SavedPage,
  turn: number,
): Promise<AnnotationResult> {
  const costs: Partial<Record<Way, PageCost>> = {};
  let textLength = 0;
  let tooltipMs: number | undefined;
  for (const way of shuffle(WAYS, turn)) {
    const tab = await setting.browser.openTab();
    try {
      await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
      await tab.goto(setting.server.url(page));
      if (way !== 'factmark') await tab.evaluateSource(`${MARK_JS}\n;undefined`);
      textLength = await tab.evaluate(observePage);
      await sleep(REST_MS);
      costs[way] = await measureCost(tab, () =>
        way === 'factmark'
          ? annotate(setting, tab)
          : tab.evaluate(markWithMarkJs, setting.names, MARK_JS_OPTIONS[way]),
      );
      if (way === 'factmark') tooltipMs = await measureTooltipScript(tab);
    } finally {
      await tab.close();
    }
  }
  return { page: page.id, textLength, costs: costs as Record<Way, PageCost>, tooltipMs };
}

/** Passes over a mark of a page at rest, too fast for its tooltip to open. */
async function measureTooltipScript(tab: QuietTab): Promise<number | undefined> {
  const point = await tab.evaluate(findMark);
  if (!point) return undefined;
  // To scroll to it costs the page something, too.
  await waitForRest(tab);
  const { threadMs } = await measureCost(tab, async () => {
    await tab.movePointer(point.x, point.y);
    await tab.movePointer(1, 1);
  });
  return threadMs;
}

/** Content scripts as the browser lists them. */
export type RegisteredScripts = readonly object[];

/** Leaves pages that are opened from now on without content scripts. @returns those that there were. */
export async function unregisterScripts(extensionTab: QuietTab): Promise<RegisteredScripts> {
  return (await extensionTab.evaluateSource(
    `chrome.scripting.getRegisteredContentScripts()
      .then((scripts) => chrome.scripting.unregisterContentScripts().then(() => scripts))`,
  )) as RegisteredScripts;
}

export async function registerScripts(extensionTab: QuietTab, scripts: RegisteredScripts): Promise<void> {
  await extensionTab.evaluateSource(`chrome.scripting.registerContentScripts(${JSON.stringify(scripts)})`);
}

/** Starts the content script in a tab. */
export async function annotate({ browser, extensionTab }: AnnotationSetting, tab: QuietTab): Promise<void> {
  // To ask the page itself would cost its thread something.
  const url = await browser.readUrl(tab);
  await extensionTab.evaluateSource(
    `chrome.tabs.query({ url: ${JSON.stringify(url)} })
      .then((tabs) => chrome.runtime.sendMessage({ type: 'annotate-tab', tabId: tabs[0].id }))`,
  );
}

/** What an act costs the page's main thread until it rests. */
export async function measureCost(tab: QuietTab, act: () => Promise<unknown>): Promise<PageCost> {
  const first = await readMetrics(tab);
  await sleep(QUIET_MS);
  const before = await readMetrics(tab);
  const start = performance.now();
  await act();
  await waitForRest(tab);
  const elapsed = performance.now() - start;
  const after = await readMetrics(tab);
  const difference = (read: (metrics: Metrics) => number) => {
    // A page at rest still does a little; that is not the marking's.
    const idle = ((read(before) - read(first)) / QUIET_MS) * elapsed;
    return (read(after) - read(before)) * 1_000 - idle * 1_000;
  };
  return {
    threadMs: difference(({ ThreadTime }) => ThreadTime),
    layoutMs: difference(({ LayoutDuration, RecalcStyleDuration }) => LayoutDuration + RecalcStyleDuration),
    ...(await tab.evaluate(readObservations)),
  };
}

export async function readMetrics(tab: QuietTab): Promise<Metrics> {
  const { metrics } = await tab.send<{ metrics: { name: string; value: number }[] }>(
    'Performance.getMetrics',
  );
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value])) as unknown as Metrics;
}

/** Waits until the page runs no script of its own or ours for a while. */
export async function waitForRest(tab: QuietTab): Promise<void> {
  let known = Number.NaN;
  for (let round = 0; round < MOST_QUIET_ROUNDS; round++) {
    await sleep(QUIET_MS);
    const { ScriptDuration } = await readMetrics(tab);
    // Asking takes a fraction of a millisecond of script itself.
    if (ScriptDuration - known < 0.0005) return;
    known = ScriptDuration;
  }
}

interface Observed {
  observer: MutationObserver;
  mutations: number;
  layoutShift: number;
  height: number;
}

/** Runs in the page: has it note what happens to it from now on. @returns the length of its text. */
export function observePage(): number {
  const observed = {
    mutations: 0,
    layoutShift: 0,
    height: document.documentElement.scrollHeight,
  } as Observed;
  observed.observer = new MutationObserver((records) => {
    observed.mutations += records.length;
  });
  observed.observer.observe(document, {
    childList: true,
    characterData: true,
    attributes: true,
    subtree: true,
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      observed.layoutShift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift' });
  (globalThis as unknown as { observed: Observed }).observed = observed;
  return document.body.innerText.length;
}

/** Runs in the page. */
function readObservations(): Pick<PageCost, 'marks' | 'mutations' | 'layoutShift' | 'growthPx'> {
  const { observer, mutations, layoutShift, height } = (globalThis as unknown as { observed: Observed })
    .observed;
  let marks = document.querySelectorAll('mark[data-markjs]').length;
  for (const ranges of CSS.highlights.values()) marks += ranges.size;
  return {
    marks,
    mutations: mutations + observer.takeRecords().length,
    layoutShift,
    growthPx: document.documentElement.scrollHeight - height,
  };
}

/** Runs in the page, after mark.js. */
export function markWithMarkJs(names: readonly string[], options: object): Promise<void> {
  const { Mark } = globalThis as unknown as {
    Mark: new (root: Node) => { mark(names: readonly string[], options: object): void };
  };
  return new Promise((resolve) => {
    new Mark(document.body).mark(names, { ...options, done: () => resolve() });
  });
}
