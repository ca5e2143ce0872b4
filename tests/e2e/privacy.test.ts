import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView, Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { type PackServer, startPackServer } from './pack-server.ts';
import { acceptPreview, openDetails, subscribe } from './packs-page.ts';
import { createPdf } from './pdf-file.ts';
import { createPublication, type Publication } from './publication.ts';

const BACKUP = path.join(import.meta.dirname, 'backups/dark.json');
const HARBOUR_PACK = path.join(import.meta.dirname, 'packs/harbour-1.json');

/** A long session on a busy machine; nothing here depends on how long. */
const PATIENCE_MS = 60_000;
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
      await popup.activate('button', 'All of it, beside the page');
      const panel = new ExtensionView(await scene.browser.findPanel());
      await panel.waitForText('bridge loan');
      // What the context menu and the address bar lead to, which are the browser's own and cannot be clicked here.
      const lookUp = await scene.openExtensionPage('sidepanel.html?show=look-up&text=OpenAI');
      await lookUp.waitForText('OpenAI secured approximately $110 billion');
      scene.server.serve('pdfs', (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/pdf' }).end(createPdf(['Nscale builds.']));
      });
      const viewer = new Reader((await scene.openViewer(scene.server.url('pdfs/story.pdf'))).surface);
      await viewer.waitForMarks(PATIENCE_MS);
      await viewer.hoverMark('Nscale');
      await viewer.waitForTooltip('$2 billion');

      const settings = await scene.openExtensionPage('options.html');
      await settings.find('article', 'OpenAI’s mega-round');
      await settings.surface.upload('input[type=file]', [HARBOUR_PACK]);
      await acceptPreview(settings, '1.0.0', PATIENCE_MS);
      // The one thing that is asked for: the pack that the reader subscribes to, at its own address.
      packs = await startPackServer();
      packs.publish('/harbour.json', readFileSync(HARBOUR_PACK.replace('-1', '-2'), 'utf8'));
      await subscribe(settings, {
        url: packs.url('/harbour.json'),
        version: '2.0.0',
        limitMs: PATIENCE_MS,
      });
      // One that is published in parts, and a newer edition of it.
      publication = await createPublication(packs);
      const { title } = publication;
      await publication.publish(1);
      await subscribe(settings, {
        url: packs.url('/manifest.json'),
        version: '1.0.0',
        limitMs: PATIENCE_MS,
      });
      await openDetails(settings, title);
      await publication.publish(2);
      await settings.click('button', `Update now: ${title}`);
      await settings.waitForText('Version 2.0.0 was installed', PATIENCE_MS);
      for (const section of ['Sites', 'Marks', 'Shortcuts', 'Backup', 'About']) {
        await settings.click('link', section);
        await settings.find('heading', section);
      }
      await settings.click('link', 'Backup');
      await settings.find('heading', 'Backup');
      await settings.surface.upload('input[type=file]', [BACKUP]);
      await settings.click('button', 'Restore');
      await until('what the backup holds', () =>
        settings.surface.evaluate(() => document.documentElement.dataset.theme === 'dark'),
      );
      // Long enough for a request that waits for an idle moment.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(scene.requests).toEqual([]);
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
      // The address of the subscription is the reader's; of pages that were read there is none.
      expect(kept.replaceAll(packs.url('/'), '')).not.toMatch(/article|nscale|softbank|story\.pdf/i);
      const places = await settings.surface.evaluate(async () => ({
        databases: (await indexedDB.databases()).map(({ name = '' }) =>
          name.replace(/[\da-f]{8}-[\da-f-]{27}/, 'ID'),
        ),
        caches: await caches.keys(),
        cookies: document.cookie,
        page: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      }));
      expect([...new Set(places.databases)].sort()).toEqual(
        ['factmark', 'factmark-generation-ID', 'factmark-parts'].filter((name) =>
          places.databases.includes(name),
        ),
      );
      expect(places).toMatchObject({ caches: [], cookies: '', page: [] });
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
