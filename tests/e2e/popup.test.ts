import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView, type Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

describe.each(BROWSER_FAMILIES)('the toolbar popup in %s', (family) => {
  const scene = setScene(family);
  let article: Reader;
  let popup: ExtensionView;

  beforeAll(async () => {
    article = await scene.read('article.html');
    await article.waitForMarksOn('Nscale');
  });
  beforeEach(async () => {
    popup = new ExtensionView(await scene.browser.openPopup(article.tab));
  });
  afterEach(async () => {
    await popup.surface.close();
  });

  it.each(['softb', 'sofbtank'])('finds SoftBank from "%s"', async (query) => {
    await popup.fill('combobox', '', query);
    await until('SoftBank to come first', async () => (await popup.find('option')).text.includes('SoftBank'));
  });

  it('narrows a search by a filter that it offers', async () => {
    await popup.fill('combobox', '', 'softbank st');
    await popup.activate('button', 'status:');
    await popup.activate('button', 'status:reported');
    // Names have no status: facts alone are left, and those that were reported.
    await until('a reported fact to come first', async () =>
      (await popup.find('option')).text.includes('Reported'),
    );
  });

  it('offers the names of the page where a search asks whom it is about', async () => {
    await popup.fill('combobox', '', 'recently about:nsc');
    await popup.activate('button', 'about:Nscale');
    await until('the name to be finished', async () =>
      (await popup.find('combobox')).value.startsWith('recently about:Nscale '),
    );
    await popup.find('option', 'Nscale recently raised $2 billion.');
  });

  it('offers the sources of the packs where a search asks for one', async () => {
    await popup.fill('combobox', '', 'source:zebra');
    await popup.waitForText('Nothing found for “source:zebra”');
    await popup.fill('combobox', '', 'source:fin');
    await popup.activate('button', 'source:"OpenAI’s $110B+ financing');
    await until('the title to be finished, in quotation marks', async () =>
      (await popup.find('combobox')).value.endsWith('positioning of major backers" '),
    );
    await popup.fill('combobox', '', `nscale ${(await popup.find('combobox')).value}`);
    await until('a fact about Nscale to come first', async () =>
      (await popup.find('option')).text.includes('Nscale'),
    );
  });

  it('opens the dossier of a result, with facts and sources', async () => {
    await popup.fill('combobox', '', 'nscale');
    await popup.find('option', 'Nscale');
    await popup.activate('option', 'Nscale');
    await popup.find('button', 'Back');
    await popup.waitForText('Nscale recently raised $2 billion.');
    await popup.waitForText('The company-backed startup Nscale recently raised $2 billion');
  });

  it('lists what the page mentions, and leads to the place', async () => {
    const jump = await popup.find('button', 'Show Nscale on the page');
    expect(jump.name).toMatch(/mentioned \d+ times/);
    await popup.activate('button', 'Show Nscale on the page');
    await article.waitForTooltip('Nscale');
    await article.tab.press('Escape');
    await article.waitForNoTooltip();
  });

  it('stops marking a name that does not mean this, and takes that back', async () => {
    const marked = async () => (await article.marks()).filter(({ text }) => text.includes('Nscale')).length;
    const before = await marked();
    await popup.activate('button', 'Not this one: Nscale');
    await popup.waitForText('Stop marking');
    await popup.activate('button', 'On this site');
    await popup.waitForText('No longer marked as Nscale on this site.');
    await until('the marks of Nscale to go', async () => (await marked()) === 0);
    await popup.activate('button', 'Undo: mark Nscale again');
    await until('the marks of Nscale to come back', async () => (await marked()) >= before);
    await popup.find('button', 'Show Nscale on the page');
  });

  /** Turns the switch of the article's site, and waits until the popup shows it turned. */
  const switchSite = async (isOn: boolean) => {
    const name = 'Mark names on localhost';
    const isTurned = async () => (await popup.find('switch', name)).isOn === isOn;
    await until('the switch as it was', async () => !(await isTurned()));
    await popup.activate('switch', name);
    await until('the switch to turn', isTurned);
  };

  /** What the button in the toolbar says over the article, which is the tab in front. */
  const badge = () =>
    popup.surface.evaluate(async () => {
      const { tabs, action } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser })
        .chrome;
      const [tab] = await tabs.query({ active: true, currentWindow: true });
      return action.getBadgeText(tab?.id === undefined ? {} : { tabId: tab.id });
    });

  it('has the number of marks on its button, until the site is turned off', async () => {
    const waitForCount = () =>
      until('as many on the button as marks', async () => {
        const { length } = await article.marks();
        return length > 0 && (await badge()) === String(length);
      });
    await waitForCount();
    await switchSite(false);
    await until('nothing on the button', async () => (await badge()) === '');
    await switchSite(true);
    await waitForCount();
  });

  it('turns the site off, which takes the marks away at once, and on again', async () => {
    await switchSite(false);
    await until('the marks to go', async () => (await article.marks()).length === 0);
    await switchSite(true);
    await article.waitForMarks();
  });

  it('pauses all marks, and says until when', async () => {
    await popup.activate('button', 'Pause marks for an hour');
    await popup.waitForText('Marks are paused until');
    await until('the marks to go', async () => (await article.marks()).length === 0);
    await popup.activate('button', 'Turn marks on');
    await article.waitForMarks();
  });

  it.each(['light', 'dark'] as const)('breaks no rule of accessibility in %s', async (scheme) => {
    await popup.surface.setColorScheme(scheme);
    await popup.find('button', 'Nscale');
    expect(await popup.accessibilityViolations()).toEqual([]);
    await popup.fill('combobox', '', 'softb');
    await popup.find('option', 'SoftBank');
    expect(await popup.accessibilityViolations()).toEqual([]);
    await popup.activate('option', 'SoftBank');
    await popup.find('button', 'All of it, beside the page');
    await popup.waitForText('bridge loan');
    expect(await popup.accessibilityViolations()).toEqual([]);
  });
});
