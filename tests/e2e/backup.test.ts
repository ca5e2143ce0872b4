import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleModule } from '../../scripts/setup/bundle-module.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { SCRATCH } from '../../scripts/setup/project.ts';
import type { Reader, TabView } from './drivers/reader.ts';
import { STORE_MODULE, type StoreWorld } from './drivers/store-world.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { acceptPreview, openDetails } from './packs-page.ts';

const packFile = (name: string) => path.join(import.meta.dirname, 'packs', name);
const VERSIONS = ['harbour-2.json', 'harbour-1.json'].map((name) => readFileSync(packFile(name), 'utf8'));

describe.each(BROWSER_FAMILIES)('a backup of everything in %s', (family) => {
  const scene = setScene(family);
  let page: Reader;
  let settings: TabView;
  let folder: string;
  let backup: string;

  const showSection = async (name: string) => {
    await settings.click('link', name);
    // The heading of a section has its name, which the link to it has as well.
    await until(`the section ${name}`, () =>
      settings.surface.evaluate((title) => document.querySelector('h1')?.textContent === title, name),
    );
  };
  const theme = () => settings.surface.evaluate(() => document.documentElement.dataset.theme ?? 'system');

  /** Every version of the imported pack as it was imported, the one that serves first. */
  const installedFiles = () =>
    settings.surface.evaluate(async () => {
      const { openFactStore } = (window as unknown as StoreWorld).factmarkStore;
      const store = await openFactStore();
      const pack = (await store.packs()).find(({ isBundled }) => !isBundled);
      const files: string[] = [];
      for (const { id } of pack ? [pack.current, ...pack.history] : []) {
        const generation = await store.openGeneration(id);
        files.push(await new Response(await generation.originalFile()).text());
        generation.close();
      }
      store.close();
      return files;
    });

  beforeAll(async () => {
    const parent = path.join(SCRATCH, 'downloads');
    mkdirSync(parent, { recursive: true });
    folder = mkdtempSync(path.join(parent, 'backup-'));
    await scene.browser.saveDownloadsTo(folder);
    page = await scene.read('harbour.html');
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
    await settings.surface.inject(await bundleModule(STORE_MODULE, 'factmarkStore'));
    for (const [name, version] of [
      ['harbour-1.json', '1.0.0'],
      ['harbour-2.json', '2.0.0'],
    ] as const) {
      await settings.surface.upload('input[type=file]', [packFile(name)]);
      await acceptPreview(settings, version);
    }
    await showSection('Marks');
    await settings.click('radio', 'Dark');
    await until('the dark theme', async () => (await theme()) === 'dark');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is one archive with the packs in it, to the byte', async () => {
    await showSection('Backup');
    await settings.waitForText('2 versions of packs');
    await settings.click('button', 'Save a backup');
    await settings.waitForText('is among your downloads');
    const name = await until('the file', () =>
      readdirSync(folder).find((file) => /^factmark-[\d-]+\.tar\.gz$/.test(file)),
    );
    backup = path.join(folder, name);
    const files = await until('all of the file', () => gunzipSync(readFileSync(backup)).toString());
    expect(files).toContain('"format": "factmark-backup/2"');
    for (const text of VERSIONS) expect(files).toContain(text);
    expect(await settings.accessibilityViolations()).toEqual([]);
  });

  it('brings packs and settings back after all of it is gone', async () => {
    await showSection('Packs');
    await openDetails(settings, 'Harbour watch');
    await settings.click('button', 'Remove this pack: Harbour watch');
    await settings.find('dialog', 'Remove Harbour watch?');
    await settings.click('button', 'Remove');
    await until('the pack to go', async () => (await installedFiles()).length === 0);
    await showSection('Backup');
    await settings.click('button', 'Reset all settings');
    await settings.find('dialog', 'Reset all settings?');
    await settings.surface.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('dialog button')].at(-1)?.click(),
    );
    await until('the theme of the beginning', async () => (await theme()) === 'system');

    await settings.surface.upload('input[type=file]', [backup]);
    await settings.waitForText('Installed: Harbour watch 2.0.0, with one other version');
    expect(await installedFiles()).toEqual([]);
    await settings.click('button', 'Restore');
    await settings.waitForText('Everything in the backup is restored.');
    expect(await installedFiles()).toEqual(VERSIONS);
    await expect.poll(theme).toBe('dark');
    // The page that was open all the while.
    await page.tab.bringToFront();
    await until('the names to be marked', async () => (await page.marks()).length === 2);
    await settings.surface.bringToFront();
  });

  it('changes nothing the second time, and says so', async () => {
    await settings.surface.upload('input[type=file]', [backup]);
    await settings.waitForText('Everything is as it was then: there is nothing to restore.');
  });

  it('is taken back with one button', async () => {
    await showSection('Packs');
    await openDetails(settings, 'Harbour watch');
    await settings.click('button', 'Remove this pack: Harbour watch');
    await settings.find('dialog', 'Remove Harbour watch?');
    await settings.click('button', 'Remove');
    await until('the pack to go', async () => (await installedFiles()).length === 0);
    await showSection('Backup');
    await settings.surface.upload('input[type=file]', [backup]);
    await settings.waitForText('Installed: Harbour watch 2.0.0');
    await settings.click('button', 'Restore');
    await until('the pack to come', async () => (await installedFiles()).length === 2);
    await settings.waitForText('Everything in the backup is restored.');
    await settings.click('button', 'Undo');
    await until('the pack to go again', async () => (await installedFiles()).length === 0);
    expect(await theme()).toBe('dark');
  });

  it('that is cut off is refused, and changes nothing', async () => {
    const cut = path.join(folder, 'cut.tar.gz');
    const bytes = readFileSync(backup);
    writeFileSync(cut, bytes.subarray(0, bytes.length - 20));
    await settings.surface.upload('input[type=file]', [cut]);
    await settings.waitForText('The backup is damaged at “');
    expect(await installedFiles()).toEqual([]);
  });
});
