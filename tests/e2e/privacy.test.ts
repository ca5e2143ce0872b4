import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

/** Text that occurs nowhere else, so that a request which carries what was read or searched is known by it. */
const SEARCHED = 'softbank';

describe.each(BROWSER_FAMILIES)('requests from %s', (family) => {
  const scene = setScene(family);

  it('sends nothing anywhere while a reader reads, searches and looks at settings', async () => {
    const article = await scene.read('article.html');
    await article.waitForMarks();
    await article.hoverText('Nscale');
    await article.waitForTooltip('$2 billion');
    await article.moveAway();

    const popup = new ExtensionView(await scene.browser.openPopup(article.tab));
    await popup.fill('combobox', '', SEARCHED);
    await popup.find('option', 'SoftBank');
    await popup.surface.close();

    const settings = await scene.openExtensionPage('options.html');
    await settings.find('heading');
    // Long enough for a request that waits for an idle moment.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(scene.requests).toEqual([]);
  });

  it('would have seen a request', async () => {
    const page = await scene.read('wonderful.html');
    await page.tab.evaluate(() => {
      new Image().src = 'http://leak.example/pixel';
    });
    await until('the recorded request', () => scene.requests.includes('http://leak.example/pixel'));
  });
});
