import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserDriver, ColorScheme } from '../../tests/e2e/drivers/driver.ts';
import { ExtensionView, Reader } from '../../tests/e2e/drivers/reader.ts';
import { SCRATCH } from './project.ts';

const SCHEMES: readonly ColorScheme[] = ['light', 'dark'];

/** The name that the pictures point at, and what its tooltip must say for the picture to be worth taking. */
const POINTED_AT = { name: 'Nscale', says: '$2 billion' };

/** The tooltip fades in; a picture of it half-way would show the text behind. Twice the longest transition of its style. */
const FADE_MS = 400;

/**
 * Pictures of the tooltip, the popup and the settings page, each in light and dark.
 *
 * @returns The files, absolute.
 * @throws Error if the page shows no marks or the tooltip does not come.
 */
export async function takeScreenshots(browser: BrowserDriver, articleUrl: string): Promise<string[]> {
  const folder = path.join(SCRATCH, 'screenshots', browser.family);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const save = async (surface: { screenshot(file: string): Promise<void> }, name: string) => {
    const file = path.join(folder, `${name}.png`);
    await surface.screenshot(file);
    files.push(file);
  };

  const article = await browser.openTab(articleUrl);
  const reader = new Reader(article);
  await reader.waitForMarks();
  for (const scheme of SCHEMES) {
    await article.setColorScheme(scheme);
    await reader.moveAway();
    await reader.waitForNoTooltip();
    await reader.hoverText(POINTED_AT.name);
    await reader.waitForTooltip(POINTED_AT.says);
    await sleep(FADE_MS);
    await save(article, `tooltip-${scheme}`);
  }
  await reader.moveAway();

  const popup = await browser.openPopup(article);
  await new ExtensionView(popup).waitForText(POINTED_AT.name);
  for (const scheme of SCHEMES) {
    await popup.setColorScheme(scheme);
    await save(popup, `popup-${scheme}`);
  }
  await popup.close();

  const settings = await browser.openTab(`${browser.extensionOrigin}/options.html`);
  await new ExtensionView(settings).find('heading');
  for (const scheme of SCHEMES) {
    await settings.setColorScheme(scheme);
    await save(settings, `settings-${scheme}`);
  }
  return files;
}
