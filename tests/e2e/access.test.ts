import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView, Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { type Scene, setScene } from './harness.ts';

/**
 * Allows one more site and has a page of it marked: whoever was to mark the pages opened before it, here or there,
 * would have done so by then.
 */
async function markAnotherSite({ browser, server }: Scene): Promise<void> {
  await browser.grantAccess(['http://127.0.0.1/*']);
  await new Reader(await browser.openTab(server.otherSiteUrl('article.html'))).waitForMarks();
}

describe.each(BROWSER_FAMILIES)('the release build, freshly installed in %s', (family) => {
  const scene = setScene(family, 'release');

  it('marks one page at a click in the popup, without leave to read its site', async () => {
    const article = await scene.read('article.html');
    const popup = new ExtensionView(await scene.browser.openPopup(article.tab));
    await popup.activate('button', 'Only this page, only now');
    await article.waitForMarks();
    await popup.find('button', 'Show Nscale on the page');
    await popup.surface.close();
    await article.tab.bringToFront();
    await article.hoverMark('Nscale');
    await article.waitForTooltip('$2 billion');
    await article.tab.close();
  });

  it('marks nothing before the reader allows a site, then also the tabs that are open', async () => {
    const article = await scene.read('article.html');
    await markAnotherSite(scene);
    await article.tab.bringToFront();
    expect(await article.marks()).toEqual([]);

    await scene.browser.grantAccess(['http://localhost/*']);
    await article.waitForMarks();
    await article.hoverMark('Nscale');
    await article.waitForTooltip('$2 billion');
  });

  it('marks nothing on a site that the reader did not allow', async () => {
    const other = await scene.readWithoutExtension('article.html');
    await (await scene.read('article.html')).waitForMarks();
    await other.tab.bringToFront();
    expect(await other.marks()).toEqual([]);
  });

  it('marks nothing on new pages after the reader took the access back', async () => {
    await scene.browser.withholdAccess();
    const article = await scene.read('article.html');
    await markAnotherSite(scene);
    await article.tab.bringToFront();
    expect(await article.marks()).toEqual([]);
  });
});

describe.each(BROWSER_FAMILIES)('access to sites in %s', (family) => {
  const scene = setScene(family, 'release');

  it('is asked for by the switch in the settings, and given up by it', async () => {
    const article = await scene.read('article.html');
    const settings = await scene.openExtensionPage('options.html');
    await settings.click('link', 'Sites');
    await settings.find('switch', 'All sites');
    await scene.browser.approveRequests(['<all_urls>']);
    await settings.click('switch', 'All sites');
    await article.tab.bringToFront();
    await article.waitForMarks();

    await settings.click('switch', 'All sites');
    await until('the switch to be off', async () => !(await settings.find('switch', 'All sites')).isOn);
    const later = await scene.read('article.html');
    await markAnotherSite(scene);
    await later.tab.bringToFront();
    expect(await later.marks()).toEqual([]);
  });

  it('that is withdrawn ends in frames of the site, in a page of one that stays', async () => {
    await scene.browser.grantAccess(['http://localhost/*', 'http://127.0.0.1/*']);
    const page = await scene.read('frame-of-another-site.html');
    const frameSays = (words: string) =>
      until(words, async () => (await page.tab.evaluate(() => window.name)) === words);
    await page.waitForMarks();
    await frameSays('1 marks in the frame');
    const settings = await scene.openExtensionPage('options.html');
    await settings.click('link', 'Sites');
    await settings.click('button', 'Withdraw access to 127.0.0.1');
    await page.tab.bringToFront();
    await frameSays('0 marks in the frame');
    await page.waitForMarks();
  });
});
