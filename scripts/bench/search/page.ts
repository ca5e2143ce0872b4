import type { Entity, Fact, PackRecord, Source } from '../../../lib/model/fact-pack.ts';
import type { Engine, Records } from './engine.ts';
import { createFactmark } from './engines/factmark.ts';
import { createFlexSearch } from './engines/flexsearch.ts';
import { createMiniSearch } from './engines/minisearch.ts';
import { createOrama } from './engines/orama.ts';
import { createUFuzzy } from './engines/ufuzzy.ts';

/*
 * Runs in a page: one engine at a time, in a page of its own. What the page measures it returns; the
 * program that opened it (measure-engine.ts) looks at memory from outside.
 */

const ENGINES: Record<string, () => Engine> = {
  Factmark: createFactmark,
  MiniSearch: createMiniSearch,
  FlexSearch: createFlexSearch,
  Orama: createOrama,
  uFuzzy: createUFuzzy,
};

const LIMIT = 20;
let engine: Engine | undefined;

async function readPack(): Promise<Records> {
  const records = { sources: [] as Source[], entities: [] as Entity[], facts: [] as Fact[] };
  const response = await fetch('/pack.jsonl');
  let rest = '';
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const record: PackRecord = JSON.parse(line);
      if (record.record === 'source') records.sources.push(record);
      else if (record.record === 'entity') records.entities.push(record);
      else if (record.record === 'fact') records.facts.push(record);
    }
  }
  return records;
}

/** @returns milliseconds to build and keep the index, and bytes that the origin takes then. */
export async function build(name: string): Promise<{ ms: number; bytes: number }> {
  const records = await readPack();
  const start = performance.now();
  await ENGINES[name]!().build(records);
  const ms = performance.now() - start;
  return { ms, bytes: (await navigator.storage.estimate()).usage ?? 0 };
}

/** @returns milliseconds until the first results are there. */
export async function open(name: string, firstQuery: string): Promise<number> {
  const start = performance.now();
  engine = ENGINES[name]!();
  await engine.open();
  await engine.search(firstQuery, LIMIT);
  return performance.now() - start;
}

/** What a call takes that does nothing. */
export async function rest(_query: string): Promise<number> {
  return 0;
}

/** @returns milliseconds of a query. */
export async function time(query: string): Promise<number> {
  const start = performance.now();
  await engine!.search(query, LIMIT);
  return performance.now() - start;
}

/** @returns the share of the queries with the meant name among their first three, of as many as there is time for. */
export async function shareFound(
  queries: readonly { typed: string; meant: string }[],
  limitMs: number,
): Promise<number> {
  const end = performance.now() + limitMs;
  let found = 0;
  let asked = 0;
  for (const { typed, meant } of queries) {
    if (performance.now() > end) break;
    const { entities } = await engine!.search(typed, LIMIT);
    asked++;
    if (entities.slice(0, 3).includes(meant)) found++;
  }
  return found / asked;
}
