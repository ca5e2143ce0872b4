import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_HEADLESS_SWITCHES, CHROMIUM_SWITCHES } from '../../../tests/e2e/drivers/chromium.ts';
import { createProfile, removeProfile } from '../../../tests/e2e/drivers/profile.ts';
import { type GeneratorOptions, generateLines } from '../../generate-pack.ts';
import { findBrowser } from '../../setup/find-browser.ts';
import { median } from '../browser/statistics.ts';
import type * as SearchPage from './page.ts';
import type { MisspelledName } from './queries.ts';

export interface Task {
  readonly pack: GeneratorOptions;
  /** The bundled page.ts, whose exports are `searchBench`. */
  readonly script: string;
  readonly firstQueries: readonly string[];
  readonly keys: readonly string[];
  readonly misspelled: readonly MisspelledName[];
  /** How long an engine may take to build its index, in milliseconds; for keys and for typos, a quarter of it each. */
  readonly limitMs: number;
}

/** An engine that could not build its index, and what stood against it. */
export interface GivenUp {
  readonly engine: string;
  readonly reason: string;
}

/** Times by the clock, in milliseconds; sizes in bytes. */
export interface EngineResult {
  readonly engine: string;
  readonly buildMs: number;
  readonly diskBytes: number;
  /** From a page that knows nothing to the first results, once for each of the first queries. */
  readonly openMs: readonly number[];
  readonly keyMs: readonly number[];
  /** What the page's main thread itself computed at each key, less what asking it took: a crowded machine changes it least. */
  readonly keyCpuMs: readonly number[];
  /** Share of misspelled names that were among the first three, 0..1. */
  readonly found: number;
  /** Heap and buffers of the page after all queries, garbage collected, less what an empty page takes. */
  readonly memoryBytes: number;
}

declare const searchBench: typeof SearchPage;

/** Measures one engine in Chromium, with a profile of its own, each opening in a page of its own. */
export async function measureEngine(engine: string, task: Task): Promise<EngineResult | GivenUp> {
  const server = createServer((request, response) => {
    if (request.url === '/pack.jsonl') Readable.from(generateLines(task.pack)).pipe(response);
    else response.setHeader('content-type', 'text/html').end('<!doctype html><title>Search</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const browser = findBrowser('chromium');
  if (!browser) throw new Error('Chromium is not installed');
  const profile = createProfile();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.executablePath,
    args: [...CHROMIUM_SWITCHES, ...CHROMIUM_HEADLESS_SWITCHES, '--no-sandbox'],
  });
  context.setDefaultTimeout(0);
  try {
    const built = await inPage(context, url, task.script, (page) => build(page, engine, task.limitMs));
    if (typeof built === 'string') return { engine, reason: built };
    const openMs: number[] = [];
    for (const query of task.firstQueries.slice(1)) {
      openMs.push(
        await inPage(context, url, task.script, (page) =>
          page.evaluate(([name, first]) => searchBench.open(name, first), [engine, query] as const),
        ),
      );
    }
    return await inPage(context, url, task.script, async (page) => {
      const empty = await measureMemory(page);
      const first = task.firstQueries[0]!;
      openMs.push(
        await page.evaluate(([name, query]) => searchBench.open(name, query), [engine, first] as const),
      );
      const { keyMs, keyCpuMs } = await timeKeys(page, task.keys, task.limitMs / 4);
      const found = await page.evaluate(([names, limitMs]) => searchBench.shareFound(names, limitMs), [
        task.misspelled,
        task.limitMs / 4,
      ] as const);
      return {
        engine,
        buildMs: built.ms,
        diskBytes: built.bytes,
        openMs,
        keyMs,
        keyCpuMs,
        found,
        memoryBytes: (await measureMemory(page)) - empty,
      };
    });
  } finally {
    await context.close();
    server.close();
    removeProfile(profile);
  }
}

/** @returns the reason, if it was not built: too slow, or more than a page may hold. */
async function build(page: Page, engine: string, limitMs: number) {
  const tooLong = Promise.withResolvers<string>();
  const timer = setTimeout(
    () => tooLong.resolve(`not built after ${Math.round(limitMs / 1_000)} s`),
    limitMs,
  );
  page.once('crash', () => tooLong.resolve('its page ran out of memory'));
  const building = page.evaluate((name) => searchBench.build(name), engine);
  try {
    return await Promise.race([
      building.catch((error: unknown) => `failed: ${String(error).split('\n')[0]}`),
      tooLong.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

async function inPage<T>(
  context: BrowserContext,
  url: string,
  script: string,
  run: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(url);
    await page.evaluate(script);
    return await run(page);
  } finally {
    await page.close();
  }
}

/** Calls that do nothing, to learn what a call takes. */
const CALIBRATIONS = 50;

async function timeKeys(
  page: Page,
  keys: readonly string[],
  limitMs: number,
): Promise<Pick<EngineResult, 'keyMs' | 'keyCpuMs'>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const readThreadMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
  };
  const threadMs = async (work: () => Promise<unknown>) => {
    const before = await readThreadMs();
    await work();
    return (await readThreadMs()) - before;
  };
  const asking: number[] = [];
  for (let round = 0; round < CALIBRATIONS; round++) {
    asking.push(await threadMs(() => page.evaluate((query) => searchBench.rest(query), 'nothing')));
  }
  const least = median(asking);
  const keyMs: number[] = [];
  const keyCpuMs: number[] = [];
  const end = performance.now() + limitMs;
  for (const key of keys) {
    if (performance.now() > end) break;
    const spent = await threadMs(async () => {
      keyMs.push(await page.evaluate((query) => searchBench.time(query), key));
    });
    keyCpuMs.push(Math.max(0, spent - least));
  }
  return { keyMs, keyCpuMs };
}

async function measureMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  // Once may leave what only the first collection made unreachable.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    readonly usedSize: number;
    readonly backingStorageSize?: number;
  };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}
