import { renderTable } from '../../markdown-table.ts';
import type { BrowserFamily } from '../../setup/find-browser.ts';
import type { Section } from '../browser/report.ts';
import type { ImportResults } from './bench-import.ts';
import type { ImportResult, ImportRun } from './measure-import.ts';
import { ACTIONS, type Action, type Latencies, type SettingsUse } from './settings-use.ts';

const NAMES: Record<BrowserFamily, string> = { chromium: 'Chromium', firefox: 'Firefox' };

export function renderImport(results: ImportResults): Section {
  const measured = (Object.keys(NAMES) as BrowserFamily[]).flatMap((family) => {
    const result = results[family];
    return result ? [{ family, result }] : [];
  });
  const rows = measured.flatMap(({ family, result }) =>
    result.runs.map((run) => [`${NAMES[family]}, ${run.framing}`, ...describeRun(run, result)]),
  );
  return {
    title: 'Importing a pack',
    body: [
      '100,000 invented entities with 500,000 facts and 20,000 sources (`scripts/generate-pack.ts`, 213 MB of text), chosen on the settings page of the built extension. The time runs from the choice of the file until a hover finds a fact of the new pack: everything is read, checked, stored, grouped, compiled, indexed for search, verified and serves. A plain loop that puts parsed facts into an object store, with no check and no index, is timed in the same browser just before.',
      renderTable(
        [
          '',
          'facts a second',
          'to the plain loop',
          'served after',
          'facts a second of the worker’s own time',
          'heap growth',
          'memory of the process',
          'longest task of the page',
          'longest pause of its timers',
          'reads meanwhile, median',
          'p95',
          'share of a core',
        ],
        rows,
      ),
      'The worker’s own time is the CPU time of the busiest thread of the extension’s process, which other programs of the machine lengthen less: by a half, perhaps, when they crowd its caches. Heap growth is what scripts of the page and of its workers hold at the most, objects and buffers, beyond what they held before: DevTools asks each, garbage collected, every few seconds, in an import of its own; Firefox does not tell. Memory of the process is what the extension’s process, with the page and its workers, rose by at its highest: the same with garbage, code, stacks, and what engines keep for later. Reads are what a hover over an entity of another pack asks the store for. Pauses contain whatever else the machine did; the share is what a busy thread got just before.',
      'Bars: ≥ 25,000 facts a second in Chromium and ≥ 15,000 in Firefox; heap growth ≤ 150 MB; no task over 50 ms in the page; reads under 30 ms p95.',
      ...renderUse(
        measured.flatMap(({ family, result: { settingsUse } }) =>
          settingsUse ? [{ family, settingsUse }] : [],
        ),
      ),
    ].join('\n\n'),
  };
}

const ACTION_NAMES: Record<Action, string> = {
  section: 'another section',
  switch: 'a switch, until it is saved',
  letter: 'a letter in the search',
};

function renderUse(
  uses: readonly { readonly family: BrowserFamily; readonly settingsUse: SettingsUse }[],
): readonly string[] {
  if (uses.length === 0) return [];
  const describe = ({ median, p95, max }: Latencies) => [median, p95, max].map(formatMs);
  const rows = uses.flatMap(({ family, settingsUse: { atRest, importing, coreShare } }) =>
    ACTIONS.map((action) => [
      `${NAMES[family]}, ${ACTION_NAMES[action]}`,
      ...describe(atRest[action]),
      ...describe(importing[action]),
      `${Math.round(coreShare * 100)} %`,
    ]),
  );
  return [
    '### Using the settings meanwhile',
    'Real clicks and keys in the settings page, before and while the same pack is read, in an import of its own: from the click or key until the page has painted what came of it.',
    renderTable(
      ['', 'at rest, median', 'p95', 'max', 'during an import, median', 'p95', 'max', 'share of a core'],
      rows,
    ),
    'Bar: usable. Web pages count as quick where an answer takes at most 200 ms (Interaction to Next Paint).',
  ];
}

function formatMs(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function describeRun(run: ImportRun, { plainPuts, heapGrowth }: ImportResult): readonly string[] {
  const perSecond = run.facts / (run.servedMs / 1_000);
  const rate = (seconds: number) => Math.round(run.facts / seconds).toLocaleString('en');
  return [
    rate(run.servedMs / 1_000),
    `${(perSecond / plainPuts).toFixed(1)} ×`,
    `${(run.servedMs / 1_000).toFixed(1)} s`,
    run.use ? rate(run.use.threadSeconds) : '',
    heapGrowth === undefined ? '' : megabytes(heapGrowth),
    run.use ? megabytes(run.use.memory) : '',
    run.longestTaskMs === undefined ? '' : run.longestTaskMs === 0 ? '< 50 ms' : formatMs(run.longestTaskMs),
    formatMs(run.longestPauseMs),
    formatMs(run.reads.median),
    formatMs(run.reads.p95),
    `${Math.round(run.coreShare * 100)} %`,
  ];
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
