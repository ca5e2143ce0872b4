import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { Tab } from './drivers/driver.ts';
import { ExtensionView, type TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { openDetails } from './packs-page.ts';

const HARBOUR_1 = path.join(import.meta.dirname, 'packs/harbour-1.json');
const HARBOUR_2 = path.join(import.meta.dirname, 'packs/harbour-2.json');

const SAMPLE = 'OpenAI’s mega-round';
const SAMPLE_ID = 'factmark.openai-mega-round';
/** A busy machine takes its time; nothing here depends on how long. */
const PATIENCE_MS = 60_000;
const PATIENT = { limitMs: PATIENCE_MS } as const;
const PATIENTLY = { timeout: 600_000 } as const;

const DAMAGED = 'This pack is damaged';

/** Rows of the registry, as the browser has them. */
interface PackRow {
  readonly packId: string;
  readonly currentId: string;
}

/*
 * Faults of storage as real browsers have them; docs/fault-matrix.md lists them with those that a seam makes.
 * The tests of a browser are one story, each with what the one before left.
 */
describe.each(BROWSER_FAMILIES)('storage that goes wrong in %s', (family) => {
  // What cannot be read is reported, besides being said in words.
  const scene = setScene(family, 'trial', (problem) => problem.includes('StoreError'));

  const openSettings = () => scene.openExtensionPage('options.html');

  const readRows = (tab: Tab) =>
    tab.evaluate(
      () =>
        new Promise<PackRow[]>((resolve, reject) => {
          const opening = indexedDB.open('factmark');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const reading = opening.result.transaction('packs').objectStore('packs').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(reading.result);
            };
          };
        }),
    );

  /** Deletes databases behind the extension's back. */
  const erase = (tab: Tab, prefix: string) =>
    tab.evaluate(async (wanted) => {
      for (const { name = '' } of await indexedDB.databases()) {
        if (!name.startsWith(wanted)) continue;
        await new Promise<void>((resolve, reject) => {
          const deletion = indexedDB.deleteDatabase(name);
          deletion.onsuccess = () => resolve();
          deletion.onerror = () => reject(deletion.error);
        });
      }
    }, prefix);

  const importHarbour = async (settings: TabView, said: string) => {
    await settings.surface.upload('input[type=file]', [HARBOUR_1]);
    await settings.waitForText(said, PATIENCE_MS);
    await settings.click('button', 'Import');
    // What is installed is spoken of before, too.
    await settings.waitForText('version 1.0.0, is installed', PATIENCE_MS);
  };

  const countDamaged = async (settings: TabView) => (await settings.text()).split(DAMAGED).length - 1;

  it('a pack’s database that was deleted is told of in settings and popup', PATIENTLY, async () => {
    const article = await scene.read('article.html');
    await article.waitForMarks();
    const settings = await openSettings();
    await settings.find('article', SAMPLE);
    await erase(settings.surface, 'factmark-generation-');
    await settings.surface.goto(await settings.surface.url());
    await settings.waitForText(DAMAGED, PATIENCE_MS);
    await settings.waitForText('then restore it on this page');
    const popup = new ExtensionView(await scene.browser.openPopup(article.tab));
    await popup.waitForText('Your packs cannot be read', PATIENCE_MS);
    await popup.surface.close();
    await article.tab.close();
    await settings.surface.close();
  });

  it('a damaged pack keeps none from being imported, and is mended by its file', PATIENTLY, async () => {
    const settings = await openSettings();
    await settings.waitForText(DAMAGED, PATIENCE_MS);
    await importHarbour(settings, 'Nothing has changed yet.');
    const harbour = (await readRows(settings.surface)).find(({ packId }) => /harbour/.test(packId));
    await settings.surface.evaluate(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const writing = opening.result.transaction('data', 'readwrite');
            writing.objectStore('data').put(new Blob([new Uint8Array(4_000)]), 'data');
            writing.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      `factmark-generation-${harbour?.currentId}`,
    );
    await settings.surface.goto(await settings.surface.url());
    await until('two damaged packs', async () => (await countDamaged(settings)) === 2, PATIENT);
    await importHarbour(settings, 'What is installed of this pack is damaged');
    await settings.surface.goto(await settings.surface.url());
    await until('one damaged pack', async () => (await countDamaged(settings)) === 1, PATIENT);
    await settings.surface.close();
  });

  it('two windows that import the same file at once end with the same whole pack', PATIENTLY, async () => {
    const windows = [await openSettings(), await scene.openExtensionPage('options.html')] as const;
    for (const { surface } of windows) await surface.upload('input[type=file]', [HARBOUR_2]);
    const press = async (view: TabView) => {
      await view.surface.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        buttons.find(({ textContent }) => textContent?.trim() === 'Import')?.click();
      });
      return view.text();
    };
    await until(
      'one to have installed it, and the other too or to be told that it is busy',
      async () => {
        const texts = [await press(windows[0]), await press(windows[1])];
        const installed = texts.filter((text) => text.includes('version 2.0.0, is installed'));
        const told = texts.filter((text) => text.includes('Another window is importing this pack.'));
        return installed.length > 0 && installed.length + told.length === windows.length;
      },
      { limitMs: PATIENCE_MS },
    );
    for (const view of windows) await view.surface.goto(await view.surface.url());
    for (const view of windows) await view.waitForText('Version 2', PATIENCE_MS);
    const rows = (await readRows(windows[0].surface)).filter(({ packId }) => /harbour/.test(packId));
    expect(rows).toHaveLength(1);
    for (const { surface } of windows) await surface.close();
  });

  it(
    'a pack that is removed is gone at once though another tab keeps its database open, and its space when that tab is',
    PATIENTLY,
    async () => {
      const other = await scene.openExtensionPage('options.html');
      const harbour = (await readRows(other.surface)).find(({ packId }) => /harbour/.test(packId));
      const name = `factmark-generation-${harbour?.currentId}`;
      await other.surface.evaluate(
        (kept) =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open(kept);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              (window as unknown as { kept: IDBDatabase }).kept = opening.result;
              resolve();
            };
          }),
        name,
      );
      const settings = await openSettings();
      const isThere = async () =>
        (await settings.surface.evaluate(() => indexedDB.databases())).some((one) => one.name === name);
      await openDetails(settings, 'Harbour watch');
      await settings.click('button', 'Remove this pack: Harbour watch');
      await settings.click('button', 'Remove');
      await settings.waitForNo('article', 'Harbour watch');
      expect((await readRows(settings.surface)).map(({ packId }) => packId)).toEqual([SAMPLE_ID]);
      expect(await isThere()).toBe(true);
      await other.surface.close();
      await until('the space to be given back', async () => !(await isThere()), PATIENT);
      await settings.surface.close();
    },
  );

  it(
    'a registry that a newer version wrote is left alone, and the bundled pack served',
    PATIENTLY,
    async () => {
      const settings = await openSettings();
      const before = await readRows(settings.surface);
      await settings.surface.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open('factmark', 99);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              opening.result.close();
              resolve();
            };
          }),
      );
      await scene.browser.killBackground();
      await settings.surface.goto(await settings.surface.url());
      await settings.waitForText('Only the built-in facts are here', PATIENCE_MS);
      const article = await scene.read('article.html');
      await article.waitForMarks();
      await article.tab.close();
      expect(await readRows(settings.surface)).toEqual(before);
      await settings.surface.close();
    },
  );

  it(
    'everything that a reader cleared is gone, and the bundled pack back with the next start',
    PATIENTLY,
    async () => {
      const settings = await openSettings();
      await erase(settings.surface, 'factmark');
      await settings.surface.evaluate(async () => {
        interface Api {
          readonly storage: { readonly local: { clear(): Promise<void> } };
        }
        const { browser, chrome } = window as unknown as { browser?: Api; chrome: Api };
        await (browser ?? chrome).storage.local.clear();
      });
      await scene.browser.killBackground();
      const article = await scene.read('article.html');
      await article.waitForMarks(PATIENCE_MS);
      await settings.surface.goto(await settings.surface.url());
      await settings.waitForText(SAMPLE, PATIENCE_MS);
      expect((await readRows(settings.surface)).length).toBe(1);
      expect(await countDamaged(settings)).toBe(0);
    },
  );
});
