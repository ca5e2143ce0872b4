import { type AnnotationSetting, annotate, waitForRest } from './annotation.ts';
import type { QuietTab } from './quiet-chromium.ts';
import type { SavedPage } from './saved-pages.ts';

/** A page's longest task in which the extension's script ran, in milliseconds. */
export interface LongestSlice {
  readonly page: string;
  /** The thread's own time. */
  readonly cpuMs: number;
  /** By the clock, with whatever else the machine did meanwhile. */
  readonly wallMs: number;
  /** Tasks in which the script ran. */
  readonly tasks: number;
}

/** An event of a trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'disabled-by-default-v8.compile',
];

/** Records a trace while the extension marks the page, and finds the longest task of its script. */
export async function measureLongestSlice(
  setting: AnnotationSetting,
  page: SavedPage,
): Promise<LongestSlice> {
  const { browser } = setting;
  const tab = await browser.openTab(setting.server.url(page));
  try {
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    const events = await trace(setting, tab);
    return { page: page.id, ...findLongestSlice(events, browser.extensionOrigin) };
  } finally {
    await tab.close();
  }
}

async function trace(setting: AnnotationSetting, tab: QuietTab): Promise<TraceEvent[]> {
  const { pipe } = setting.browser;
  const events: TraceEvent[] = [];
  const offData = pipe.on<{ value: TraceEvent[] }>('Tracing.dataCollected', undefined, ({ value }) => {
    for (const event of value) events.push(event);
  });
  await pipe.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await annotate(setting, tab);
  await waitForRest(tab);
  await new Promise<void>((resolve, reject) => {
    const offDone = pipe.on('Tracing.tracingComplete', undefined, () => {
      offDone();
      resolve();
    });
    pipe.send('Tracing.end').catch(reject);
  });
  offData();
  return events;
}

export function findLongestSlice(
  events: readonly TraceEvent[],
  extensionOrigin: string,
): Omit<LongestSlice, 'page'> {
  const ours = events.filter(
    ({ args }) => args?.data?.url?.startsWith(`${extensionOrigin}/content-script`) ?? false,
  );
  const threads = new Set(ours.map(threadOf));
  const tasks = events.filter(
    (event) =>
      event.name === 'RunTask' &&
      threads.has(threadOf(event)) &&
      ours.some((one) => threadOf(one) === threadOf(event) && isWithin(one, event)),
  );
  return {
    cpuMs: Math.max(0, ...tasks.map(({ tdur, dur = 0 }) => (tdur ?? dur) / 1_000)),
    wallMs: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1_000)),
    tasks: tasks.length,
  };
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}

function isWithin(inner: TraceEvent, outer: TraceEvent): boolean {
  return outer.ts <= inner.ts && inner.ts < outer.ts + (outer.dur ?? 0);
}
