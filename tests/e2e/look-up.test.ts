import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView } from './drivers/reader.ts';
import { setScene } from './harness.ts';
import { lookUp, select } from './selection.ts';

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
