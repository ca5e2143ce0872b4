import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateLines } from '../../../scripts/generate-pack.ts';
import { BROWSER_FAMILIES } from '../../../scripts/setup/find-browser.ts';
import type { Tab } from '../drivers/driver.ts';
import { Reader, TabView } from '../drivers/reader.ts';
import { until } from '../drivers/until.ts';
import { setScene } from '../harness.ts';
import { type PackServer, startPackServer } from '../pack-server.ts';
import { measureProcesses } from './process-memory.ts';

/*
 * Eight hours of reading in a few minutes: every round stands for five minutes. Three pages are read in each, and
 * an hour has an update that an alarm sets off, two deaths of the background and a pack imported by hand. The clock is moved as alarms see it: what is due in a day is due now.
 */
const ROUNDS = Number(process.env.FACTMARK_LONG_RUN_ROUNDS ?? 96);
const PAGES_PER_ROUND = 3;
const ROUNDS_PER_HOUR = 12;
/** Rounds after which every kind of thing has happened, and the history of versions is full. */
const WARM_UP = 2 * ROUNDS_PER_HOUR;

const PATH = '/pack.jsonl';

/** As much of the extension's API as is used here. */
interface Api {
  readonly storage: {
    readonly local: {
      get(key?: string): Promise<Record<string, Record<string, object>>>;
      set(items: object): Promise<void>;
    };
  };
  readonly alarms: { create(name: string, info: object): Promise<void>; getAll(): Promise<object[]> };
  readonly scripting: { getRegisteredContentScripts(): Promise<object[]> };
}

interface Stock {
  readonly databases: number;
  readonly files: number;
  readonly alarms: number;
  readonly scripts: number;
  readonly keys: readonly string[];
  /** Bytes of all of it, as the browser estimates. */
  readonly usage: number;
}

const editionOf = (edition: number) =>
  [...generateLines({ entities: 300, facts: 1500, sources: 60, seed: 1, edition })].join('');

describe.each(BROWSER_FAMILIES)('eight hours of reading in %s', (family) => {
  const scene = setScene(family);
  let server: PackServer;
  let names: string[] = [];
  let edition = 1;

  beforeAll(async () => {
    server = await startPackServer();
    server.publish(PATH, editionOf(edition));
    names = editionOf(1)
      .split('\n')
      .filter((line) => line.includes('"record":"entity"'))
      .map((line) => (JSON.parse(line) as { name: string }).name);
    scene.server.serve('day', (request, response) => {
      const number = Number(request.url?.split('/').at(-1));
      const paragraphs = Array.from({ length: 40 }, (_, i) => {
        const name = names[(number * 7 + i * 13) % names.length];
        return `<p>On day ${number}, ${name} met SoftBank, and Nscale wrote to ${name} about OpenAI.</p>`;
      });
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><html lang="en"><title>Day ${number}</title><b>Nscale</b>${paragraphs.join('')}`,
        );
    });
  });
  afterAll(() => server?.close());

  const openSettings = async () =>
    new TabView(await scene.browser.openTab(`${scene.browser.extensionOrigin}/options.html`));

  /** Reads a page as a reader does: it is marked, one name is pointed at, and it is closed. */
  const readPage = async (number: number) => {
    const tab = await scene.browser.openTab(scene.server.url(`day/${number}`));
    const reader = new Reader(tab);
    await reader.hoverMark('Nscale');
    await reader.waitForTooltip('$2 billion', 30_000);
    if (number % 3 === 0) await tab.goto(scene.server.url(`day/${number + 1}`));
    await tab.close();
  };

  const countSubscriptions = (tab: Tab) =>
    tab.evaluate(async () => {
      const world = window as unknown as { browser?: Api; chrome: Api };
      const { subscriptions = {} } = await (world.browser ?? world.chrome).storage.local.get('subscriptions');
      return Object.keys(subscriptions).length;
    });

  /** Lets the time come that the subscription waits for. */
  const ring = (tab: Tab) =>
    tab.evaluate(async () => {
      const world = window as unknown as { browser?: Api; chrome: Api };
      const { storage, alarms } = world.browser ?? world.chrome;
      const { subscriptions = {} } = await storage.local.get('subscriptions');
      const due = Object.entries(subscriptions).map(([id, one]) => [id, { ...one, nextAt: Date.now() }]);
      await storage.local.set({ subscriptions: Object.fromEntries(due) });
      await alarms.create('update-packs', { when: Date.now() + 500 });
    });

  const update = async () => {
    edition++;
    server.publish(PATH, editionOf(edition));
    const settings = await openSettings();
    await settings.find('article', 'invented entities');
    await ring(settings.surface);
    await settings.waitForText(`Version ${edition}.0.0`, 60_000);
    await settings.surface.close();
  };

  const importByHand = async () => {
    const settings = await openSettings();
    await settings.click('button', 'From an address');
    await settings.fill('textbox', 'Address of a pack', server.url(PATH));
    await settings.click('button', 'Fetch');
    await until('the preview', async () => (await settings.list('button', 'Import'))[0], { limitMs: 60_000 });
    await settings.click('button', 'Import');
    await settings.waitForText('is installed', 60_000);
    const subscribe = (await settings.list('button', 'Keep it up to date'))[0];
    if (subscribe) {
      await settings.click('button', 'Keep it up to date');
      // Leave to fetch is asked for first; closed before, the page would ask no more.
      await until('the subscription', async () => (await countSubscriptions(settings.surface)) > 0);
    }
    await settings.surface.close();
  };

  const takeStock = async (): Promise<Stock> => {
    const settings = await openSettings();
    const look = () =>
      settings.surface.evaluate(async () => {
        const world = window as unknown as { browser?: Api; chrome: Api };
        const { storage, alarms, scripting } = world.browser ?? world.chrome;
        const files: string[] = [];
        const folder = (await navigator.storage.getDirectory()) as unknown as {
          keys(): AsyncIterable<string>;
        };
        for await (const name of folder.keys()) files.push(name);
        return {
          databases: (await indexedDB.databases()).length,
          files: files.length,
          alarms: (await alarms.getAll()).length,
          scripts: (await scripting.getRegisteredContentScripts()).length,
          keys: Object.keys(await storage.local.get()).sort(),
          usage: (await navigator.storage.estimate()).usage ?? 0,
        };
      });
    const stock = await until(
      'the storage to be at rest',
      async () => {
        const before = await look();
        await sleep(1_500);
        const after = await look();
        return JSON.stringify(before) === JSON.stringify(after) && after;
      },
      { limitMs: 60_000 },
    );
    await settings.surface.close();
    return stock;
  };

  /** Of all processes, with every page closed and the background stopped: what is left is what leaks. */
  const takeMemory = async () => {
    await scene.browser.killBackground();
    // Browsers give memory back when they find time.
    const measured: number[] = [];
    for (let i = 0; i < 5; i++) {
      await sleep(2_000);
      measured.push(measureProcesses() ?? 0);
    }
    return Math.min(...measured);
  };

  it(`ends with the memory and the storage that it began with, after ${ROUNDS} rounds`, async () => {
    await readPage(0);
    await importByHand();
    let begun: { stock: Stock; memory: number } | undefined;
    let pages = 0;
    for (let round = 1; round <= WARM_UP + ROUNDS; round++) {
      // The beginning is quicker than a day: only what fills up is done then.
      const isDay = round > WARM_UP;
      if (round === WARM_UP + 1) begun = { stock: await takeStock(), memory: await takeMemory() };
      const inHour = round % ROUNDS_PER_HOUR;
      if (isDay || inHour % 4 === 0) {
        for (let i = 0; i < PAGES_PER_ROUND; i++) await readPage(++pages);
      }
      if (inHour === 3 || inHour === 9) await scene.browser.killBackground();
      if (inHour === 5) await update();
      if (inHour === 10) await importByHand();
    }
    const ended = { stock: await takeStock(), memory: await takeMemory() };
    const megabytes = (bytes = 0) => (bytes / 1e6).toFixed(1);
    console.log(
      [
        `${family}: ${pages} pages, ${edition} editions`,
        `memory ${megabytes(begun?.memory)} → ${megabytes(ended.memory)} MB`,
        `storage ${megabytes(begun?.stock.usage)} → ${megabytes(ended.stock.usage)} MB`,
        JSON.stringify(ended.stock),
      ].join('; '),
    );
    expect({ ...ended.stock, usage: 0 }).toEqual({ ...begun?.stock, usage: 0 });
    expect(ended.stock.usage).toBeLessThan((begun?.stock.usage ?? 0) * 1.25 + 2e6);
    expect(ended.memory).toBeLessThan((begun?.memory ?? 0) * 1.25 + 30e6);
  });
});
