import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { Reader } from './drivers/reader.ts';
import { setScene } from './harness.ts';

describe.each(BROWSER_FAMILIES)('the first-run page in %s', (family) => {
  const scene = setScene(family, 'release');

  it('marks its sample as pages are marked, with the tooltip, before any site is allowed', async () => {
    const welcome = await scene.openExtensionPage('welcome.html');
    const reader = new Reader(welcome.surface);
    await reader.waitForMarks();
    await reader.hoverMark('Nscale');
    await reader.waitForTooltip('Nscale recently raised $2 billion.');
    await reader.moveAway();
    await reader.waitForNoTooltip();
    expect(await welcome.accessibilityViolations()).toEqual([]);
  });

  it('asks for all sites at a click, and says that it may read them', async () => {
    await scene.browser.approveRequests(['<all_urls>']);
    const welcome = await scene.openExtensionPage('welcome.html');
    await welcome.click('button', 'Allow on all sites');
    await welcome.waitForText('Factmark may read the sites you visit');
    const article = await scene.read('article.html');
    await article.waitForMarks();
  });
});
