import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

const packFile = (name: string) => path.join(import.meta.dirname, 'packs', name);

describe.each(BROWSER_FAMILIES)('a curator of packs in %s', (family) => {
  const scene = setScene(family);
  let settings: TabView;

  const titles = async () => (await settings.list('article')).map(({ name }) => name);
  const openDetails = () =>
    settings.surface.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
  const importPreviewed = async () => {
    await settings.waitForText('Nothing has changed yet.');
    await settings.click('button', 'Import');
    await settings.waitForText('is installed');
  };

  beforeAll(async () => {
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
  });

  it('imports a text', async () => {
    await settings.click('button', 'Paste text');
    await settings.fill('textbox', 'Text of a pack', readFileSync(packFile('harbour-1.json'), 'utf8'));
    await settings.click('button', 'Read the text');
    await settings.waitForText('Not signed: nobody vouches for who wrote it.');
    await importPreviewed();
    await settings.find('article', 'Harbour watch');
  });

  it('imports a table once it is known what its columns mean', async () => {
    await settings.surface.upload('input[type=file]', [packFile('operators.csv')]);
    await settings.waitForText('What the columns of operators.csv mean');
    expect(await settings.accessibilityViolations()).toEqual([]);
    await settings.click('button', 'Continue');
    await settings.waitForText('New, version');
    await settings.click('button', 'Discard');
    await settings.find('button', 'Choose a file');
  });

  it('puts packs in order by keyboard, for good', async () => {
    const before = await titles();
    await settings.surface.evaluate(() => {
      document.querySelector<HTMLElement>('.pack__handle')?.focus();
    });
    await settings.surface.press('ArrowDown');
    await until('the other order', async () => (await titles()).join() === before.toReversed().join());
    await settings.surface.goto(await settings.surface.url());
    await settings.find('article', 'Harbour watch');
    expect(await titles()).toEqual(before.toReversed());
  });

  it('goes back a version, deletes one, and saves one that is the file to the byte', async () => {
    await settings.surface.upload('input[type=file]', [packFile('harbour-2.json')]);
    await importPreviewed();
    await openDetails();
    await settings.click('button', 'What would going to version 1.0.0 change?');
    await settings.waitForText('Maren Oostveld dredges the southern channel.');
    await settings.click('button', 'Go to version 1.0.0');
    await settings.find('button', 'Go forward to version 2.0.0');

    // Firefox keeps what a test puts into the page's globals from the page; lib/services/export-pack is the same.
    if (family === 'chromium') {
      await settings.surface.evaluate(() => {
        const original = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (content) => {
          Object.assign(globalThis, { saved: content });
          return original(content);
        };
      });
      await settings.click('button', 'Save version 2.0.0 as a file');
      const saved = await until('the saved file', () =>
        settings.surface.evaluate(() => (globalThis as unknown as { saved?: Blob }).saved?.text()),
      );
      expect(saved).toBe(readFileSync(packFile('harbour-2.json'), 'utf8'));
    }

    await settings.click('button', 'Delete version 2.0.0');
    await settings.click('button', 'Delete');
    await until('the version to go', async () => !(await settings.text()).includes('Go forward'));
    expect(await settings.text()).toContain('Version 1.0.0');
  });

  it('removes the sample pack and restores it', async () => {
    await openDetails();
    await settings.click('button', 'Remove this pack: OpenAI');
    await settings.waitForText('you can restore it on this page');
    await settings.click('button', 'Remove');
    await until('the pack to go', async () => (await titles()).length === 1);
    await settings.click('button', 'Restore the sample pack');
    await settings.find('article', 'OpenAI');
  });

  it.each(['light', 'dark'] as const)('finds no barrier with everything open, in %s', async (scheme) => {
    await settings.surface.setColorScheme(scheme);
    await openDetails();
    await settings.activate('button', 'From an address');
    expect(await settings.accessibilityViolations()).toEqual([]);
  });
});
