import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../random.ts';
import {
  type AnnotationSetting,
  annotate,
  MARK_JS,
  MARK_JS_OPTIONS,
  markWithMarkJs,
  measureCost,
  observePage,
  readMetrics,
  waitForRest,
} from './annotation.ts';
import { measureHeap } from './memory.ts';
import type { QuietTab } from './quiet-chromium.ts';

export const GIANT_WAYS = ['alone', 'factmark', 'markJs'] as const;
export type GiantWay = (typeof GIANT_WAYS)[number];

/** What a generated page cost. */
export interface GiantCost {
  /** CPU time of the page's main thread: for a text, beyond that of the page at rest; for a page that changes, all of it. */
  readonly threadMs: number;
  /** Heaps and buffers afterwards, beyond those before, in bytes, garbage collected. */
  readonly heap: number;
  readonly marks: number;
}

export interface GiantResult {
  /** A row's title. */
  readonly page: string;
  readonly costs: Readonly<Record<GiantWay, GiantCost>>;
}

/** Characters of the generated texts. */
const TEXT_LENGTHS = [1_000_000, 10_000_000];
const CHURN_ROWS = 1_000;
/** 100,000 changes a minute, in steps that a page's timers keep. */
const CHURN = { everyMs: 30, rows: 50, seconds: 12 };
const WORDS_PER_NAME = 40;
const WORDS_PER_PARAGRAPH = 120;
/** How often a page that rests is asked whether marks have come meanwhile; each rest is waited for 12 s at most. */
const MOST_ROUNDS = 10;

/** Marks texts of one and of ten million characters, and a page that changes 100,000 times a minute. */
export async function measureGiants(
  setting: AnnotationSetting,
  log: (line: string) => void,
): Promise<readonly GiantResult[]> {
  const results: GiantResult[] = [];
  for (const length of TEXT_LENGTHS) {
    const page = `${(length / 1e6).toFixed(0)} MB of text`;
    const url = setting.server.generatedUrl(`text-${length}`, createText(setting.names, length));
    results.push({ page, costs: await inEachWay(setting, url, measureText) });
    log(`measured ${page}`);
  }
  const perMinute = (60_000 / CHURN.everyMs) * CHURN.rows;
  const page = `${perMinute.toLocaleString('en')} changes a minute, for ${CHURN.seconds} s`;
  const url = setting.server.generatedUrl('churn', createRows(setting.names));
  results.push({ page, costs: await inEachWay(setting, url, measureChurn) });
  log(`measured ${page}`);
  return results;
}

type Measure = (setting: AnnotationSetting, tab: QuietTab, way: GiantWay) => Promise<GiantCost>;

async function inEachWay(
  setting: AnnotationSetting,
  url: string,
  measure: Measure,
): Promise<Record<GiantWay, GiantCost>> {
  const costs: Partial<Record<GiantWay, GiantCost>> = {};
  for (const way of GIANT_WAYS) {
    const tab = await setting.browser.openTab();
    try {
      await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
      await tab.goto(url);
      if (way === 'markJs') await tab.evaluateSource(`${MARK_JS}\n;undefined`);
      await tab.evaluate(observePage);
      await waitForRest(tab);
      costs[way] = await measure(setting, tab, way);
    } finally {
      await tab.close();
    }
  }
  return costs as Record<GiantWay, GiantCost>;
}

async function measureText(setting: AnnotationSetting, tab: QuietTab, way: GiantWay): Promise<GiantCost> {
  const before = await measureHeap(tab);
  const { threadMs, marks } = await measureCost(tab, async () => {
    await mark(setting, tab, way);
    if (way === 'factmark') await waitForAllMarks(tab);
  });
  return { threadMs, marks, heap: (await measureHeap(tab)) - before };
}

/** Marks come in slices between which the page rests: they are all there once their number stays. */
async function waitForAllMarks(tab: QuietTab): Promise<void> {
  let known = -1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await waitForRest(tab);
    const marks = await tab.evaluate(countMarks);
    if (marks === known) return;
    known = marks;
  }
  throw new Error(`Marks still come, ${known} by now: the page has not come to rest`);
}

async function measureChurn(setting: AnnotationSetting, tab: QuietTab, way: GiantWay): Promise<GiantCost> {
  const before = await measureHeap(tab);
  await mark(setting, tab, way);
  await waitForRest(tab);
  const start = await readMetrics(tab);
  // Where marks are to follow the page by mark.js, the page has to mark anew: once a second is seldom.
  await tab.evaluate(startChurn, CHURN, setting.names, way === 'markJs' ? MARK_JS_OPTIONS.markJs : undefined);
  await sleep(CHURN.seconds * 1_000);
  const end = await readMetrics(tab);
  await tab.evaluate(stopChurn);
  return {
    threadMs: (end.ThreadTime - start.ThreadTime) * 1_000,
    marks: await tab.evaluate(countMarks),
    heap: (await measureHeap(tab)) - before,
  };
}

async function mark(setting: AnnotationSetting, tab: QuietTab, way: GiantWay): Promise<void> {
  if (way === 'factmark') await annotate(setting, tab);
  else if (way === 'markJs') await tab.evaluate(markWithMarkJs, setting.names, MARK_JS_OPTIONS.markJs);
}

function createText(names: readonly string[], length: number): string {
  const speak = createSpeaker(names);
  const paragraphs: string[] = [];
  for (let written = 0; written < length; ) {
    const paragraph = Array.from({ length: WORDS_PER_PARAGRAPH }, speak).join(' ');
    paragraphs.push(`<p>${paragraph}.</p>`);
    written += paragraph.length;
  }
  return createPage(paragraphs.join('\n'));
}

function createRows(names: readonly string[]): string {
  const speak = createSpeaker(names);
  const rows = Array.from(
    { length: CHURN_ROWS },
    () => `<li>${Array.from({ length: 8 }, speak).join(' ')}</li>`,
  );
  return createPage(`<ul>${rows.join('\n')}</ul>`);
}

function createPage(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A generated page</title>${body}</html>`;
}

/** Says invented words, and now and then a name. */
function createSpeaker(names: readonly string[]): () => string {
  const random = createRandom(1);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const syllables = ['ba', 'den', 'fo', 'gri', 'lun', 'mar', 'nes', 'po', 'ra', 'sil', 'tor', 'ven'];
  return () =>
    random() < 1 / WORDS_PER_NAME
      ? pick(names).replace(/[&<]/g, '')
      : Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(syllables)).join('');
}

/** Runs in the page. */
function countMarks(): number {
  let marks = document.querySelectorAll('mark[data-markjs]').length;
  for (const ranges of CSS.highlights.values()) marks += ranges.size;
  return marks;
}

/** Runs in the page: changes the text of some rows at a time, round and round. */
function startChurn(churn: typeof CHURN, names: readonly string[], markJs?: object): void {
  const rows = [...document.querySelectorAll('li')];
  let turn = 0;
  const change = () => {
    for (let i = 0; i < churn.rows; i++, turn++) {
      rows[turn % rows.length]!.textContent = `At ${turn} ${names[turn % names.length]} rose by ${turn % 97}`;
    }
  };
  const world = globalThis as unknown as {
    timers: ReturnType<typeof setInterval>[];
    Mark: new (root: Node) => { unmark(): void; mark(names: readonly string[], options: object): void };
  };
  world.timers = [setInterval(change, churn.everyMs)];
  if (!markJs) return;
  world.timers.push(
    setInterval(() => {
      const marker = new world.Mark(document.body);
      marker.unmark();
      marker.mark(names, markJs);
    }, 1_000),
  );
}

/** Runs in the page. */
function stopChurn(): void {
  for (const timer of (globalThis as unknown as { timers: ReturnType<typeof setInterval>[] }).timers)
    clearInterval(timer);
}
