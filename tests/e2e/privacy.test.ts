import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

const HARBOUR_PACK = path.join(import.meta.dirname, 'packs/harbour-1.json');

/** The build that is published, as it is used: with the sites that the reader allowed. */
describe.each(BROWSER_FAMILIES)('requests from %s', (family) => {
  const scene = setScene(family, 'release');

  it('sends nothing anywhere while a reader reads, searches, imports a pack and looks at settings', async () => {
    await scene.browser.grantAccess(['http://localhost/*']);
    const article = await scene.read('article.html');
    await article.waitForMarks();
    await article.hoverMark('Nscale');
    await article.waitForTooltip('$2 billion');
    await article.moveAway();

    const popup = new ExtensionView(await scene.browser.openPopup(article.tab));
    await popup.fill('combobox', '', 'softbank');
    await popup.find('option', 'SoftBank');
    await popup.activate('option', 'SoftBank');
    await popup.waitForText('bridge loan');
    await popup.surface.close();

    const settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI’s mega-round');
    await settings.surface.upload('input[type=file]', [HARBOUR_PACK]);
    await settings.waitForText('Nothing has changed yet.');
    await settings.click('button', 'Import');
    await settings.waitForText('is installed');
    for (const section of ['Sites', 'Marks', 'About']) {
      await settings.click('link', section);
      await settings.find('heading', section);
    }
    // Long enough for a request that waits for an idle moment.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(scene.requests).toEqual([]);

    // What is kept: settings, and nothing of what was read or looked for.
    const kept = await settings.surface.evaluate(async () => {
      interface Api {
        readonly storage: { readonly local: { get(): Promise<Record<string, unknown>> } };
      }
      const { browser, chrome } = window as unknown as { browser?: Api; chrome: Api };
      return JSON.stringify(await (browser ?? chrome).storage.local.get());
    });
    const allowed = [
      'settings',
      'rejections',
      'subscriptions',
      'subscriptions$',
      'packOrigins',
      'packOrigins$',
    ];
    expect(Object.keys(JSON.parse(kept)).filter((key) => !allowed.includes(key))).toEqual([]);
    expect(kept).not.toMatch(/article|nscale|softbank|localhost/i);
  });

  it('would have seen a request', async () => {
    const page = await scene.read('wonderful.html');
    await page.tab.evaluate(() => {
      new Image().src = 'http://leak.example/pixel';
    });
    await until('the recorded request', () => scene.requests.includes('http://leak.example/pixel'));
  });
});
