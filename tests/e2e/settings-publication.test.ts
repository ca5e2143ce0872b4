import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateLines } from '../../scripts/generate-pack.ts';
import { runPack } from '../../scripts/pack/run.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { TabView } from './drivers/reader.ts';
import { setScene } from './harness.ts';
import { type PackServer, startPackServer } from './pack-server.ts';

const TITLE = '300 invented entities with 1500 facts';
const SILENT = {
  print: () => {},
  note: () => {},
  isColored: false,
  style: (_style: unknown, text: string) => text,
  progress: () => ({ update: () => {}, stop: () => {} }),
};

describe.each(BROWSER_FAMILIES)('a pack published in parts in %s', (family) => {
  const scene = setScene(family);
  let server: PackServer;
  let settings: TabView;
  let folder = '';

  /** Publishes an edition as a curator does, and puts the folder on the server. */
  const publish = async (edition: number) => {
    const file = path.join(folder, 'pack.jsonl');
    const lines = generateLines({ entities: 300, facts: 1500, sources: 60, seed: 1, edition });
    await writeFile(file, [...lines].join(''));
    const site = path.join(folder, 'site');
    expect(await runPack(['publish', file, site, '--key', path.join(folder, 'a.key')], SILENT)).toBe(0);
    for (const name of await readdir(site, { recursive: true })) {
      if (/\.(gz|json)$/.test(name)) server.publish(`/${name}`, await readFile(path.join(site, name)));
    }
  };
  const requestsSince = (start: number) => server.requests.slice(start).map((line) => line.split('/')[1]);
  const updateNow = async (sentence: string) => {
    await settings.click('button', `Update now: ${TITLE}`);
    await settings.waitForText(sentence);
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'factmark-published-'));
    await runPack(['keygen', path.join(folder, 'a.key')], SILENT);
    server = await startPackServer();
    await publish(1);
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
  });
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is imported from the address of its manifest, and costs an update only what changed', async () => {
    await settings.click('button', 'From an address');
    await settings.fill('textbox', 'Address of a pack', server.url('/manifest.json'));
    await settings.click('button', 'Fetch');
    await settings.waitForText('Nothing has changed yet.');
    await settings.click('button', 'Import');
    await settings.waitForText('is installed');
    await settings.click('button', 'Keep it up to date from localhost');
    await settings.find('article', TITLE);
    await settings.surface.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });

    await publish(2);
    const start = server.requests.length;
    await updateNow('Version 2.0.0 was installed');
    expect(requestsSince(start)).toEqual(['manifest.json 200', 'deltas']);
  });

  it('falls back to the whole file where parts are gone', async () => {
    await publish(3);
    for (const name of await readdir(path.join(folder, 'site'), { recursive: true })) {
      if (/^(deltas|chunks)\//.test(name)) server.publish(`/${name}`, undefined);
    }
    const start = server.requests.length;
    await updateNow('Version 3.0.0 was installed');
    const asked = requestsSince(start);
    expect(asked[0]).toBe('manifest.json 200');
    expect(asked).toContain('chunks');
    // Chunks are asked for side by side: one that is given up may be noted after the file.
    expect(asked).toContainEqual(expect.stringMatching(/^generated-.*-3\.0\.0\.jsonl\.gz 200$/));
  });
});
