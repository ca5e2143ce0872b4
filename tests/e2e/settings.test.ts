import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { Reader, TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { acceptPreview, openDetails } from './packs-page.ts';

const packFile = (name: string) => path.join(import.meta.dirname, 'packs', name);

describe.each(BROWSER_FAMILIES)('importing packs in the settings in %s', (family) => {
  const scene = setScene(family);
  let page: Reader;
  let settings: TabView;

  const installedPacks = async () => (await settings.list('article')).map(({ text }) => text);
  const markedTexts = async () => (await page.marks()).map(({ text }) => text);
  /** The page is worked on while it is looked at, so it has to be in front. */
  const turnToPage = () => page.tab.bringToFront();
  const turnToSettings = () => settings.surface.bringToFront();

  beforeAll(async () => {
    // The bundled pack is installed when its names are marked.
    await (await scene.read('article.html')).waitForMarks();
    page = await scene.read('harbour.html');
    // A value that a reload would lose.
    await page.tab.evaluate(() => {
      (window as unknown as { isSameDocument: boolean }).isSameDocument = true;
    });
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
  });

  it('marks the names of an imported pack on a page that is already open', async () => {
    expect(await markedTexts()).toEqual([]);
    await settings.surface.upload('input[type=file]', [packFile('harbour-1.json')]);
    await acceptPreview(settings, '1.0.0');
    await settings.find('article', 'Harbour watch');
    await turnToPage();
    await expect.poll(markedTexts).toEqual(['Lindqvist Harbour Trust']);
    await page.hoverMark('Lindqvist Harbour Trust');
    await page.waitForTooltip('The trust runs twelve berths.');
    await page.moveAway();
    await page.waitForNoTooltip();
  });

  it('refuses a broken pack with the line and the reason, and changes nothing', async () => {
    const before = await installedPacks();
    await turnToSettings();
    await settings.surface.upload('input[type=file]', [packFile('harbour-broken.jsonl')]);
    const text = await settings.waitForText('harbour-broken.jsonl cannot be imported');
    expect(text).toContain('Line 4');
    expect(text).toContain('“certain” is not among the values that are known');
    expect(await installedPacks()).toEqual(before);
    await turnToPage();
    await page.hoverMark('Lindqvist Harbour Trust');
    await page.waitForTooltip('The trust runs twelve berths.');
    await page.moveAway();
    await page.waitForNoTooltip();
  });

  it('shows what version 2 changes, and after the import the open page shows it without a reload', async () => {
    await turnToSettings();
    await settings.surface.upload('input[type=file]', [packFile('harbour-2.json')]);
    await settings.waitForText('Version 1.0.0 → 2.0.0');
    await settings.waitForText('The trust runs nine berths after a sale.');
    await acceptPreview(settings, '2.0.0');

    await turnToPage();
    await expect.poll(markedTexts).toEqual(['Lindqvist Harbour Trust', 'Maren Oostveld']);
    await page.hoverMark('Lindqvist Harbour Trust');
    await page.waitForTooltip('The trust runs nine berths after a sale.');
    expect(
      await page.tab.evaluate(() => (window as unknown as { isSameDocument?: boolean }).isSameDocument),
    ).toBe(true);
    await page.moveAway();
    await page.waitForNoTooltip();
  });

  it('takes the marks away when the pack is switched off, and brings them back', async () => {
    await turnToSettings();
    await settings.click('switch', 'Use Harbour watch');
    await turnToPage();
    await until('the marks to go', async () => (await markedTexts()).length === 0);
    await turnToSettings();
    await until('it to be off', async () => !(await settings.find('switch', 'Use Harbour watch')).isOn);
    await settings.click('switch', 'Use Harbour watch');
    await turnToPage();
    await page.waitForMarks();
  });

  it('takes the marks away for good when the pack is removed', async () => {
    await turnToSettings();
    await openDetails(settings, 'Harbour watch');
    await settings.click('button', 'Remove this pack: Harbour watch');
    await settings.find('dialog', 'Remove Harbour watch?');
    await settings.click('button', 'Remove');
    await settings.waitForNo('article', 'Harbour watch');
    await turnToPage();
    await until('the marks to go', async () => (await markedTexts()).length === 0);
  });
});

describe.each(BROWSER_FAMILIES)('the settings page in %s', (family) => {
  const scene = setScene(family);
  let settings: TabView;

  beforeAll(async () => {
    settings = await scene.openExtensionPage('options.html');
  });

  it('shows the bundled pack although it was opened before the pack was there', async () => {
    await settings.find('article', 'OpenAI’s mega-round');
  });

  const theme = () => settings.surface.evaluate(() => document.documentElement.dataset.theme ?? 'system');

  it('finds a setting by its words, changes it by keyboard, and takes that back', async () => {
    await settings.surface.bringToFront();
    await settings.fill('searchbox', 'Search settings', 'theme');
    await settings.find('link', 'Theme');
    await settings.surface.press('Enter');
    const focused = () =>
      settings.surface.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value);
    await until('the focus on the theme', async () => (await focused()) === 'system');
    await expect.poll(() => settings.surface.evaluate(() => location.hash)).toBe('#marks/theme');
    await settings.surface.press('ArrowRight');
    await until('the light theme', async () => (await theme()) === 'light');
    await settings.waitForText('Saved.');
    expect(await settings.accessibilityViolations()).toEqual([]);
    await settings.activate('button', 'Undo');
    await until('the theme of before', async () => (await theme()) === 'system');
  });

  it('speaks another language as soon as it is chosen, as does what else is open, and takes that back', async () => {
    const panel = await scene.openExtensionPage('sidepanel.html?show=open');
    const choose = (language: string) =>
      settings.surface.evaluate((value) => {
        const list = document.querySelector<HTMLSelectElement>('#marks-language select');
        if (list) list.value = value;
        list?.dispatchEvent(new Event('change', { bubbles: true }));
      }, language);
    await settings.find('combobox', 'Language');
    // A page that was loaded again would have ended an import, and forgotten the way back.
    await settings.surface.evaluate(() => {
      (window as unknown as { isSameDocument: boolean }).isSameDocument = true;
    });
    await choose('ar');
    await settings.find('combobox', 'اللغة');
    await expect.poll(() => settings.surface.evaluate(() => document.documentElement.dir)).toBe('rtl');
    await panel.find('combobox', 'البحث');
    await settings.activate('button', 'تراجع');
    await settings.find('combobox', 'Language');
    expect(
      await settings.surface.evaluate(
        () => (window as unknown as { isSameDocument?: boolean }).isSameDocument,
      ),
    ).toBe(true);
    await panel.find('combobox', 'Search');
    await panel.surface.close();
  });

  it('restores a backup after it has shown what that changes, and resets', async () => {
    await settings.click('link', 'Backup');
    await settings.find('heading', 'Backup');
    await settings.surface.upload('input[type=file]', [
      path.join(import.meta.dirname, 'backups', 'dark.json'),
    ]);
    await settings.waitForText('Theme: As the system → Dark');
    expect(await theme()).toBe('system');
    await settings.click('button', 'Restore');
    await until('the dark theme', async () => (await theme()) === 'dark');
    // What it says moves the button below it.
    await settings.waitForText('Everything in the backup is restored.');
    await settings.click('button', 'Reset all settings');
    await settings.find('dialog', 'Reset all settings?');
    await settings.surface.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('dialog button')].at(-1)?.click(),
    );
    await until('the theme of the beginning', async () => (await theme()) === 'system');
  });

  it.each(
    ['Packs', 'Sites', 'Marks', 'Shortcuts', 'Backup', 'About'].flatMap((section) => [
      [section, 'light'] as const,
      [section, 'dark'] as const,
    ]),
  )('breaks no rule of accessibility under %s in %s', async (section, scheme) => {
    await settings.surface.setColorScheme(scheme);
    await settings.click('link', section);
    await settings.find('heading', section);
    expect(await settings.accessibilityViolations()).toEqual([]);
  });
});
