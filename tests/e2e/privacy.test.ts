import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { SCRATCH } from '../../scripts/setup/project.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { type PackServer, startPackServer } from './pack-server.ts';
import { HARBOUR_PACK, keepPacks, readArticle, readPdf, searchAndCite, setUp } from './privacy-session.ts';
import { createPublication, type Publication } from './publication.ts';

/** Of what is read and looked for in the session. The sites of pages are those of packs here, but for the port. */
const TRACES = /article|nscale|softbank|story\.pdf|localhost:/i;

const PATIENTLY = { timeout: 600_000 } as const;

/** The build that is published, as it is used: with the sites that the reader allowed. */
describe.each(BROWSER_FAMILIES)('requests from %s', (family) => {
  const scene = setScene(family, 'release');
  let packs: PackServer | undefined;
  let publication: Publication | undefined;
  afterAll(async () => {
    await packs?.close();
    await publication?.remove();
  });

  it(
    'sends nothing anywhere while a reader reads, searches, imports a pack and looks at settings',
    PATIENTLY,
    async () => {
      const downloads = path.join(SCRATCH, 'downloads');
      mkdirSync(downloads, { recursive: true });
      // In nobody's way.
      const saved = mkdtempSync(path.join(downloads, 'privacy-'));
      onTestFinished(() => rmSync(saved, { recursive: true, force: true }));
      await scene.browser.saveDownloadsTo(saved);
      await scene.browser.grantAccess(['http://localhost/*']);
      const article = await readArticle(scene);
      await searchAndCite(scene, article);
      const countPdfRequests = await readPdf(scene);
      packs = await startPackServer();
      packs.publish('/harbour.json', readFileSync(HARBOUR_PACK.replace('-1', '-2'), 'utf8'));
      publication = await createPublication(packs);
      const settings = await scene.openExtensionPage('options.html');
      await keepPacks(settings, packs, publication);
      await setUp(settings);
      // Long enough for a request that waits for an idle moment.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(scene.requests).toEqual([]);
      expect(countPdfRequests()).toBe(1);
      const asked = new Set(packs.requests.map((line) => line.split(' ')[1] ?? ''));
      const published = ['harbour.json', ...(await publication.paths())].map((name) => `/${name}`);
      expect([...asked].filter((name) => !published.includes(name))).toEqual([]);
      expect([...asked].map((name) => name.split('/')[1])).toEqual(
        expect.arrayContaining(['harbour.json', 'manifest.json', 'deltas']),
      );
      expect(packs.lastHeaders).not.toHaveProperty('referer');
      expect(packs.lastHeaders).not.toHaveProperty('cookie');

      // What is kept: settings, and nothing of what was read or looked for.
      const kept = await settings.surface.evaluate(async () => {
        interface Api {
          readonly storage: Record<'local' | 'sync', { get(): Promise<Record<string, unknown>> }>;
        }
        const { browser, chrome } = window as unknown as { browser?: Api; chrome: Api };
        const { local, sync } = (browser ?? chrome).storage;
        return { local: await local.get(), sync: await sync.get() };
      });
      expect(Object.keys(kept.local).sort()).toEqual(['rejections', 'settings', 'subscriptions']);
      expect(kept.sync).toEqual({});
      // The address of the subscription is the reader's; of pages that were read there is none.
      expect(JSON.stringify(kept.local).replaceAll(packs.url('/'), '')).not.toMatch(TRACES);
      const places = await settings.surface.evaluate(async () => {
        const withoutId = (name = '') => name.replace(/[\da-f]{8}-[\da-f-]{27}/, 'ID');
        const files = new Set<string>();
        const folder = (await navigator.storage.getDirectory()) as unknown as {
          keys(): AsyncIterable<string>;
        };
        for await (const name of folder.keys()) {
          // A backup on its way to the downloads.
          if (!name.startsWith('factmark-spool-')) files.add(name);
        }
        return {
          databases: [...new Set((await indexedDB.databases()).map(({ name }) => withoutId(name)))].sort(),
          files: [...files],
          caches: await caches.keys(),
          cookies: document.cookie,
          page: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
        };
      });
      expect(places).toEqual({
        databases: ['factmark', 'factmark-generation-ID', 'factmark-parts'],
        // Packs have some for as long as they are being imported.
        files: [],
        caches: [],
        cookies: '',
        page: [],
      });
    },
  );

  it('would have seen a request', async () => {
    const page = await scene.read('wonderful.html');
    await page.tab.evaluate(() => {
      new Image().src = 'http://leak.example/pixel';
    });
    await until('the recorded request', () => scene.requests.includes('http://leak.example/pixel'));
  });
});
