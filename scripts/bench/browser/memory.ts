import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AnnotationSetting, annotate, waitForRest } from './annotation.ts';
import type { QuietChromium, QuietTab } from './quiet-chromium.ts';
import type { SavedPage } from './saved-pages.ts';

/** What marking a page added to its tab, in bytes, after garbage was collected. */
export interface TabMemory {
  /** Heap of scripts, of the DOM's own objects, and buffers. */
  readonly heap: number;
  /** Private dirty memory of the tab's process; undefined where the system does not tell. */
  readonly process: number | undefined;
}

export interface BackgroundMemory {
  /** Heap of scripts and of the browser's objects. */
  readonly heap: number;
  /** Buffers, of which the gazetteer is by far the largest. */
  readonly buffers: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

/** Marks a page that is at rest and compares. The content script must not be registered. */
export async function measureTabMemory(setting: AnnotationSetting, page: SavedPage): Promise<TabMemory> {
  const tab = await setting.browser.openTab(setting.server.url(page));
  try {
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    const pid = await findProcess(setting.browser, tab);
    await sleep(500);
    await measureOnce(tab, pid);
    const before = await measureOnce(tab, pid);
    await annotate(setting, tab);
    await waitForRest(tab);
    const after = await measureOnce(tab, pid);
    return {
      heap: after.heap - before.heap,
      process:
        after.process === undefined || before.process === undefined
          ? undefined
          : after.process - before.process,
    };
  } finally {
    await tab.close();
  }
}

export async function measureBackgroundMemory(browser: QuietChromium): Promise<BackgroundMemory> {
  const background = await browser.attachToBackground();
  try {
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await readHeap(background);
    return { heap: usedSize + embedderHeapUsedSize, buffers: backingStorageSize };
  } finally {
    await background.detach();
  }
}

async function measureOnce(tab: QuietTab, pid: number | undefined): Promise<TabMemory> {
  return {
    heap: await measureHeap(tab),
    process: pid === undefined ? undefined : readPrivateDirty(pid),
  };
}

/** Bytes of the heap of scripts, of the browser's own objects and of buffers, after garbage was collected. */
export async function measureHeap(target: QuietTab): Promise<number> {
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await readHeap(target);
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

async function readHeap(tab: QuietTab): Promise<HeapUsage> {
  // Once may leave what only the first collection made unreachable.
  for (let round = 0; round < 2; round++) await tab.send('HeapProfiler.collectGarbage');
  return tab.send<HeapUsage>('Runtime.getHeapUsage');
}

/** The process that works while the tab is kept busy. */
async function findProcess(browser: QuietChromium, tab: QuietTab): Promise<number | undefined> {
  const before = await cpuTimes(browser);
  await tab.evaluateSource(
    '(() => { const end = performance.now() + 300; while (performance.now() < end); })()',
  );
  const after = await cpuTimes(browser);
  let busiest: { pid: number; spent: number } | undefined;
  for (const [pid, time] of after) {
    const spent = time - (before.get(pid) ?? 0);
    if (!busiest || spent > busiest.spent) busiest = { pid, spent };
  }
  return busiest?.pid;
}

async function cpuTimes(browser: QuietChromium): Promise<Map<number, number>> {
  const { processInfo } = await browser.pipe.send<{
    processInfo: { type: string; id: number; cpuTime: number }[];
  }>('SystemInfo.getProcessInfo');
  return new Map(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]),
  );
}

/** Linux tells it. */
function readPrivateDirty(pid: number): number | undefined {
  const file = `/proc/${pid}/smaps_rollup`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
}
