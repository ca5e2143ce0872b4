import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { Reader, TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { type PackServer, startPackServer } from './pack-server.ts';

const PATH = '/harbour.json';
const packText = (name: string) => readFileSync(path.join(import.meta.dirname, 'packs', name), 'utf8');

describe.each(BROWSER_FAMILIES)('a subscribed pack in %s', (family) => {
  const scene = setScene(family);
  let server: PackServer;
  let page: Reader;
  let settings: TabView;

  const markedTexts = async () => (await page.marks()).map(({ text }) => text);
  const openDetails = () =>
    settings.surface.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
  /** Lets the time come that the subscription waits for. */
  const ring = () =>
    settings.surface.evaluate(async () => {
      interface Browser {
        storage: {
          local: {
            get(key: string): Promise<{ subscriptions: Record<string, object> }>;
            set(items: object): Promise<void>;
          };
        };
        alarms: { create(name: string, when: { when: number }): Promise<void> };
      }
      const { storage, alarms } = (globalThis as unknown as { chrome: Browser }).chrome;
      const { subscriptions } = await storage.local.get('subscriptions');
      const due = Object.entries(subscriptions).map(([id, one]) => [id, { ...one, nextAt: Date.now() }]);
      await storage.local.set({ subscriptions: Object.fromEntries(due) });
      await alarms.create('update-packs', { when: Date.now() + 2_000 });
    });

  beforeAll(async () => {
    server = await startPackServer();
    server.publish(PATH, packText('harbour-1.json'));
    page = await scene.read('harbour.html');
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
  });
  afterAll(() => server?.close());

  it('is imported from its address, through the same preview, and kept up to date on a click', async () => {
    await settings.click('button', 'From an address');
    await settings.fill('textbox', 'Address of a pack', server.url(PATH));
    await settings.click('button', 'Fetch');
    await settings.waitForText('Nothing has changed yet.');
    await settings.click('button', 'Import');
    await settings.waitForText('is installed');
    await settings.click('button', 'Keep it up to date from localhost');
    await openDetails();
    await settings.find('switch', 'Update by itself');
    expect(server.lastHeaders).not.toHaveProperty('cookie');
    expect(server.lastHeaders).not.toHaveProperty('referer');
  });

  it('installs a newer version by itself, with no page open and the background asleep', async () => {
    server.publish(PATH, packText('harbour-2.json'));
    await ring();
    await settings.surface.close();
    await scene.browser.killBackground();
    await page.tab.bringToFront();
    await until('the new name to be marked', async () => (await markedTexts()).length === 2, {
      limitMs: 30_000,
    });
    expect(await markedTexts()).toEqual(['Lindqvist Harbour Trust', 'Maren Oostveld']);
  });
});
