import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '../../lib/model/settings.ts';
import { ChromiumPopup } from '../../tests/e2e/drivers/chromium-popup.ts';
import type { BrowserDriver, Surface } from '../../tests/e2e/drivers/driver.ts';
import { ExtensionView, Reader, TabView } from '../../tests/e2e/drivers/reader.ts';
import { until } from '../../tests/e2e/drivers/until.ts';
import type { FixtureServer } from '../../tests/e2e/fixture-server.ts';
import { ROOT } from '../setup/project.ts';
import { articleOf, packOf, readSample } from './sample.ts';

/** CSS pixels of the pages in the pictures. */
export const PAGE = { width: 1120, height: 620 } as const;

/** Twice the longest transition of what is drawn: a picture of it half-way would show the text behind. */
const FADE_MS = 400;

/** How long an import may take on a busy machine. */
const SLOW_MS = 60_000;

/** What is photographed, each a PNG of this name. */
export const PIECES = [
  'article',
  'tooltip',
  'tooltip-dark',
  'reasons',
  'popup',
  'search',
  'panel',
  'import',
] as const;
export type Piece = (typeof PIECES)[number];

/**
 * Photographs the extension at work on an invented article in one language: article and pack, and every
 * text of the extension.
 *
 * @returns The folder of the pictures, as PNG.
 */
export async function capture(
  browser: BrowserDriver,
  server: FixtureServer,
  language: Language,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const sample = readSample(language);
  const say = messagesOf(language);
  server.serve('story', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(articleOf(sample, language));
  });
  const save = async (surface: Surface, piece: Piece) => {
    await sleep(FADE_MS);
    await surface.screenshot(path.join(folder, `${piece}.png`));
  };

  const settings = await openSettingsIn(language, browser);
  const packFile = (version: 1 | 2) => {
    const file = path.join(folder, `harbour-${version}.json`);
    writeFileSync(file, JSON.stringify(packOf(sample, language, version)));
    return file;
  };
  await settings.surface.upload('input[type=file]', [packFile(1)]);
  await settings.click('button', say('settings', 'settings.import.import'));
  await settings.find('article', sample.packTitle);

  const article = new Reader(await browser.openTab(server.url('story/')));
  await article.waitForMarks();
  await save(article.tab, 'article');
  const investment = sample.facts.investment[0].slice(0, 20);
  for (const [piece, scheme] of [
    ['tooltip', 'light'],
    ['tooltip-dark', 'dark'],
  ] as const) {
    await article.tab.setColorScheme(scheme);
    await article.moveAway();
    await article.waitForNoTooltip();
    await article.hoverMark(sample.names.port);
    await article.waitForTooltip(investment);
    await save(article.tab, piece);
  }
  await article.moveAway();
  await article.waitForNoTooltip();
  await article.tab.setColorScheme('light');
  await article.hoverMark(sample.names.line);
  await article.waitForTooltip(sample.facts.route[0].slice(0, 20));
  await article.clickInTooltip(say('tooltip', 'tooltip.why'));
  await article.waitForTooltip('%');
  await save(article.tab, 'reasons');
  await article.tab.press('Escape');
  await article.waitForNoTooltip();

  const popup = new ExtensionView(await browser.openPopup(article.tab));
  await popup.waitForText(sample.names.ship);
  await save(popup.surface, 'popup');
  await popup.fill('combobox', '', sample.names.port);
  await popup.find('option', sample.names.port);
  await save(popup.surface, 'search');
  await popup.activate('option', sample.names.port);
  await popup.activate('button', say('popup', 'popup.dossier.openPanel'));
  const panel = new ExtensionView(await browser.findPanel());
  await panel.waitForText(investment);
  await sleep(FADE_MS);
  const panelFile = path.join(folder, 'panel.png');
  // The window of a headless Chromium is less high than the page that its tabs show.
  if (panel.surface instanceof ChromiumPopup) await panel.surface.screenshotOfHeight(panelFile, PAGE.height);
  else await panel.surface.screenshot(panelFile);
  await panel.surface.close();
  await article.tab.close();

  await settings.surface.bringToFront();
  await settings.surface.upload('input[type=file]', [packFile(2)]);
  await settings.waitForText(say('settings', 'settings.import.preview.text'), SLOW_MS);
  await settings.surface.evaluate(() => {
    document.querySelector('h2')?.scrollIntoView({ block: 'start', behavior: 'instant' });
    scrollBy({ top: -140, behavior: 'instant' });
  });
  await settings.surface.movePointer(1, 1);
  await save(settings.surface, 'import');
  await settings.click('button', say('settings', 'settings.import.discard'));
  await settings.surface.close();
}

/** Photographs what a reader sees of a policy, from the choice of how many marks there are on. */
export async function captureManaged(browser: BrowserDriver, file: string): Promise<void> {
  const settings = new TabView(await browser.openTab(`${browser.extensionOrigin}/options.html#marks`));
  await settings.waitForText(messagesOf('en')('settings', 'settings.managed'));
  await sleep(FADE_MS);
  await settings.surface.evaluate(() => {
    const locked = document.querySelector(':disabled');
    locked?.scrollIntoView({ block: 'center', behavior: 'instant' });
  });
  await settings.surface.screenshot(file);
}

/** Texts of the extension without values in them, by surface and name. */
function messagesOf(language: Language): (surface: string, name: string) => string {
  return (surface, name) => {
    const file = path.join(ROOT, 'lib/locale', language, `${surface}.json`);
    const text = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[name];
    if (text === undefined) throw new Error(`${file} has no ${name}`);
    // As the drivers read pages: a space that does not break is a space.
    return text.replace(/\s+/g, ' ');
  };
}

/** The choice loads pages of the extension anew, so it is made in one and seen in the next. */
async function openSettingsIn(language: Language, browser: BrowserDriver): Promise<TabView> {
  const marks = await browser.openTab(`${browser.extensionOrigin}/options.html#marks`);
  await until('the choice of languages', () =>
    marks.evaluate((chosen) => {
      const select = document.querySelector<HTMLSelectElement>('select[aria-labelledby=language]');
      if (!select) return false;
      select.value = chosen;
      return select.dispatchEvent(new Event('change', { bubbles: true }));
    }, language),
  );
  const isChosen = (tab: Surface) =>
    until('the language', () =>
      tab.evaluate(
        (chosen) =>
          document.documentElement.lang === chosen &&
          document.querySelector('input[type=file], select[aria-labelledby=language]') !== null,
        language,
      ),
    );
  await isChosen(marks);
  const packs = await browser.openTab(`${browser.extensionOrigin}/options.html`);
  await isChosen(packs);
  await marks.close();
  return new TabView(packs);
}
