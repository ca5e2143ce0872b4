import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { Reader, type TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { type PackServer, startPackServer } from './pack-server.ts';
import { openDetails, subscribe } from './packs-page.ts';

const PATH = '/harbour.json';
const packText = (name: string) => readFileSync(path.join(import.meta.dirname, 'packs', name), 'utf8');

/** Part of the extension API that these tests use in the settings page. */
interface ExtensionApi {
  readonly storage: {
    readonly local: {
      get(key: string): Promise<{ subscriptions: Record<string, object> }>;
      set(items: object): Promise<void>;
    };
  };
  readonly alarms: { create(name: string, when: { when: number }): Promise<void> };
  readonly permissions: { getAll(): Promise<{ origins: string[] }> };
}

describe.each(BROWSER_FAMILIES)('a subscribed pack in %s', (family) => {
  const scene = setScene(family);
  let server: PackServer;
  let page: Reader;
  let settings: TabView;

  const markedTexts = async () => (await page.marks()).map(({ text }) => text);
  /** Has the time come, in so many milliseconds, that the subscription waits for. @returns when that is. */
  const ringIn = (ms: number): Promise<number> =>
    settings.surface.evaluate(async (delay) => {
      const { storage, alarms } = (globalThis as unknown as { chrome: ExtensionApi }).chrome;
      const { subscriptions } = await storage.local.get('subscriptions');
      const due = Object.entries(subscriptions).map(([id, one]) => [id, { ...one, nextAt: Date.now() }]);
      await storage.local.set({ subscriptions: Object.fromEntries(due) });
      const when = Date.now() + delay;
      await alarms.create('update-packs', { when });
      return when;
    }, ms);
  const openSettings = async () => {
    settings = await scene.openExtensionPage('options.html');
  };
  /** Has it come with no page open and the background asleep, however long a busy machine takes for that. */
  const ringForNobody = async () => {
    for (let delay = 2_000; ; delay *= 2) {
      const when = await ringIn(delay);
      await settings.surface.close();
      await scene.browser.killBackground();
      if (Date.now() < when) return;
      await openSettings();
    }
  };

  beforeAll(async () => {
    server = await startPackServer();
    server.publish(PATH, packText('harbour-1.json'));
    page = await scene.read('harbour.html');
    await openSettings();
    await settings.find('article', 'OpenAI');
  });
  afterAll(() => server?.close());

  it('is imported from its address, through the same preview, and kept up to date on a click', async () => {
    await subscribe(settings, { url: server.url(PATH), version: '1.0.0' });
    await openDetails(settings, 'Harbour watch');
    await settings.find('switch', 'Update by itself');
    expect(server.lastHeaders).not.toHaveProperty('cookie');
    expect(server.lastHeaders).not.toHaveProperty('referer');
  });

  it('installs a newer version by itself, with no page open and the background asleep', async () => {
    server.publish(PATH, packText('harbour-2.json'));
    await ringForNobody();
    await page.tab.bringToFront();
    await expect
      .poll(markedTexts, { timeout: 120_000 })
      .toEqual(['Lindqvist Harbour Trust', 'Maren Oostveld']);
  });

  it('asks for changes only, and tells what came of it', async () => {
    await openSettings();
    await openDetails(settings, 'Harbour watch');
    await settings.waitForText('Version 2.0.0 was installed: 3 records added, 0 changed, 1 gone.');
    await settings.click('button', 'Update now: Harbour watch');
    await settings.waitForText('Nothing new.');
    expect(server.requests.at(-1)).toBe(`GET ${PATH} 304`);
  });

  it('keeps what it has while the file is broken or gone', async () => {
    server.publish(PATH, undefined);
    await settings.click('button', 'Update now: Harbour watch');
    await settings.waitForText('There is no such file on the site (404).');
    server.publish(PATH, '<!doctype html><title>Moved</title>');
    await settings.click('button', 'Update now: Harbour watch');
    await settings.waitForText('The file there has errors and was not installed.');
    await settings.waitForText('Version 2.0.0');
  });

  it('waits for a person before it loses much, and shows what it would lose', async () => {
    const pack = JSON.parse(packText('harbour-2.json'));
    server.publish(PATH, JSON.stringify({ ...pack, version: '3.0.0', facts: pack.facts.slice(0, 1) }));
    await settings.click('button', 'Update now: Harbour watch');
    await settings.waitForText('Version 3.0.0 would take back 40% of what is here.');
    await page.tab.bringToFront();
    await page.hoverMark('Lindqvist Harbour Trust');
    await page.waitForTooltip('The trust runs nine berths after a sale.');
    await page.moveAway();
    await page.waitForNoTooltip();

    await settings.surface.bringToFront();
    await settings.click('button', 'Look at it');
    await settings.waitForText('Version 2.0.0 → 3.0.0');
    await settings.click('button', 'Import');
    await settings.waitForText('version 3.0.0, is installed');
    await until('nothing to wait', async () => !(await settings.text()).includes('An update waits for you'));
    await page.tab.bringToFront();
    await until('the loss to be seen', async () => {
      await page.hoverMark('Lindqvist Harbour Trust');
      const { text } = await page.waitForTooltip('The trust runs');
      await page.moveAway();
      await page.waitForNoTooltip();
      return text.includes('The trust runs twelve berths.');
    });
  });
});

describe.each(BROWSER_FAMILIES)('leave to fetch packs in %s', (family) => {
  const scene = setScene(family, 'release');
  let server: PackServer;
  beforeAll(async () => {
    server = await startPackServer();
    server.publish(PATH, packText('harbour-1.json'));
  });
  afterAll(() => server?.close());

  it('is asked for that site alone, lets none of its pages be read, and is given back', async () => {
    await scene.browser.approveRequests(['http://localhost/*']);
    const settings = await scene.openExtensionPage('options.html');
    const origins = () =>
      settings.surface.evaluate(async () => {
        const { permissions } = (globalThis as unknown as { chrome: ExtensionApi }).chrome;
        return (await permissions.getAll()).origins;
      });
    expect(await origins()).toEqual([]);
    await settings.find('article', 'OpenAI');
    await subscribe(settings, { url: server.url(PATH), version: '1.0.0' });
    expect(await origins()).toEqual(['http://localhost/*']);
    await openDetails(settings, 'Harbour watch');
    await settings.click('button', 'Forget the address: Harbour watch');
    await until('the leave to be given back', async () => (await origins()).length === 0);
    // A press that the browser itself makes: it alone may ask for leave.
    await settings.click('button', 'Undo');
    await settings.find('switch', 'Update by itself');
    await expect.poll(origins).toEqual(['http://localhost/*']);

    const page = await scene.read('harbour.html');
    // Whoever was to mark it would have done so before a page that is opened later, on a site that may be read.
    await scene.browser.grantAccess(['http://127.0.0.1/*']);
    const readable = new Reader(await scene.browser.openTab(scene.server.otherSiteUrl('harbour.html')));
    await readable.waitForMarks();
    await page.tab.bringToFront();
    expect(await page.marks()).toEqual([]);

    await settings.click('link', 'Sites');
    await settings.waitForText('Sites that packs are fetched from');
    await settings.click('button', 'Withdraw access to localhost');
    await until('the leave to be gone', async () => !(await origins()).includes('http://localhost/*'));
  });
});
