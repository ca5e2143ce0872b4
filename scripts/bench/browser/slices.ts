import { type AnnotationSetting, annotate, waitForRest } from './annotation.ts';
import type { QuietTab } from './quiet-chromium.ts';
import type { SavedPage } from './saved-pages.ts';
import { sum } from './statistics.ts';

/** What marking a page does in its thread, task by task. */
export interface PageSlices {
  readonly page: string;
  /** Each task in which a script ran, less what the browser drew in it: the thread's own time, milliseconds. */
  readonly cpuMs: readonly number[];
  /** The same by the clock, with whatever else the machine did meanwhile. */
  readonly wallMs: readonly number[];
  /** The longest that the browser took in one task to style, lay out and paint, of the thread's own time. */
  readonly drawingMs: number;
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

/** Scripts of any kind, and the making of the world that they run in. The saved pages run none of their own. */
const SCRIPT = /^(?:v8\.(?:compile|run|callFunction)|EvaluateScript|FunctionCall)$/;

/** What the browser does to show a page. In the middle of a script it is the script that waits for it. */
const DRAWING = /^(?:UpdateLayoutTree|Layout|PrePaint|Paint|Layerize|Commit)$/;

/** Records a trace while the extension marks the page. */
export async function measureSlices(setting: AnnotationSetting, page: SavedPage): Promise<PageSlices> {
  const { browser } = setting;
  const tab = await browser.openTab(setting.server.url(page));
  try {
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    const events = await trace(setting, tab);
    return { page: page.id, ...findSlices(events, browser.extensionOrigin) };
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

export function findSlices(events: readonly TraceEvent[], extensionOrigin: string): Omit<PageSlices, 'page'> {
  const ours = events.filter(
    ({ args }) => args?.data?.url?.startsWith(`${extensionOrigin}/content-script`) ?? false,
  );
  const threads = new Set(ours.map(threadOf));
  const inThread = events.filter((event) => threads.has(threadOf(event)));
  const tasks = inThread.filter(({ name }) => name === 'RunTask');
  const scripts = inThread.filter(({ name }) => SCRIPT.test(name));
  const drawings = inThread.filter(({ name }) => DRAWING.test(name));
  const isApart = (drawing: TraceEvent) =>
    !scripts.some((script) => isWithin(drawing, script)) &&
    !drawings.some((other) => other !== drawing && isWithin(drawing, other));
  const cpuMs: number[] = [];
  const wallMs: number[] = [];
  let drawingMs = 0;
  for (const task of tasks) {
    const drawn = drawings.filter((drawing) => isWithin(drawing, task) && isApart(drawing));
    drawingMs = Math.max(drawingMs, sum(drawn.map(cpuOf)));
    if (!scripts.some((script) => isWithin(script, task))) continue;
    cpuMs.push(cpuOf(task) - sum(drawn.map(cpuOf)));
    wallMs.push(((task.dur ?? 0) - sum(drawn.map(({ dur = 0 }) => dur))) / 1_000);
  }
  return { cpuMs, wallMs, drawingMs };
}

/** The thread's own time, milliseconds. */
function cpuOf({ tdur, dur = 0 }: TraceEvent): number {
  return (tdur ?? dur) / 1_000;
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}

function isWithin(inner: TraceEvent, outer: TraceEvent): boolean {
  return (
    threadOf(inner) === threadOf(outer) && outer.ts <= inner.ts && inner.ts < outer.ts + (outer.dur ?? 0)
  );
}
