import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserDriver, ColorScheme, Surface } from '../../tests/e2e/drivers/driver.ts';
import { ExtensionView, Reader } from '../../tests/e2e/drivers/reader.ts';
import { SCRATCH } from './project.ts';

const SCHEMES: readonly ColorScheme[] = ['light', 'dark'];

/** The name that the pictures point at, and what its tooltip must say for the picture to be worth taking. */
const POINTED_AT = { name: 'Nscale', says: '$2 billion' };

/** A search with a slip of the finger, what it finds, and a sentence of what opens. */
const SEARCHED = { typed: 'sofbtank', finds: 'SoftBank', says: 'bridge loan' };

/** What the settings page says once it has read the packs. */
const INSTALLED = 'Came with Factmark';

/** The tooltip fades in; a picture of it half-way would show the text behind. Twice the longest transition of its style. */
const FADE_MS = 400;

/**
 * Pictures of the tooltip, the popup (what the page mentions, a search, a dossier) and the settings
 * page, each in light and dark.
 *
 * @returns The files, absolute.
 * @throws Error if the page shows no marks or the tooltip does not come.
 */
export async function takeScreenshots(browser: BrowserDriver, articleUrl: string): Promise<string[]> {
  const folder = path.join(SCRATCH, 'screenshots', browser.family);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const save = async (surface: Surface, name: string) => {
    const file = path.join(folder, `${name}.png`);
    await surface.screenshot(file);
    files.push(file);
  };
  const saveBoth = async (surface: Surface, name: string) => {
    for (const scheme of SCHEMES) {
      await surface.setColorScheme(scheme);
      await surface.evaluate(finishTransitions);
      await save(surface, `${name}-${scheme}`);
    }
  };

  const article = await browser.openTab(articleUrl);
  const reader = new Reader(article);
  await reader.waitForMarks();
  for (const scheme of SCHEMES) {
    await article.setColorScheme(scheme);
    await reader.moveAway();
    await reader.waitForNoTooltip();
    await reader.hoverMark(POINTED_AT.name);
    await reader.waitForTooltip(POINTED_AT.says);
    await sleep(FADE_MS);
    await save(article, `tooltip-${scheme}`);
  }
  await reader.moveAway();

  const popup = new ExtensionView(await browser.openPopup(article));
  await popup.waitForText(POINTED_AT.name);
  await saveBoth(popup.surface, 'popup');
  await popup.fill('combobox', '', SEARCHED.typed);
  await popup.find('option', SEARCHED.finds);
  await saveBoth(popup.surface, 'search');
  await popup.activate('option', SEARCHED.finds);
  await popup.waitForText(SEARCHED.says);
  await saveBoth(popup.surface, 'dossier');
  await popup.surface.close();

  const settings = new ExtensionView(await browser.openTab(`${browser.extensionOrigin}/options.html`));
  await settings.waitForText(INSTALLED);
  await saveBoth(settings.surface, 'settings');
  return files;
}

/** Runs in a page: colours of another scheme may be on their way. */
async function finishTransitions(): Promise<void> {
  await new Promise(requestAnimationFrame);
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
  await new Promise(requestAnimationFrame);
}
