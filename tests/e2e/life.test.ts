import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

/** What of ours a page could still meet. */
const readTraces = ({ tab }: Reader) =>
  tab.evaluate(() => ({
    highlights: CSS.highlights.size,
    hosts: document.querySelectorAll('factmark-tooltip').length,
  }));

/** How often a name is marked, by whichever version. */
const countMarksOn = async (page: Reader, name: string) =>
  (await page.marks()).filter(({ text }) => text === name).length;

describe.each(BROWSER_FAMILIES)('the life of the extension in %s', (family) => {
  const scene = setScene(family);

  it('goes on in open pages after an update, with one set of marks and no tooltip of before', async () => {
    const page = await scene.read('overlays.html');
    await until('the mark', async () => (await countMarksOn(page, 'Nscale')) === 1);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');
    await page.clickInTooltip('Keep open');
    await page.moveAway();

    await scene.browser.install();
    await page.tab.bringToFront();
    await until('the tooltip of before to go', async () => (await readTraces(page)).hosts === 0);
    await until('the new mark alone', async () => (await countMarksOn(page, 'Nscale')) === 1);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');
    await page.tab.press('Escape');
    await page.waitForNoTooltip();
  });

  it('begins in pages that were open before it was installed', async () => {
    await scene.browser.uninstall();
    const page = await scene.read('overlays.html');
    expect(await readTraces(page)).toEqual({ highlights: 0, hosts: 0 });
    await scene.browser.install();
    await page.tab.bringToFront();
    await until('the mark', async () => (await countMarksOn(page, 'Nscale')) === 1);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');
  });
});

// Firefox stops an extension's scripts without a last turn: docs/decisions/0054-what-stays-after-an-update.md.
describe('the extension switched off and on in chromium', () => {
  const scene = setScene('chromium');

  it('leaves nothing in open pages, and comes back to them', async () => {
    const page = await scene.read('overlays.html');
    await until('the mark', async () => (await countMarksOn(page, 'Nscale')) === 1);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');
    await scene.browser.setEnabled(false);
    await page.tab.bringToFront();
    const nothing = JSON.stringify({ highlights: 0, hosts: 0 });
    await until('nothing to be left', async () => JSON.stringify(await readTraces(page)) === nothing);
    await scene.browser.setEnabled(true);
    await page.tab.bringToFront();
    await until('the mark anew', async () => (await countMarksOn(page, 'Nscale')) === 1);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');
  });
});
