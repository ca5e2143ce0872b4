import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GeneratorOptions, generateLines } from '../../scripts/generate-pack.ts';
import { bundleModule } from '../../scripts/setup/bundle-module.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { TabView } from './drivers/reader.ts';
import { STORE_MODULE, type StoreWorld } from './drivers/store-world.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { startPackServer } from './pack-server.ts';
import { acceptPreview, openDetails } from './packs-page.ts';

/** Part of the extension API that these tests use in the settings page. */
interface SettingsStorage {
  readonly storage: {
    readonly local: { get(key: string): Promise<{ settings?: { marks: { isCounted: boolean } } }> };
  };
}

const packFile = (name: string) => path.join(import.meta.dirname, 'packs', name);

describe.each(BROWSER_FAMILIES)('a curator of packs in %s', (family) => {
  const scene = setScene(family);
  let settings: TabView;

  const titles = async () => (await settings.list('article')).map(({ name }) => name);

  beforeAll(async () => {
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
  });

  it('imports a text', async () => {
    await settings.click('button', 'Paste text');
    await settings.fill('textbox', 'Text of a pack', readFileSync(packFile('harbour-1.json'), 'utf8'));
    await settings.click('button', 'Read the text');
    await settings.waitForText('Not signed: nobody vouches for who wrote it.');
    await acceptPreview(settings, '1.0.0');
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
    await expect.poll(titles).toEqual(before.toReversed());
  });

  it('puts packs in order by drag, which a handle alone begins, and takes that back', async () => {
    const before = await titles();
    const placeOf = (selector: string, index: number) =>
      settings.surface.evaluate(
        (wanted, at) => {
          document.querySelector('.packs')?.scrollIntoView();
          const { x, y, width, height } = document.querySelectorAll(wanted)[at]!.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        },
        selector,
        index,
      );
    // Had the text taken the pack along, the handle would only bring it back.
    await settings.surface.drag(await placeOf('.pack__title', 0), await placeOf('.pack__title', 1));
    await settings.surface.drag(await placeOf('.pack__handle', 0), await placeOf('.pack__title', 1));
    await until('the other order', async () => (await titles()).join() === before.toReversed().join());
    await settings.activate('button', 'Undo');
    await until('the order of before', async () => (await titles()).join() === before.join());
  });

  it('goes back a version, deletes one, and saves one that is the file to the byte', async () => {
    await settings.surface.upload('input[type=file]', [packFile('harbour-2.json')]);
    await acceptPreview(settings, '2.0.0');
    await openDetails(settings, 'Harbour watch');
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
    await settings.find('dialog');
    await settings.click('button', 'Delete');
    await settings.waitForNo('button', 'Go forward');
    expect(await settings.text()).toContain('Version 1.0.0');
  });

  it('removes the sample pack and restores it', async () => {
    await openDetails(settings, 'OpenAI');
    await settings.click('button', 'Remove this pack: OpenAI');
    await settings.find('dialog');
    await settings.waitForText('you can restore it on this page');
    await settings.click('button', 'Remove');
    await settings.waitForNo('article', 'OpenAI');
    await settings.click('button', 'Restore the sample pack');
    await settings.find('article', 'OpenAI');
  });

  it.each(['light', 'dark'] as const)('finds no barrier with everything open, in %s', async (scheme) => {
    await settings.surface.setColorScheme(scheme);
    await openDetails(settings, 'OpenAI');
    await settings.activate('button', 'From an address');
    expect(await settings.accessibilityViolations()).toEqual([]);
  });

  // More records than the import's worker indexes by itself.
  it('imports a large pack in two workers: its facts, its search, its names, its file', async () => {
    const options: GeneratorOptions = { entities: 1_000, facts: 4_500, sources: 100, seed: 3, edition: 1 };
    const text = [...generateLines(options)].join('');
    const facts = text
      .split('\n')
      .flatMap((line) => (line.includes('"record":"fact"') ? [JSON.parse(line)] : []));
    const about = (id: string) => facts.filter((fact) => fact.about.includes(id));
    const folder = mkdtempSync(path.join(os.tmpdir(), 'factmark-large-'));
    try {
      const file = path.join(folder, 'large.jsonl');
      writeFileSync(file, text);
      await settings.surface.upload('input[type=file]', [file]);
      await acceptPreview(settings, '1.0.0', 120_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await settings.surface.inject(await bundleModule(STORE_MODULE, 'factmarkStore'));
    const found = await settings.surface.evaluate(async (last: string) => {
      const { openFactStore, readQuery } = (window as unknown as StoreWorld).factmarkStore;
      const store = await openFactStore();
      const pack = (await store.packs()).find(({ packId }) => packId.startsWith('generated.'));
      const generation = await store.openGeneration(pack?.current.id ?? '');
      const dossier = await generation.readDossier(last);
      const index = await generation.openSearchIndex();
      const hits = await index.search(readQuery(dossier?.entity.name ?? ''), { limit: 5 });
      const original = await new Response(await generation.originalFile()).text();
      const result = {
        name: dossier?.entity.name,
        statements: dossier?.facts.map(({ statement }) => statement),
        firstHit: hits.entities[0]?.hit.entity.name,
        namesKnown: (await generation.readGazetteer()).buffer.byteLength,
        original,
      };
      generation.close();
      store.close();
      return result;
    }, 'entity:999');
    expect(found.statements?.toSorted()).toEqual(
      about('entity:999')
        .map(({ statement }) => statement)
        .toSorted(),
    );
    expect(found.firstHit).toBe(found.name);
    expect(found.namesKnown).toBeGreaterThan(30_000);
    expect(found.original).toBe(text);
  });

  // Held halfway, so that it runs for as long as the page is used, on a fast machine too.
  it('goes on with the settings while a large pack is imported, and comes back to it', async () => {
    const server = await startPackServer();
    try {
      const path = '/great.jsonl';
      server.publish(
        path,
        [...generateLines({ entities: 500, facts: 2_000, sources: 50, seed: 4, edition: 1 })].join(''),
      );
      const release = server.hold(path);
      await settings.click('button', 'From an address');
      await settings.fill('textbox', 'Address of a pack', server.url(path));
      await settings.click('button', 'Fetch');
      const progress = async () => (await settings.list('region', 'Import'))[0]?.text ?? '';
      await until('records to be read', async () =>
        /Reading great\.jsonl.* [1-9][\d,]* records/.test(await progress()),
      );

      await settings.click('link', 'Marks');
      await settings.waitForNo('region', 'Import');
      const count = 'Count them on the toolbar button';
      expect((await settings.find('switch', count)).isOn).toBe(true);
      await settings.click('switch', count);
      const isCounted = () =>
        settings.surface.evaluate(async () => {
          const { storage } = (globalThis as unknown as { chrome: SettingsStorage }).chrome;
          return (await storage.local.get('settings')).settings?.marks.isCounted;
        });
      await until('it to be stored', async () => (await isCounted()) === false);
      await settings.activate('button', 'Undo');
      await until('what was before to be stored', async () => (await isCounted()) === true);

      await settings.fill('searchbox', 'Search settings', 'theme');
      await settings.click('link', 'Theme');
      await until('the theme to be led to', () =>
        settings.surface.evaluate(
          () => document.activeElement?.closest('#marks-theme') !== null && location.hash === '#marks/theme',
        ),
      );

      await settings.click('link', 'Packs');
      await until('it to run on', async () => (await progress()).includes('Reading great.jsonl'));
      release();
      await settings.find('region', 'What importing 500 invented entities with 2000 facts would change');
      await settings.click('button', 'Discard');
      await settings.find('button', 'Choose a file');
    } finally {
      await server.close();
    }
  });
});
