import { describe, expect, it } from 'vitest';
import { LOOK_UP_KEY } from '../../lib/model/messages.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView, type Reader } from './drivers/reader.ts';
import { type Scene, setScene } from './harness.ts';

/** Selects the first text of an element. */
const select = ({ tab }: Reader, selector: string) =>
  tab.evaluate((wanted) => {
    const element = document.querySelector(wanted)!;
    element.scrollIntoView({ block: 'center' });
    getSelection()!.selectAllChildren(element);
  }, selector);

/** Does what the command does, which no driver can press: see `lookUpInPage` in lib/extension/content-scripts.ts. */
async function lookUp(scene: Scene, { tab }: Reader, text: string): Promise<void> {
  const settings = await scene.openExtensionPage('options.html');
  await settings.surface.evaluate(
    async (url, key, selected) => {
      const { scripting, tabs } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser })
        .chrome;
      const page = (await tabs.query({})).find((open) => open.url === url);
      const target = { tabId: page!.id as number, frameIds: [0] };
      await scripting.executeScript({ target, files: ['/look-up.js'] });
      await scripting.executeScript({
        target,
        func: (name: string, words: string) =>
          (globalThis as unknown as Record<symbol, (text: string) => void>)[Symbol.for(name)]?.(words),
        args: [key, selected],
      });
    },
    await tab.url(),
    LOOK_UP_KEY,
    text,
  );
  await settings.surface.close();
  await tab.bringToFront();
}

describe.each(BROWSER_FAMILIES)('a selected text in %s', (family) => {
  const scene = setScene(family);

  it('is looked up where it stands', async () => {
    const page = await scene.read('article.html');
    await page.waitForMarks();
    await select(page, 'h1');
    await lookUp(scene, page, 'softbank GROUP');
    const { box } = await page.waitForTooltip('SoftBank is pursuing a bridge loan');
    const bottom = await page.tab.evaluate(() => getSelection()!.getRangeAt(0).getClientRects()[0]!.bottom);
    expect(Math.abs(box.y - bottom)).toBeLessThan(20);
    expect(await page.tab.evaluateInShadow((root) => root.activeElement?.getAttribute('role'))).toBe(
      'dialog',
    );
    expect(await page.tooltipViolations()).toEqual([]);
    await page.clickInTooltip('OpenAI');
    await page.waitForTooltip('Organisation OpenAI');
    await page.tab.press('Escape');
    await page.waitForNoTooltip();
  });

  it('that nobody knows says so, and leads to the search', async () => {
    const page = await scene.read('wonderful.html');
    await page.waitForMarks();
    await select(page, 'p');
    await lookUp(scene, page, 'Zwölf Boxkämpfer');
    await page.waitForTooltip('No facts are recorded about Zwölf Boxkämpfer yet.');
    await page.tab.clickAt(1_270, 790);
    await page.waitForNoTooltip();
    if (family !== 'chromium') return;
    // A click in the page opens the panel, in Chromium; Firefox opens the tab that stands in for it.
    await lookUp(scene, page, 'Zwölf Boxkämpfer');
    await page.waitForTooltip('No facts are recorded about Zwölf Boxkämpfer yet.');
    await page.clickInTooltip('All of it, beside the page');
    const panel = new ExtensionView(await scene.browser.findPanel());
    await panel.waitForText('Nothing found for “Zwölf Boxkämpfer”');
  });
});
