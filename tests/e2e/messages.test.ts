import { describe, expect, it } from 'vitest';
import { readPageRequest } from '../../lib/extension/requests.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { breakShapes, MESSAGES } from '../lib/extension/hostile-messages.ts';
import type { Surface } from './drivers/driver.ts';
import { Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { createPdf } from './pdf-file.ts';

/** As much of the extension's API as is used here. */
interface Api {
  readonly runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    connect(how: { name: string }): {
      postMessage(message: unknown): void;
      disconnect(): void;
      readonly onMessage: { addListener(listener: (message: { type: string }) => void): void };
      readonly onDisconnect: { addListener(listener: () => void): void };
    };
  };
  readonly storage: Record<'local', { get(): Promise<object>; set(items: object): Promise<void> }>;
  readonly tabs: { query(what: object): Promise<{ id: number; url?: string }[]> };
  readonly permissions: { getAll(): Promise<unknown> };
  readonly scripting: {
    executeScript(how: object): Promise<{ result: unknown }[]>;
    getRegisteredContentScripts(): Promise<unknown>;
  };
}

interface ApiWorld {
  readonly browser?: Api;
  readonly chrome: Api;
}

/** What a content script achieved that a page has taken over. */
interface Loot {
  /** Kinds of answers to sound messages over the port, without repetition. */
  readonly answers: readonly string[];
  /** How many broken messages were sent, each over a port of its own, and how many of those ports were closed. */
  readonly broken: number;
  readonly closed: number;
  /** Names of ports that stayed open, of those that nobody should serve. */
  readonly strangers: readonly string[];
  /** What was answered to messages that are the extension's own; none, if all is well. */
  readonly answered: readonly string[];
  /** Whether what the extension has stored could be read. */
  readonly canReadStorage: boolean;
}

/** As JSON can say them, and still broken. */
const broken = Object.values(MESSAGES.port).flatMap((sample) =>
  breakShapes(sample)
    .map(([, message]) => JSON.parse(JSON.stringify(message)) as unknown)
    .filter((message) => readPageRequest(message) === undefined),
);
/** Those that leave nothing behind: a dossier and a search may open a tab (tests/lib/extension/panel.test.ts). */
const harmless = Object.values(MESSAGES.port).filter(
  ({ type }) => !['reject', 'open-dossier', 'search'].includes(type),
);
/** What pages of the extension, its background and its own scripts say to each other. */
const others = [
  ...Object.values(MESSAGES.background),
  ...Object.values(MESSAGES['update page']),
  ...Object.values(MESSAGES.viewer),
  { type: 'list-mentions' },
  { type: 'refresh' },
  { type: 'end' },
  { type: 'step', direction: 1 },
  { type: 'jump-to', entityId: 'org:nscale', occurrence: 0 },
];

describe.each(BROWSER_FAMILIES)('a content script that a page has taken over, in %s', (family) => {
  const scene = setScene(family);

  /** Everything that could have been changed. */
  const takeStock = (settings: Surface) =>
    settings.evaluate(async () => {
      const world = window as unknown as ApiWorld;
      const api = world.browser ?? world.chrome;
      const rows = (name: string) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('factmark');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const reading = opening.result.transaction(name).objectStore(name).getAll();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(reading.result);
            };
          };
        });
      return JSON.stringify({
        packs: await rows('packs'),
        generations: await rows('generations'),
        stored: await api.storage.local.get(),
        permissions: await api.permissions.getAll(),
        scripts: await api.scripting.getRegisteredContentScripts(),
        tabs: (await api.tabs.query({})).map(({ url }) => url),
      });
    });

  const attack = (settings: Surface, url: string): Promise<Loot> =>
    settings.evaluate(
      async (page, sent) => {
        const own = window as unknown as ApiWorld;
        const { scripting, tabs } = own.browser ?? own.chrome;
        const tab = (await tabs.query({})).find((one) => one.url === page);
        const [answer] = await scripting.executeScript({
          target: { tabId: tab?.id },
          // As text: Chromium would leave out what is null.
          args: [JSON.stringify(sent)],
          func: async (json: string) => {
            const { harmless, broken, others } = JSON.parse(json) as Record<string, { type: string }[]>;
            const world = globalThis as unknown as ApiWorld;
            const { runtime, storage } = world.browser ?? world.chrome;
            const silence = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms, 'silence'));
            const answers = new Set<string>();
            const port = runtime.connect({ name: 'page' });
            const isScanned = new Promise((resolve) => {
              port.onMessage.addListener(({ type }) => {
                answers.add(type);
                if (type === 'mentions') resolve(type);
              });
            });
            for (const message of harmless ?? []) port.postMessage(message);
            await Promise.race([isScanned, silence(60_000)]);
            const isClosed = (name: string, message?: unknown) => {
              const one = runtime.connect({ name });
              const closing = new Promise((resolve) => one.onDisconnect.addListener(() => resolve('closed')));
              if (message !== undefined) one.postMessage(message);
              return Promise.race([closing, silence(60_000)]).then((end) => end === 'closed');
            };
            const ends = await Promise.all((broken ?? []).map((message) => isClosed('page', message)));
            const names = ['', 'import', 'update-pack', 'devtools'];
            const strangers = [];
            for (const name of names) if (!(await isClosed(name))) strangers.push(name);
            const said = await Promise.all(
              (others ?? []).map(async (message) => {
                const answer = await Promise.race([
                  runtime.sendMessage(message).catch(() => undefined),
                  silence(500),
                ]);
                const isSilent = answer === undefined || answer === null || answer === 'silence';
                return isSilent ? [] : [`${message.type}: ${JSON.stringify(answer)}`];
              }),
            );
            const answered = said.flat();
            const canReadStorage = await storage.local.get().then(
              () => true,
              () => false,
            );
            port.disconnect();
            return {
              answers: [...answers].sort(),
              broken: ends.length,
              closed: ends.filter(Boolean).length,
              strangers,
              answered,
              canReadStorage,
            };
          },
        });
        return answer?.result as Loot;
      },
      url,
      { harmless, broken, others },
    );

  it('reads facts about names, and changes nothing', { timeout: 600_000 }, async () => {
    const reader = await scene.read('article.html');
    await reader.waitForMarks();
    scene.server.serve('pdfs', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(createPdf(['Nscale builds.']));
    });
    const viewer = new Reader((await scene.openViewer(scene.server.url('pdfs/story.pdf'))).surface);
    await viewer.waitForMarks();
    const settings = (await scene.openExtensionPage('options.html')).surface;
    const before = await until('everything to be at rest', async () => {
      const [one, other] = [await takeStock(settings), await takeStock(settings)];
      return one === other ? one : undefined;
    });
    const loot = await attack(settings, await reader.tab.url());
    expect(broken.length).toBeGreaterThan(100);
    expect(loot).toEqual({
      answers: ['facts', 'found', 'mentions', 'welcome'],
      broken: broken.length,
      closed: broken.length,
      strangers: [],
      answered: [],
      // Firefox has no means to keep a content script from it (docs/threat-model.md).
      canReadStorage: family === 'firefox',
    });
    expect(await takeStock(settings)).toBe(before);
    // The viewer, a page of ours that hears such messages, told nothing of what is read in it, and reads on.
    expect((await viewer.marks()).map(({ text }) => text)).toEqual(['Nscale']);
    expect(await viewer.tooltip()).toBeUndefined();
  });
});
