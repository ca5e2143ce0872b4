import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DEFAULT_OPTIONS, type GeneratorOptions, generateLines } from '../../generate-pack.ts';
import { BROWSER_FAMILIES, type BrowserFamily } from '../../setup/find-browser.ts';
import { SCRATCH } from '../../setup/project.ts';
import type { Section } from '../browser/report.ts';
import { type ImportFiles, type ImportResult, measureImport } from './measure-import.ts';
import { renderImport } from './report.ts';

const FOLDER = path.join(SCRATCH, 'bench');
const RESULTS = path.join(FOLDER, 'import.json');

export type ImportResults = Readonly<Partial<Record<BrowserFamily, ImportResult>>>;

export interface ImportBenchOptions {
  readonly families?: readonly BrowserFamily[] | undefined;
  readonly log: (line: string) => void;
}

const SERVED: GeneratorOptions = { ...DEFAULT_OPTIONS, entities: 1_000, facts: 5_000, sources: 500, seed: 2 };

/** Measures importing 100,000 entities with 500,000 facts in real browsers; a browser that is left out keeps its last result. */
export async function benchImport({
  families = BROWSER_FAMILIES,
  log,
}: ImportBenchOptions): Promise<Section> {
  const files = await writeFiles(log);
  for (const family of families) {
    log(`importing in ${family} …`);
    const result = await measureImport(family, files);
    writeFileSync(RESULTS, JSON.stringify({ ...readResults(), [family]: result }));
    for (const { framing, servedMs, facts } of result.runs) {
      log(`${family}, ${framing}: ${Math.round(facts / (servedMs / 1_000)).toLocaleString('en')} facts/s`);
    }
  }
  return renderImport(readResults());
}

function readResults(): ImportResults {
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as ImportResults) : {};
}

async function writeFiles(log: (line: string) => void): Promise<ImportFiles> {
  mkdirSync(FOLDER, { recursive: true });
  const write = async (name: string, options: GeneratorOptions) => {
    const file = path.join(FOLDER, name);
    // The generator gives the same bytes every time.
    if (existsSync(file)) return file;
    log(`writing ${name} …`);
    const text = Readable.from(generateLines(options));
    const out = createWriteStream(file);
    await (name.endsWith('.gz') ? pipeline(text, createGzip(), out) : pipeline(text, out));
    return file;
  };
  return {
    served: {
      path: await write('served.jsonl', SERVED),
      ids: Array.from({ length: 200 }, (_, i) => `entity:${i * 5}`),
    },
    large: [
      { framing: 'jsonl', path: await write('large.jsonl', DEFAULT_OPTIONS) },
      { framing: 'jsonl.gz', path: await write('large.jsonl.gz', DEFAULT_OPTIONS) },
    ],
    facts: DEFAULT_OPTIONS.facts,
    newId: `entity:${DEFAULT_OPTIONS.entities - 1}`,
  };
}
