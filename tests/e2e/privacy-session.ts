import path from 'node:path';
import { ExtensionView, Reader, type TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import type { Scene } from './harness.ts';
import type { PackServer } from './pack-server.ts';
import { acceptPreview, openDetails, subscribe } from './packs-page.ts';
import { createPdf } from './pdf-file.ts';
import type { Publication } from './publication.ts';
import { lookUp, select } from './selection.ts';

/*
 * A reader who uses everything that there is: the chapters of tests/e2e/privacy.test.ts. Whatever each shows is
 * the other tests' to check; here it is waited for, so that what it might have asked of others was asked.
 */

const BACKUP = path.join(import.meta.dirname, 'backups/dark.json');
export const HARBOUR_PACK = path.join(import.meta.dirname, 'packs/harbour-1.json');

/** A long session on a busy machine; nothing here depends on how long. */
const PATIENCE_MS = 60_000;

/** Reads an article, points at a name, asks why, copies, rejects it and takes that back, pauses and goes on. */
export async function readArticle(scene: Scene): Promise<Reader> {
  const article = await scene.read('article.html');
  await article.waitForMarks();
  await article.hoverMark('Nscale');
  await article.waitForTooltip('$2 billion');
  await article.clickInTooltip('Why this match?');
  await article.waitForTooltip('Stop marking this name as it');
  await article.clickInTooltip('On this page');
  await article.waitForTooltip('No longer marked as Nscale on this page');
  await article.clickInTooltip('Undo');
  await article.moveAway();
  await article.waitForNoTooltip();

  const popup = new ExtensionView(await scene.browser.openPopup(article.tab));
  await popup.activate('button', 'Show Nscale on the page');
  await article.waitForTooltip('Nscale');
  await popup.activate('button', 'Not this one: Nscale');
  await popup.activate('button', 'On this site');
  await popup.waitForText('No longer marked as Nscale on this site.');
  await popup.activate('button', 'Undo: mark Nscale again');
  await popup.find('button', 'Show Nscale on the page');
  await popup.activate('button', 'Pause marks for an hour');
  await popup.waitForText('Marks are paused until');
  await popup.activate('button', 'Turn marks on');
  await popup.find('button', 'Show Nscale on the page');
  await popup.surface.close();
  return article;
}

/** Searches from popup, panel and address bar, and takes what was found along as a citation. */
export async function searchAndCite(scene: Scene, article: Reader): Promise<void> {
  const popup = new ExtensionView(await scene.browser.openPopup(article.tab));
  await popup.fill('combobox', '', 'softbank');
  await popup.find('option', 'SoftBank');
  await popup.activate('option', 'SoftBank');
  await popup.activate('button', 'All of it, beside the page');
  const panel = new ExtensionView(await scene.browser.findPanel());
  await panel.waitForText('bridge loan');
  await panel.activate('button', 'Cite these');
  await panel.activate('radio', 'BibTeX');
  await until('the citation', async () => (await panel.find('textbox')).value.includes('@'));
  await panel.activate('button', 'Save as a file');
  await panel.activate('button', 'Copy');
  await panel.activate('button', 'Close');
  // What the context menu and its shortcut do, which are the browser's own and cannot be pressed here.
  await select(article, 'h1');
  await lookUp(scene, article, 'OpenAI');
  await article.waitForTooltip('OpenAI secured approximately $110 billion');
  await article.tab.press('Escape');
  await article.waitForNoTooltip();
  // Letter by letter, as a person types.
  for (const typed of ['ns', 'nsc', 'nscale']) {
    await until(`suggestions for “${typed}”`, async () =>
      (await scene.browser.suggestInAddressBar(typed)).some((text) => /nscale/i.test(text)),
    );
  }
}

/** Reads a PDF in our viewer. @returns how often its site was asked for it: the recorder sees no request to this machine. */
export async function readPdf(scene: Scene): Promise<() => number> {
  let asked = 0;
  scene.server.serve('pdfs', (_request, response) => {
    asked++;
    response.writeHead(200, { 'content-type': 'application/pdf' }).end(createPdf(['Nscale builds.']));
  });
  const viewer = new Reader((await scene.openViewer(scene.server.url('pdfs/story.pdf'))).surface);
  await viewer.waitForMarks(PATIENCE_MS);
  await viewer.hoverMark('Nscale');
  await viewer.waitForTooltip('$2 billion');
  return () => asked;
}

/** Imports a pack, subscribes to it and to one in parts, updates, goes back and saves a version. */
export async function keepPacks(
  settings: TabView,
  packs: PackServer,
  publication: Publication,
): Promise<void> {
  await settings.find('article', 'OpenAI’s mega-round');
  await settings.surface.upload('input[type=file]', [HARBOUR_PACK]);
  await acceptPreview(settings, '1.0.0', PATIENCE_MS);
  // The one thing that is asked for: the pack that the reader subscribes to, at its own address.
  await subscribe(settings, {
    url: packs.url('/harbour.json'),
    version: '2.0.0',
    limitMs: PATIENCE_MS,
  });
  await openDetails(settings, 'Harbour watch');
  await settings.click('button', 'Save version 1.0.0 as a file');
  await settings.click('button', 'What would going to version 1.0.0 change?');
  await settings.waitForText('Maren Oostveld dredges the southern channel.');
  await settings.click('button', 'Go to version 1.0.0');
  await settings.find('button', 'Go forward to version 2.0.0');
  // One that is published in parts, and a newer edition of it.
  const { title } = publication;
  await publication.publish(1);
  await subscribe(settings, {
    url: packs.url('/manifest.json'),
    version: '1.0.0',
    limitMs: PATIENCE_MS,
  });
  await openDetails(settings, title);
  await publication.publish(2);
  await settings.click('button', `Update now: ${title}`);
  await settings.waitForText('Version 2.0.0 was installed', PATIENCE_MS);
}

/** Looks at every section, copies what a helper would ask for, saves a backup and restores another. */
export async function setUp(settings: TabView): Promise<void> {
  for (const section of ['Sites', 'Marks', 'Shortcuts', 'Backup', 'About']) {
    await settings.click('link', section);
    await settings.find('heading', section);
  }
  await settings.click('button', 'Copy these lines');
  await settings.find('button', 'Copied');
  await settings.click('link', 'Backup');
  await settings.click('button', 'Save a backup');
  await settings.waitForText('is among your downloads', PATIENCE_MS);
  await settings.surface.upload('input[type=file]', [BACKUP]);
  await settings.click('button', 'Restore');
  await until('what the backup holds', () =>
    settings.surface.evaluate(() => document.documentElement.dataset.theme === 'dark'),
  );
}
