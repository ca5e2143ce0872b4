import { renderTable } from '../../markdown-table.ts';
import { type AnnotationResult, type PageCost, WAYS, type Way } from './annotation.ts';
import type { FirstMarks } from './first-marks.ts';
import { GIANT_WAYS, type GiantResult } from './giants.ts';
import type { HoverTimes } from './hover.ts';
import type { BrowserResults, MemoryResult } from './results.ts';
import type { PageSlices } from './slices.ts';
import { median, quantile, sum } from './statistics.ts';
import type { ThemeCost } from './theme.ts';

/** A section of docs/benchmarks.md. */
export interface Section {
  readonly title: string;
  /** Markdown without the title; headings from level 3. */
  readonly body: string;
}

const MEGABYTE = 1_000_000;
const WAY_NAMES: Record<Way, string> = {
  factmark: 'Factmark, 100,000 names',
  markJs: 'mark.js, 100 names',
  markJsPlain: 'mark.js, 100 names, accents as written',
};

export function renderSection(results: BrowserResults): Section {
  const { coreShare, annotation, scriptSlices, themes, giants, warm, wake, hover, memory } = results;
  const blocks = [
    'The built extension in real browsers, on a machine that does other work at the same time: compare within a table. Times of threads are their own CPU time; times by the clock contain whatever else the machine did.',
    ...(coreShare === undefined
      ? []
      : [`A busy thread got ${Math.round(coreShare * 100)} % of a core when the last run started.`]),
    ...(annotation ? renderAnnotation(annotation) : []),
    ...(scriptSlices ? renderSlices(scriptSlices) : []),
    ...(themes ? renderThemes(themes) : []),
    ...(giants ? renderGiants(giants) : []),
    ...(warm ? renderFirstMarks('100,000 names', warm, 'awake ≤ 100 ms') : []),
    ...(wake
      ? renderFirstMarks('1,000,000 names', wake, 'asleep ≤ 250 ms in Chromium, ≤ 450 ms in Firefox')
      : []),
    ...(hover ? renderHover(hover) : []),
    ...(memory ? renderMemory(memory) : []),
  ];
  return { title: 'In the browser', body: blocks.join('\n\n') };
}

function renderAnnotation(results: readonly AnnotationResult[]): string[] {
  const cost = (way: Way, read: (cost: PageCost) => number) => results.map(({ costs }) => read(costs[way]));
  const ratios = (way: Way) =>
    results.map(({ costs }) => costs[way].threadMs / Math.max(costs.factmark.threadMs, 0.1));
  const threadOf = (way: Way) => cost(way, ({ threadMs }) => threadMs);
  const comparedBy = (way: Way, compare: (times: readonly number[]) => number) =>
    factor(compare(threadOf(way)) / compare(threadOf('factmark')));
  const p95 = (times: readonly number[]) => quantile(times, 0.95);
  const tooltips = results.flatMap(({ tooltipMs }) => tooltipMs ?? []);
  const rows = WAYS.map((way) => {
    const thread = threadOf(way);
    return [
      WAY_NAMES[way],
      comparedBy(way, sum),
      comparedBy(way, median),
      comparedBy(way, p95),
      way === 'factmark' ? '1.0 ×' : factor(median(ratios(way))),
      milliseconds(median(thread)),
      milliseconds(p95(thread)),
      milliseconds(median(cost(way, ({ layoutMs }) => layoutMs))),
      String(sum(cost(way, ({ marks }) => marks))),
      String(sum(cost(way, ({ mutations }) => mutations))),
      sum(cost(way, ({ layoutShift }) => layoutShift)).toFixed(2),
      String(results.filter(({ costs }) => costs[way].growthPx !== 0).length),
    ];
  });
  return [
    '### What marking a page costs its main thread',
    `${results.length} saved pages, a seeded sample, median text ${thousands(median(results.map(({ textLength }) => textLength)))} characters; scripts, pictures and external sheets of the pages are not loaded. Each page comes to rest, then it is marked: everything that its main thread does from there until it rests again, less what a resting page does. That includes making the isolated world, style and paint. The tooltip’s script comes when the pointer first nears a mark, and costs another ${milliseconds(median(tooltips))} then, at the median of ${tooltips.length} pages. mark.js marks whole names (\`accuracy: "exactly"\`, \`separateWordSearch: false\`); loading it is not counted.`,
    renderTable(
      [
        '',
        'sum, to Factmark',
        'median, to Factmark',
        'p95, to Factmark',
        'median page’s own ratio',
        'thread, median',
        'thread, p95',
        'style and layout, median',
        'marks',
        'DOM mutations',
        'layout shift',
        'pages whose height changed',
      ],
      rows,
    ),
    `Bar: mark.js ≥ 10 × at the median and at p95. Page by page it is on ${ratios('markJs').filter((ratio) => ratio >= 10).length} of ${results.length}.`,
  ];
}

function renderSlices(pages: readonly PageSlices[]): string[] {
  const row = (name: string, times: readonly number[]) => [
    name,
    milliseconds(median(times)),
    milliseconds(quantile(times, 0.99)),
    milliseconds(Math.max(...times)),
    String(times.length),
    String(times.filter((time) => time > 8).length),
  ];
  return [
    '### How long a page waits for our script at a time',
    `Tasks of ${pages.length} pages in which a script ran, the making of its world and all that it waits for included, with a trace running, which costs time of its own. What the browser then takes to style, lay out and paint the page is below.`,
    renderTable(
      ['', 'median', 'p99', 'max', 'tasks', 'over 8 ms'],
      [
        row(
          'CPU',
          pages.flatMap(({ cpuMs }) => cpuMs),
        ),
        row(
          'CPU, each page’s longest',
          pages.map(({ cpuMs }) => Math.max(...cpuMs)),
        ),
        row(
          'by the clock',
          pages.flatMap(({ wallMs }) => wallMs),
        ),
        row(
          'drawing, CPU, each page’s longest',
          pages.map(({ drawingMs }) => drawingMs),
        ),
      ],
    ),
    'Bar: no slice over 8 ms at p99.',
  ];
}

function renderThemes(costs: readonly ThemeCost[]): string[] {
  const added = costs.map(({ markedMs, bareMs }) => markedMs - bareMs);
  return [
    '### When a page changes its theme',
    `Marks have to suit the page’s new colours. What its main thread does from the change until it rests, on ${costs.length} marked pages, less what it does on the same pages without us; ${thousands(sum(costs.map(({ marks }) => marks)))} marks in all. A page that goes on changing is looked at less often: at most a twentieth of its thread goes into it.`,
    renderTable(
      ['', 'median', 'p90', 'max'],
      [
        ['added', ...spread(added)],
        ['without us', ...spread(costs.map(({ bareMs }) => bareMs))],
      ],
    ),
  ];
}

function renderGiants(results: readonly GiantResult[]): string[] {
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(1)} MB`;
  return [
    '### Giant pages, and pages that never rest',
    'Generated, each measured once. Of the texts, what marking adds to the main thread and to the heaps of a page at rest. Of the page that changes, all that its main thread does meanwhile; mark.js, which does not follow a page by itself, marks anew once a second.',
    renderTable(
      ['', 'thread', 'heaps and buffers', 'marks'],
      results.flatMap(({ page, costs }) =>
        GIANT_WAYS.map((way) => {
          const { threadMs, heap, marks } = costs[way];
          const name = way === 'alone' ? 'without us' : WAY_NAMES[way];
          return [`${page}, ${name}`, milliseconds(threadMs), megabytes(heap), thousands(marks)];
        }),
      ),
    ),
  ];
}

function renderFirstMarks(
  names: string,
  families: Readonly<Record<string, FirstMarks>>,
  bar: string,
): string[] {
  return [
    `### First marks, ${names}`,
    'From `DOMContentLoaded` to the first frame with marks, timed by the page itself, with no debugger attached. Asleep: the background was stopped, starts, loads its gazetteer, scans.',
    renderTable(
      ['', 'least', 'median', 'p90', 'max', 'pages opened'],
      Object.entries(families).flatMap(([family, { awake, asleep }]) => [
        [`${title(family)}, awake`, least(awake), ...spread(awake), String(awake.length)],
        [`${title(family)}, asleep`, least(asleep), ...spread(asleep), String(asleep.length)],
      ]),
    ),
    `Bar: ${bar}.`,
  ];
}

function renderHover(families: Readonly<Record<string, HoverTimes>>): string[] {
  return [
    '### Pointing → facts painted, 1,000,000 names',
    'How late the tooltip is after the intended pause of 500 ms.',
    renderTable(
      ['', 'least', 'median', 'p90', 'max', 'times', 'opened without facts'],
      Object.entries(families).flatMap(([family, { awake, asleep, withoutFacts }]) => [
        [`${title(family)}, awake`, least(awake), ...spread(awake), String(awake.length), ''],
        [
          `${title(family)}, asleep`,
          least(asleep),
          ...spread(asleep),
          String(asleep.length),
          String(withoutFacts),
        ],
      ]),
    ),
    'Bar: one frame awake, ≤ 100 ms asleep.',
  ];
}

function renderMemory(results: readonly MemoryResult[]): string[] {
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(2)} MB`;
  return [
    '### Memory, Chromium',
    'What marking adds to a tab, median over pages after garbage was collected, and what the background holds for the whole browser.',
    renderTable(
      [
        'pack',
        'tab: heaps and buffers',
        'tab: private dirty of its process',
        'background: heap',
        'background: buffers',
        'pages',
      ],
      results.map(({ pack, tabs, background }) => [
        pack,
        megabytes(median(tabs.map(({ heap }) => heap))),
        megabytes(median(tabs.flatMap(({ process }) => process ?? []))),
        megabytes(background.heap),
        megabytes(background.buffers),
        String(tabs.length),
      ]),
    ),
    'Bar: a tab ≤ 2 MB and the same at both sizes; the gazetteer ≤ 32 MB.',
  ];
}

/** What it takes when nothing else happens, or nearly so: a busy machine only ever adds. */
function least(times: readonly number[]): string {
  return milliseconds(Math.min(...times));
}

function spread(times: readonly number[]): string[] {
  return [median(times), quantile(times, 0.9), Math.max(...times)].map(milliseconds);
}

function milliseconds(time: number): string {
  return Number.isFinite(time) ? `${time.toFixed(time < 100 ? 1 : 0)} ms` : '–';
}

function factor(ratio: number): string {
  return `${ratio.toFixed(1)} ×`;
}

function thousands(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function title(family: string): string {
  return family.charAt(0).toUpperCase() + family.slice(1);
}
