import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

/* Whole ways through the pages of the extension, with keys that the browser itself presses and nothing else. */

interface FocusWorld {
  /** What had the focus before a key was pressed. */
  focusBefore?: Element | null;
}

/** What has the focus, as it is called. */
const focusedName = ({ surface }: TabView): Promise<string> =>
  surface.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

/** Most steps from one place of a page to another. */
const FAR = 60;

/** Presses a key that moves the focus, and waits until it has moved. */
async function stepOn(page: TabView, keys: string): Promise<void> {
  await page.surface.evaluate(() => {
    (window as FocusWorld).focusBefore = document.activeElement;
  });
  await page.surface.press(keys);
  await until(`${keys} to move the focus`, () =>
    page.surface.evaluate(() => (window as FocusWorld).focusBefore !== document.activeElement),
  );
}

/** Steps on until something of this name, which is there, has the focus. */
async function tabTo(page: TabView, name: string, keys = 'Tab'): Promise<void> {
  await page.find('button', name);
  const passed: string[] = [];
  while (passed.length < FAR) {
    await stepOn(page, keys);
    const now = await focusedName(page);
    if (now === name) return;
    passed.push(now);
  }
  throw new Error(`${keys} does not lead to “${name}”, but to: ${passed.join(' | ')}`);
}

const untilFocused = (page: TabView, what: string, isIt: (name: string) => boolean) =>
  until(what, async () => isIt(await focusedName(page)));

describe.each(BROWSER_FAMILIES)('by keyboard alone in %s', (family) => {
  const scene = setScene(family);

  it('a search leads to a dossier and back, and is cleared', async () => {
    const popup = await scene.openExtensionPage('popup.html');
    await untilFocused(popup, 'the field to have the focus', (name) => name.startsWith('Search'));
    await popup.surface.type('nscale');
    await popup.find('option', 'Nscale');
    await popup.surface.press('ArrowDown');
    await popup.surface.press('ArrowUp');
    await popup.surface.press('Enter');
    // The facts stand among the results as well; only the dossier has a name.
    await untilFocused(popup, 'the dossier to have the focus', (name) => name === 'Nscale');
    await popup.waitForText('Nscale recently raised $2 billion.');
    await tabTo(popup, 'Back');
    await popup.surface.press('Enter');
    await untilFocused(popup, 'the field to have the focus again', (name) => name.startsWith('Search'));
    await popup.find('option', 'Nscale');
    await popup.surface.press('Escape');
    await until('the field to be empty', async () => (await popup.list('option')).length === 0);
    await popup.surface.close();
  });

  it('facts are narrowed and cited', async () => {
    const panel = await scene.openExtensionPage('sidepanel.html?show=look-up&text=nscale');
    await panel.waitForText('Nscale recently raised $2 billion.');
    await tabTo(panel, 'Claimed 1');
    await panel.surface.press(' ');
    await panel.waitForText('1 of 6 facts');
    await tabTo(panel, 'Cite this fact');
    await panel.surface.press('Enter');
    await until('the dialog', async () => (await panel.list('dialog')).length > 0);
    await panel.surface.press('Escape');
    await until('the dialog to be gone', async () => (await panel.list('dialog')).length === 0);
    // The focus comes back to where it was.
    await untilFocused(panel, 'the button of the dialog', (name) => name === 'Cite this fact');
    await panel.surface.close();
  });

  it('a site is switched off, and on again by undo', async () => {
    const settings = await scene.openExtensionPage('options.html');
    await settings.surface.evaluate(() => {
      location.hash = '#sites/blocked';
    });
    await settings.find('heading', 'Sites where Factmark stays off');
    await until('the field to have the focus', () =>
      settings.surface.evaluate(() => document.activeElement?.matches('.add-site input') ?? false),
    );
    await settings.surface.type('example.org');
    await settings.surface.press('Enter');
    await settings.find('button', 'Turn on again on example.org');
    await tabTo(settings, 'Undo');
    await settings.surface.press('Enter');
    await settings.waitForText('Taken back.');
    await until(
      'the site to be on again',
      async () => (await settings.list('button', 'Turn on again on example.org')).length === 0,
    );
    expect(await settings.accessibilityViolations()).toEqual([]);
    await settings.surface.close();
  });

  it('sites are switched on again one after the other', async () => {
    const settings = await scene.openExtensionPage('options.html');
    await settings.surface.evaluate(() => {
      location.hash = '#sites/blocked';
    });
    await until('the field to have the focus', () =>
      settings.surface.evaluate(() => document.activeElement?.matches('.add-site input') ?? false),
    );
    for (const host of ['one.example', 'two.example', 'three.example']) {
      await settings.surface.type(host);
      await settings.surface.press('Enter');
      await settings.find('button', `Turn on again on ${host}`);
    }
    const [first = '', ...rest] = (await settings.list('button', 'Turn on again on')).map(({ name }) => name);
    await tabTo(settings, first);
    // Each row that goes hands the focus to the next, and the last one to the heading.
    for (const next of [...rest, 'Sites where Factmark stays off']) {
      await settings.surface.press('Enter');
      await untilFocused(settings, `“${next}” to have the focus`, (name) => name === next);
    }
    await settings.surface.close();
  });
});
