import { renderTable } from '../../markdown-table.ts';
import type { Section } from '../browser/report.ts';
import { drawChart } from './chart.ts';
import type { Contest, Result } from './contest.ts';
import { BARE, FACTMARK, FACTMARK_ENTITIES, MATCHERS, REGEXP } from './matchers.ts';
import type { Size } from './material.ts';

const COLORS: Readonly<Record<string, string>> = {
  [BARE]: '#8a8f98',
  'Factmark, words alone': '#7aa5e8',
  [FACTMARK]: '#1f6feb',
  [FACTMARK_ENTITIES]: '#4d8df0',
};
const PEER_COLORS = ['#d1495b', '#edae49', '#66a182', '#8d5a97', '#c06c2c', '#4f9da6', '#9c6644'];

export interface MatchingReport {
  readonly section: Section;
  readonly chart: string;
}

/** @param chartFile Where the chart will be, relative to the report. */
export function renderMatching(contest: Contest, texts: string, chartFile: string): MatchingReport {
  const sizes = [...new Set(contest.results.map(({ size }) => size))];
  const body = [
    `${texts} Each matcher works in a thread of its own; they take turns, round by round, and the medians of their CPU times are compared. The others look for the names as written; Factmark reads words, folds them, and finds names in other letters and with endings too, but none inside a longer word. All say which name they found, and where; with “entities read”, Factmark also reads which entities each name may stand for, up to hundreds, as the linker does afterwards.`,
    '### Ratios',
    renderRatios(contest.results, sizes),
    '### Speed, million characters per second',
    renderSpeeds(contest.results, sizes),
    `![Speed of each matcher over the number of names](${chartFile})`,
    '### Building, and what is kept',
    renderBuilding(contest.results, sizes),
    renderGazetteer(contest.results),
    '### As the text grows',
    renderTable(
      ['characters in one text', 'nanoseconds per character'],
      contest.lengths.map(({ length, nanoseconds }) => [length.toLocaleString('en'), nanoseconds.toFixed(1)]),
    ),
    `Largest dictionary. The cost per character does not depend on the length of the text.`,
  ].join('\n\n');
  return { section: { title: 'Matching', body }, chart: renderChart(contest.results) };
}

function speedOf(results: readonly Result[], label: string, size: Size): number {
  return (
    results.find((result) => result.label === label && result.size === size)?.charactersPerSecond ??
    Number.NaN
  );
}

/** Fastest of the packages. */
function fastestPeer(results: readonly Result[], size: Size): Result | undefined {
  return results
    .filter(
      (result) => result.size === size && isPeer(result.label) && result.charactersPerSecond !== undefined,
    )
    .sort((a, b) => (b.charactersPerSecond ?? 0) - (a.charactersPerSecond ?? 0))[0];
}

function isPeer(label: string): boolean {
  return label !== BARE && label !== REGEXP && !label.startsWith(FACTMARK);
}

function renderRatios(results: readonly Result[], sizes: readonly Size[]): string {
  const first = sizes[0] as Size;
  const rows = sizes.map((size) => {
    const own = speedOf(results, FACTMARK, size);
    const peer = fastestPeer(results, size);
    return [
      size.toLocaleString('en'),
      peer ? `${(own / (peer.charactersPerSecond ?? 1)).toFixed(1)} × (${peer.label})` : 'none got so far',
      `${(speedOf(results, BARE, size) / own).toFixed(1)} ×`,
      `${(speedOf(results, FACTMARK, first) / own).toFixed(2)} ×`,
    ];
  });
  const heading = [
    'names',
    'times as fast as the fastest npm package',
    'time of a bare character loop',
    `time with ${first.toLocaleString('en')} names`,
  ];
  return `${renderTable(heading, rows)}\n\nBars: ≥ 15 × with 100,000 names; ≤ 4 ×; ≤ 1.5 × with 1,000,000.`;
}

function renderSpeeds(results: readonly Result[], sizes: readonly Size[]): string {
  const rows = MATCHERS.map(({ label }) => [
    label,
    ...sizes.map((size) => {
      const result = results.find((one) => one.label === label && one.size === size);
      if (result?.charactersPerSecond === undefined) return result?.stopped ?? '';
      const millions = result.charactersPerSecond / 1e6;
      return millions < 1 ? millions.toFixed(3) : millions.toFixed(1);
    }),
  ]);
  return renderTable(['', ...sizes.map((size) => size.toLocaleString('en'))], rows);
}

function renderBuilding(results: readonly Result[], sizes: readonly Size[]): string {
  const rows = MATCHERS.filter(({ needsNames, label }) => needsNames && label !== FACTMARK_ENTITIES).map(
    ({ label }) => [
      label,
      ...sizes.map((size) => {
        const result = results.find((one) => one.label === label && one.size === size);
        if (result?.buildMs === undefined || result.heldBytes === undefined) return '';
        return `${(result.buildMs / 1_000).toFixed(2)} s, ${(result.heldBytes / 1e6).toFixed(1)} MB`;
      }),
    ],
  );
  return renderTable(['', ...sizes.map((size) => size.toLocaleString('en'))], rows);
}

function renderGazetteer(results: readonly Result[]): string {
  const rows = results.flatMap(({ label, size, compiled, found }) => {
    if (label !== FACTMARK || !compiled) return [];
    return [
      [
        size.toLocaleString('en'),
        compiled.candidates.toLocaleString('en'),
        `${(compiled.compileMs / 1_000).toFixed(2)} s`,
        `${compiled.longestSliceMs.toFixed(0)} ms`,
        `${(compiled.snapshotBytes / 1e6).toFixed(2)} MB`,
        `${compiled.loadMs.toFixed(1)} ms`,
        (found ?? 0).toLocaleString('en'),
      ],
    ];
  });
  const heading = [
    'names',
    'aliases held, derived ones included',
    'compiling',
    'longest slice',
    'snapshot',
    'loading it',
    'mentions found',
  ];
  return `Factmark’s gazetteer, in CPU time of the thread that compiles:\n\n${renderTable(heading, rows)}\n\nBars with 1,000,000 names: ≤ 5 s, ≤ 50 ms, ≤ 32 MB, ≤ 200 ms.`;
}

function renderChart(results: readonly Result[]): string {
  let peers = 0;
  const lines = MATCHERS.map(({ label }) => ({
    label,
    color: COLORS[label] ?? (PEER_COLORS[peers++ % PEER_COLORS.length] as string),
    isDashed: !isPeer(label) && label !== FACTMARK,
    points: results
      .filter((result) => result.label === label && result.charactersPerSecond !== undefined)
      .map((result) => ({ names: result.size, speed: result.charactersPerSecond ?? 1 })),
  }));
  return drawChart(
    'Finding names in the text of real pages',
    lines.filter(({ points }) => points.length > 0),
  );
}
