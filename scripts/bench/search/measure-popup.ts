import { mkdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type GeneratorOptions, generateLines } from '../../generate-pack.ts';
import { buildExtension } from '../../setup/build-extension.ts';
import { findOrInstallBrowser } from '../../setup/install-packages.ts';
import { SCRATCH } from '../../setup/project.ts';
import { installPack } from '../browser/install-pack.ts';
import { QuietChromium, type QuietTab } from '../browser/quiet-chromium.ts';

/** How long the popup took, in milliseconds since its page began to load. */
export interface PopupOpening {
  /** The field has the focus and hears keys. */
  readonly usableMs: number;
  /** The first results of what was typed at that moment are in the page: names. */
  readonly namesMs: number;
  /** All of them are: facts, too. */
  readonly factsMs: number;
}

interface Opened {
  opening: Partial<PopupOpening>;
}

const LIMIT_MS = 10_000;

/**
 * Opens the popup of the built extension again and again, with the pack imported as a reader does it, and
 * types a query in the moment the field has the focus. The page stands in a tab, which loads it as the window
 * of the popup does; that window itself, which is the browser's, is not measured.
 */
export async function measurePopup(
  pack: GeneratorOptions,
  queries: readonly string[],
): Promise<readonly PopupOpening[]> {
  const { executablePath } = await findOrInstallBrowser('chromium');
  const browser = await QuietChromium.launch(executablePath, await buildExtension('chromium', 'trial'));
  const file = path.join(SCRATCH, 'bench-search-pack.jsonl');
  try {
    mkdirSync(SCRATCH, { recursive: true });
    await writeFile(file, Readable.from(generateLines(pack)));
    const settings = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    await installPack(settings, file, 600_000);
    // Another page of the extension would keep its process warm.
    await settings.close();
    const openings: PopupOpening[] = [];
    for (const query of queries) {
      const tab = await browser.openTab();
      openings.push(await openPopup(tab, `${browser.extensionOrigin}/popup.html`, query));
      await tab.close();
    }
    return openings;
  } finally {
    rmSync(file, { force: true });
    await browser.close();
  }
}

async function openPopup(tab: QuietTab, url: string, query: string): Promise<PopupOpening> {
  await tab.send('Page.enable');
  const source = `(${watchPopup})(${JSON.stringify(query)})`;
  await tab.send('Page.addScriptToEvaluateOnNewDocument', { source });
  await tab.goto(url);
  return (await tab.evaluate(waitForResults, LIMIT_MS)) as PopupOpening;
}

/** Runs in the popup before its own scripts. */
function watchPopup(query: string): void {
  const opening: Partial<Record<keyof PopupOpening, number>> = {};
  (window as unknown as Opened).opening = opening;
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || opening.usableMs !== undefined) return;
    opening.usableMs = performance.now();
    // The next task, as a key is.
    setTimeout(() => {
      target.value = query;
      target.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
  });
  new MutationObserver(() => {
    if (document.querySelector('.hit')) opening.namesMs ??= performance.now();
    if (document.querySelectorAll('.hits__group').length > 1) opening.factsMs ??= performance.now();
  }).observe(document, { subtree: true, childList: true });
}

/** Runs in the popup. */
async function waitForResults(limitMs: number): Promise<Partial<PopupOpening>> {
  const { opening } = window as unknown as Opened;
  while (opening.factsMs === undefined) {
    if (performance.now() > limitMs) throw new Error(`The popup shows no facts: ${JSON.stringify(opening)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return opening;
}
