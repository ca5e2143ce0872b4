import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { TabView } from './drivers/reader.ts';
import { setScene } from './harness.ts';
import { type PackServer, startPackServer } from './pack-server.ts';
import { openDetails, subscribe } from './packs-page.ts';
import { createPublication, type Publication } from './publication.ts';

/** A busy machine takes its time; nothing here depends on how long. */
const PATIENCE_MS = 120_000;

describe.each(BROWSER_FAMILIES)('a pack published in parts in %s', (family) => {
  const scene = setScene(family);
  let server: PackServer;
  let settings: TabView;
  let publication: Publication;

  const requestsSince = (start: number) => server.requests.slice(start).map((line) => line.split('/')[1]);
  const updateNow = async (sentence: string) => {
    await settings.click('button', `Update now: ${publication.title}`);
    await settings.waitForText(sentence, PATIENCE_MS);
  };

  beforeAll(async () => {
    server = await startPackServer();
    publication = await createPublication(server);
    await publication.publish(1);
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
  });
  afterAll(async () => {
    await server?.close();
    await publication?.remove();
  });

  it('is imported from the address of its manifest, and costs an update only what changed', async () => {
    await subscribe(settings, {
      url: server.url('/manifest.json'),
      version: '1.0.0',
      limitMs: PATIENCE_MS,
    });
    await openDetails(settings, publication.title);

    await publication.publish(2);
    const start = server.requests.length;
    await updateNow('Version 2.0.0 was installed');
    expect(requestsSince(start)).toEqual(['manifest.json 200', 'deltas']);
  });

  it('falls back to the whole file where parts are gone', async () => {
    await publication.publish(3);
    for (const name of await publication.paths()) {
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
