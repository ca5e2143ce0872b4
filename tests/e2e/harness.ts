import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type { BuildKind } from '../../scripts/setup/build-extension.ts';
import type { BrowserFamily } from '../../scripts/setup/find-browser.ts';
import { SCRATCH } from '../../scripts/setup/project.ts';
import type { BrowserDriver, Tab } from './drivers/driver.ts';
import { launchBrowser } from './drivers/launch.ts';
import { Reader, TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { type FixtureServer, startFixtureServer } from './fixture-server.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';

/** Pictures of what was on the screen when a test failed. */
const FAILURES = path.join(SCRATCH, 'failures');

/** Of pages, in CSS pixels. */
const VIEWPORT = { width: 1280, height: 800 };

/** A browser with the extension, and pages to open in it, for the tests of one `describe`. */
export class Scene {
  #parts: { browser: BrowserDriver; server: FixtureServer; proxy: RecordingProxy } | undefined;

  readonly #opened = new Map<string, Tab>();

  get browser(): BrowserDriver {
    return this.#started.browser;
  }

  get server(): FixtureServer {
    return this.#started.server;
  }

  /** Every request that left the machine, or would have, since the browser started. */
  get requests(): readonly string[] {
    return this.#started.proxy.requests;
  }

  /** Opens one of the served pages, e.g. "article.html", on the site that the extension may read. */
  async read(page: string): Promise<Reader> {
    return new Reader(await this.#open(page, this.server.url(page)));
  }

  /** The same page where the extension cannot see it. */
  async readWithoutExtension(page: string): Promise<Reader> {
    return new Reader(await this.#open(`without-${page}`, this.server.withoutExtensionUrl(page)));
  }

  async openExtensionPage(
    page: 'popup.html' | 'options.html' | `sidepanel.html${string}` | 'welcome.html',
  ): Promise<TabView> {
    return new TabView(await this.#open(page, `${this.browser.extensionOrigin}/${page}`));
  }

  /** Opens our viewer for a PDF. */
  async openViewer(pdf: string): Promise<TabView> {
    const page = `pdf.html?${new URLSearchParams({ url: pdf })}`;
    return new TabView(await this.#open(page, `${this.browser.extensionOrigin}/${page}`));
  }

  /** Saves a picture of each page that a test opened. */
  async photograph(title: string): Promise<void> {
    mkdirSync(FAILURES, { recursive: true });
    const stem = `${this.browser.family} ${title}`.replace(/[^\w]+/g, '-').slice(0, 80);
    for (const [page, tab] of this.#opened) {
      const file = path.join(FAILURES, `${stem}-${page.replace(/[^\w.]+/g, '-')}.png`);
      // A tab behind others is not drawn, and one that was closed has nothing to show.
      await tab
        .bringToFront()
        .then(() => tab.screenshot(file))
        .catch(() => undefined);
    }
  }

  async start(family: BrowserFamily, kind: BuildKind, viewport = VIEWPORT): Promise<void> {
    const [server, proxy] = await Promise.all([startFixtureServer(), startRecordingProxy()]);
    const browser = await launchBrowser(family, {
      executablePath: inject('executablePaths')[family],
      extensionFolder: inject(kind === 'trial' ? 'trialFolders' : 'releaseFolders')[family],
      isHeadless: true,
      proxyPort: proxy.port,
      viewport,
    });
    this.#parts = { browser, server, proxy };
    if (kind === 'trial') return;
    // Who may read no site yet is shown the first-run page, in a tab that takes the place in front when it comes.
    const welcome = `${browser.extensionOrigin}/welcome.html`;
    await until('the first-run page', async () => (await browser.addresses()).includes(welcome), {
      seen: () => browser.addresses(),
    });
  }

  async end(): Promise<void> {
    await this.#parts?.browser.close();
    await this.#parts?.server.close();
    await this.#parts?.proxy.close();
  }

  async #open(page: string, url: string): Promise<Tab> {
    const tab = await this.browser.openTab(url);
    this.#opened.set(page, tab);
    return tab;
  }

  get #started() {
    if (!this.#parts) throw new Error('The scene has not been set: use it inside tests and hooks');
    return this.#parts;
  }
}

/**
 * Starts a browser before the tests of the enclosing `describe` and ends it after them. After each
 * test, no page and no part of the extension may have reported an error meanwhile.
 *
 * @param isWanted Errors that a test brings about on purpose.
 */
export function setScene(
  family: BrowserFamily,
  kind: BuildKind = 'trial',
  isWanted: (problem: string) => boolean = () => false,
  viewport = VIEWPORT,
): Scene {
  const scene = new Scene();
  let seenProblems = 0;
  beforeAll(() => scene.start(family, kind, viewport));
  afterAll(() => scene.end());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await scene.photograph(task.name);
    const problems = await scene.browser.problems();
    const fresh = problems.slice(seenProblems).filter((problem) => !isWanted(problem));
    seenProblems = problems.length;
    expect(fresh, 'errors reported by pages or by the extension').toEqual([]);
  });
  return scene;
}
