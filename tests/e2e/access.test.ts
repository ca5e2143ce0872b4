import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

describe.each(BROWSER_FAMILIES)('the release build, freshly installed in %s', (family) => {
  const scene = setScene(family, 'release');

  it('marks nothing before the reader allows a site, then also the tabs that are open', async () => {
    const article = await scene.read('article.html');
    // Long enough for marks to appear where they may (reading.test.ts waits less).
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await article.marks()).toEqual([]);

    await scene.browser.grantAccess(['http://localhost/*']);
    await article.waitForMarks();
    await article.hoverMark('Nscale');
    await article.waitForTooltip('$2 billion');
  });

  it('marks nothing on a site that the reader did not allow', async () => {
    const tab = await scene.browser.openTab(scene.server.otherSiteUrl('article.html'));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await tab.evaluate(() => CSS.highlights.size)).toBe(0);
  });

  it('marks nothing on new pages after the reader took the access back', async () => {
    await scene.browser.withholdAccess();
    const article = await scene.read('article.html');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await article.marks()).toEqual([]);
  });
});

describe.each(BROWSER_FAMILIES)('access to sites in %s', (family) => {
  const scene = setScene(family, 'release');

  it('is asked for by the switch in the settings, and given up by it', async () => {
    const article = await scene.read('article.html');
    const settings = await scene.openExtensionPage('options.html');
    await settings.click('link', 'Sites');
    await scene.browser.approveRequests(['<all_urls>']);
    await settings.click('switch', 'All sites');
    await article.tab.bringToFront();
    await article.waitForMarks();

    await settings.click('switch', 'All sites');
    await until('the switch to be off', async () => !(await settings.find('switch', 'All sites')).isOn);
    const later = await scene.read('article.html');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await later.marks()).toEqual([]);
  });
});
