/**
 * Measures the search index beside its peers, in Chromium, and writes the table into docs/benchmarks.md.
 *
 *   npx node scripts/bench-search.ts                                     Factmark and its popup, 100,000 entities
 *   npx node scripts/bench-search.ts --engines popup                     its popup, in the built extension
 *   npx node scripts/bench-search.ts --engines all --entities 1000 --facts 5000
 *
 * Each size has a table of its own; a run replaces the lines that it measures. Peers need minutes and gigabytes
 * at 100,000 entities.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defineCommand } from 'citty';
import { measureCoreShare } from './bench/browser/statistics.ts';
import { writeSection } from './bench/browser/write-section.ts';
import { type EngineResult, type GivenUp, measureEngine } from './bench/search/measure-engine.ts';
import { measurePopup } from './bench/search/measure-popup.ts';
import { misspell, typeOut } from './bench/search/queries.ts';
import { renderSearch, type SearchResults } from './bench/search/report.ts';
import { DEFAULT_OPTIONS, type GeneratorOptions, generateRecords } from './generate-pack.ts';
import { bundleModule } from './setup/bundle-module.ts';
import { choose, readCount, runCommandLine } from './setup/command-line.ts';
import { ROOT, SCRATCH } from './setup/project.ts';

/** Not an engine, but what is measured by the same name at the command line. */
const POPUP = 'popup';
const ENGINES = ['Factmark', 'MiniSearch', 'FlexSearch', 'Orama', 'uFuzzy'];
const REPORT = path.join(ROOT, 'docs/benchmarks.md');
/** Has another name whenever other things are measured: what an older program kept lacks them. */
const KEPT = path.join(SCRATCH, 'bench-search-2.json');

const SEED = 11;
const MISSPELLED = 200;
const TYPED = 30;
const OPENINGS = 5;
const POPUP_OPENINGS = 25;

function readTexts(pack: GeneratorOptions): { readonly names: string[]; readonly statements: string[] } {
  const names: string[] = [];
  const statements: string[] = [];
  for (const record of generateRecords(pack)) {
    if (record.record === 'entity') names.push(record.name);
    else if (record.record === 'fact' && statements.length < names.length) statements.push(record.statement);
  }
  return { names, statements };
}

/** Writes after each engine: a peer may take longer than anybody waits. */
async function run(pack: GeneratorOptions, engines: readonly string[], limitMs: number): Promise<void> {
  const texts = readTexts(pack);
  const misspelled = misspell(texts.names, MISSPELLED, SEED);
  const task = {
    pack,
    script: await bundleModule('scripts/bench/search/page.ts', 'searchBench'),
    firstQueries: texts.names.slice(0, OPENINGS),
    keys: typeOut(texts, TYPED, SEED),
    misspelled,
    limitMs,
  };
  const coreShare = measureCoreShare();
  for (const engine of engines) {
    if (engine === POPUP) {
      console.error(`the popup, ${pack.entities} entities, ${pack.facts} facts`);
      const popup = await measurePopup(pack, texts.names.slice(0, POPUP_OPENINGS));
      writeSection(REPORT, renderSearch(keep({ pack, coreShare, engines: [], popup })));
      continue;
    }
    console.error(`${engine}, ${pack.entities} entities, ${pack.facts} facts`);
    const results = { pack, coreShare, engines: [await measureEngine(engine, task)] };
    console.error(renderSearch([results]).body.split('\n').at(-3));
    writeSection(REPORT, renderSearch(keep(results)));
  }
}

/** Results of other sizes, and of other engines at this size, stay. */
function keep(results: SearchResults): SearchResults[] {
  const earlier: SearchResults[] = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : [];
  const isSame = ({ pack }: SearchResults) => pack.entities === results.pack.entities;
  const measured = results.engines.map(({ engine }) => engine);
  const same = earlier.find(isSame);
  const others = same?.engines.filter(({ engine }) => !measured.includes(engine)) ?? [];
  const merged = { ...same, ...results, engines: inOrder([...others, ...results.engines]) };
  const all = [...earlier.filter((one) => !isSame(one)), merged].sort(
    (a, b) => a.pack.entities - b.pack.entities,
  );
  mkdirSync(path.dirname(KEPT), { recursive: true });
  writeFileSync(KEPT, JSON.stringify(all));
  return all;
}

function inOrder<One extends EngineResult | GivenUp>(engines: readonly One[]): One[] {
  return engines.toSorted((a, b) => ENGINES.indexOf(a.engine) - ENGINES.indexOf(b.engine));
}

await runCommandLine(
  defineCommand({
    meta: { name: 'bench-search', description: 'Measures search; writes docs/benchmarks.md.' },
    args: {
      entities: { type: 'string', default: String(DEFAULT_OPTIONS.entities), description: 'Entities' },
      facts: { type: 'string', default: String(DEFAULT_OPTIONS.facts), description: 'Facts' },
      limit: {
        type: 'string',
        default: '240',
        description: 'Seconds in which an engine must build its index',
      },
      engines: {
        type: 'string',
        default: `Factmark,${POPUP}`,
        description: `"all", or of ${[...ENGINES, POPUP].join(',')}`,
      },
    },
    async run({ args: { entities, facts, engines, limit } }) {
      const pack = {
        ...DEFAULT_OPTIONS,
        entities: readCount('--entities', entities),
        facts: readCount('--facts', facts),
      };
      const known = [...ENGINES, POPUP];
      const wanted = engines === 'all' ? known : choose('--engines', engines, known);
      await run(pack, wanted, readCount('--limit', limit) * 1_000);
    },
  }),
);
