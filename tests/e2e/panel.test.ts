import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView, type Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

describe.each(BROWSER_FAMILIES)('the side panel in %s', (family) => {
  const scene = setScene(family);
  let article: Reader;
  let panel: ExtensionView;

  beforeAll(async () => {
    article = await scene.read('article.html');
    await article.waitForMarks();
  });

  it('opens from a tooltip; in a tab, always the same, where the browser opens none for a click in a page', async () => {
    const openDossier = async () => {
      await article.tab.bringToFront();
      await article.hoverMark('SoftBank');
      await article.waitForTooltip('bridge loan');
      await article.clickInTooltip('All of it, beside the page');
    };
    const settings = await scene.openExtensionPage('options.html');
    const countTabs = () =>
      settings.surface.evaluate(async () => {
        const { tabs } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser }).chrome;
        const all = await tabs.query({});
        return all.filter(({ url }) => url?.includes('sidepanel.html?show=dossier&entity=')).length;
      });
    await openDossier();
    if (family === 'chromium') {
      const opened = new ExtensionView(await scene.browser.findPanel());
      await opened.waitForText('SoftBank is pursuing a bridge loan');
      expect(await countTabs()).toBe(0);
    } else {
      await until('a tab in the panel’s place', async () => (await countTabs()) === 1);
      await openDossier();
      await article.moveAway();
      await article.waitForNoTooltip();
      expect(await countTabs()).toBe(1);
    }
    await settings.surface.close();
  });

  it('opens from the popup with the dossier that was open there', async () => {
    const popup = new ExtensionView(await scene.browser.openPopup(article.tab));
    await popup.fill('combobox', '', 'nscale');
    await popup.activate('option', 'Nscale');
    await popup.activate('button', 'All of it, beside the page');
    panel = new ExtensionView(await scene.browser.findPanel());
    await panel.waitForText('Nscale recently raised $2 billion.');
  });

  it('leads from entity to entity, and back', async () => {
    await panel.activate('button', 'SoftBank');
    await panel.waitForText('SoftBank is pursuing a bridge loan');
    await panel.activate('button', 'Back to Nscale');
    await panel.waitForText('Nscale recently raised $2 billion.');
  });

  it('shows only the facts that a status is chosen for, and cites them', async () => {
    await panel.activate('button', 'Claimed');
    await panel.waitForText('1 of 6 facts');
    await panel.activate('button', 'Cite this fact');
    await panel.activate('radio', 'CSL-JSON');
    await until('CSL-JSON', async () => (await panel.find('textbox')).value.includes('"type": "document"'));
    await panel.activate('button', 'Close');
  });

  it('shows the dossier that a tooltip leads to, without a step back to the popup', async () => {
    await article.tab.bringToFront();
    await article.hoverMark('OpenAI');
    await article.waitForTooltip('OpenAI secured approximately $110 billion');
    await article.clickInTooltip('All of it, beside the page');
    await panel.waitForText('OpenAI secured approximately $110 billion');
    await article.moveAway();
    await article.waitForNoTooltip();
  });

  it('looks a text up in a tab of its own, where no panel can be opened, and says when there is nothing', async () => {
    const lookUp = (text: string) =>
      scene.openExtensionPage(`sidepanel.html?show=look-up&text=${encodeURIComponent(text)}`);
    const found = await lookUp('softbank');
    await found.waitForText('SoftBank is pursuing a bridge loan');
    // The best match stands before the others.
    await found.activate('button', 'Back');
    await found.find('option', 'SoftBank');
    await (await lookUp('Zwölf Boxkämpfer')).waitForText('Nothing found for “Zwölf Boxkämpfer”');
  });

  it('breaks no rule of accessibility', async () => {
    expect(await panel.accessibilityViolations()).toEqual([]);
  });
});
