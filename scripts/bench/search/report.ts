import type { GeneratorOptions } from '../../generate-pack.ts';
import { renderTable } from '../../markdown-table.ts';
import type { Section } from '../browser/report.ts';
import { median, quantile } from '../browser/statistics.ts';
import type { EngineResult, GivenUp } from './measure-engine.ts';
import type { PopupOpening } from './measure-popup.ts';

export interface SearchResults {
  readonly pack: GeneratorOptions;
  /** Share of a core that a busy thread got, 0..1. */
  readonly coreShare: number;
  readonly engines: readonly (EngineResult | GivenUp)[];
  /** The popup itself, where it was measured at this size. */
  readonly popup?: readonly PopupOpening[] | undefined;
}

const MEGABYTE = 1_000_000;

/** One table for each size of pack. */
export function renderSearch(all: readonly SearchResults[]): Section {
  const blocks = all.flatMap(({ pack, coreShare, engines, popup }) => [
    `### ${number(pack.entities)} entities, ${number(pack.facts)} facts`,
    `A busy thread got ${Math.round(coreShare * 100)} % of a core when the run started.`,
    [
      '|  | build | on disk | open → first results, median | key → results, median | p95 | thread’s own time, median | p95 | memory | misspelled names found |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
      ...engines.map((result) => ('reason' in result ? renderGivenUp(result) : renderEngine(result))),
    ].join('\n'),
    ...(popup ? [renderPopup(popup)] : []),
  ]);
  return {
    title: 'Search',
    body: [
      'Engines in Chromium, each with a profile of its own, over the same invented pack: `npx node scripts/bench-search.ts`. The index is built and kept in IndexedDB; then pages that know nothing open it and search. Keys are letters typed one after the other, of names and of words from statements; times are by the clock, on a machine that does other work, but for the last two of a key: what the page’s main thread computed itself. Compare within a table. Memory is heap and buffers of the page after all queries. Misspelled names have one random typo each; they count as found among the first three.',
      ...blocks,
      'Bars at 100,000 entities with 500,000 facts, on a quiet machine: usable 150 ms after opening, 16 ms a key at p95, 60 MB, 95 % found.',
    ].join('\n\n'),
  };
}

function renderPopup(openings: readonly PopupOpening[]): string {
  const row = (name: string, key: keyof PopupOpening) => {
    const times = openings.map((opening) => opening[key]);
    return [name, `${Math.round(median(times))} ms`, `${Math.round(quantile(times, 0.95))} ms`];
  };
  return [
    `The popup of the built extension with this pack, opened ${openings.length} times, since its page began to load; a whole name is typed the moment the field has the focus.`,
    '',
    renderTable(
      ['from opening the popup', 'median', 'p95'],
      [
        row('the field has the focus and hears keys', 'usableMs'),
        row('the first results: names', 'namesMs'),
        row('all results: facts, too', 'factsMs'),
      ],
    ),
  ].join('\n');
}

function renderGivenUp({ engine, reason }: GivenUp): string {
  return `| ${engine} | ${reason} |  |  |  |  |  |  |  |  |`;
}

function renderEngine({
  engine,
  buildMs,
  diskBytes,
  openMs,
  keyMs,
  keyCpuMs,
  found,
  memoryBytes,
}: EngineResult): string {
  const cells = [
    engine,
    `${(buildMs / 1_000).toFixed(1)} s`,
    megabytes(diskBytes),
    `${Math.round(median(openMs))} ms`,
    `${median(keyMs).toFixed(1)} ms`,
    `${quantile(keyMs, 0.95).toFixed(1)} ms`,
    `${median(keyCpuMs).toFixed(1)} ms`,
    `${quantile(keyCpuMs, 0.95).toFixed(1)} ms`,
    megabytes(memoryBytes),
    `${(found * 100).toFixed(1)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
