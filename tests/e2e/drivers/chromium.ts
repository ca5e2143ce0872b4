import { createHash } from 'node:crypto';
import { type BrowserContext, type CDPSession, chromium } from 'playwright-core';
import { ChromiumPopup } from './chromium-popup.ts';
import { ChromiumTab } from './chromium-tab.ts';
import type { BrowserDriver, LaunchOptions, Surface } from './driver.ts';
import { createProfile, removeProfile } from './profile.ts';
import { PATIENCE_MS, until } from './until.ts';

/**
 * Our own list instead of Playwright's, some of whose switches make the browser another one than
 * readers have: without storage partitioning, IndexedDB fails in extension frames inside web pages.
 */
export const CHROMIUM_SWITCHES = [
  // Nothing that a fresh profile would ask or announce.
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-search-engine-choice-screen',
  '--disable-infobars',
  '--password-store=basic',
  '--use-mock-keychain',
  // None of the browser's own requests.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-field-trial-config',
  '--disable-quic',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-pings',
  '--disable-features=OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,MediaRouter,LensOverlay,HttpsUpgrades',
  '--enable-features=SkipListAccountsWithoutGaiaCookies',
  // Containers give /dev/shm too little room.
  '--disable-dev-shm-usage',
  '--disable-breakpad',
  // Chrome since 137 ignores --load-extension; DevTools may install one if this switch allows it.
  '--enable-unsafe-extension-debugging',
];

/** Requests that no switch stops go to a closed port of this machine, past the recording proxy. */
const QUIET_SWITCHES = [
  '--gaia-url=http://127.0.0.1:1/',
  '--component-updater=url-source=http://127.0.0.1:1/',
];

export const CHROMIUM_HEADLESS_SWITCHES = [
  '--headless',
  '--disable-gpu',
  '--hide-scrollbars',
  '--mute-audio',
  // The popup is never larger than the screen, which headless makes 800 by 600.
  '--screen-info={1600x1200}',
  // Headless claims to have no pointer that hovers.
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
];

/** A page of the extension's origin in which none of its scripts runs. */
const SCRIPTLESS_PAGE = 'manifest.json';

/** The part of the API of chrome://extensions that stands for what a person does there. */
interface ExtensionsPage {
  readonly chrome: {
    readonly management: { setEnabled(extensionId: string, isOn: boolean): Promise<void> };
    readonly developerPrivate: {
      addHostPermission(extensionId: string, pattern: string): Promise<void>;
      updateExtensionConfiguration(update: { extensionId: string; hostAccess: 'ON_CLICK' }): Promise<void>;
    };
  };
}

interface Suggestion {
  readonly description: string;
}

/** An event of the API as it is inside, where the browser's own bindings set it off. */
interface OmniboxWorld {
  readonly chrome: {
    readonly omnibox: {
      readonly onInputChanged: {
        dispatch(text: string, answer: (suggestions: Suggestion[]) => void): void;
      };
    };
  };
}

export async function launchChromium(options: LaunchOptions): Promise<ChromiumDriver> {
  const profile = options.profile ?? createProfile();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executablePath,
    headless: options.isHeadless,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: true,
    args: [
      ...CHROMIUM_SWITCHES,
      ...(options.isHeadless ? CHROMIUM_HEADLESS_SWITCHES : []),
      // Chromium's sandbox refuses to start for root; a headless container often forbids what it needs.
      ...(options.isHeadless || process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.proxyPort === undefined
        ? []
        : [...QUIET_SWITCHES, `--proxy-server=http://127.0.0.1:${options.proxyPort}`]),
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      'about:blank',
    ],
    viewport: options.viewport ?? null,
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
  });
  // Pages that load, shots and files that are chosen: what the tests wait for otherwise has limits of its own.
  context.setDefaultTimeout(2 * PATIENCE_MS);
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  try {
    const browser = context.browser();
    if (!browser) throw new Error('Playwright gave no browser');
    const cdp = await browser.newBrowserCDPSession();
    const problems: string[] = [];
    collectProblems(context, problems);
    if (options.storageLimit !== undefined) {
      await limitStorage(context, options.extensionFolder, options.storageLimit);
    }
    const path = options.extensionFolder;
    const { id } = await cdp.send('Extensions.loadUnpacked', { path });
    const ownProfile = options.profile === undefined ? profile : undefined;
    return new ChromiumDriver(context, cdp, { id, path }, problems, closed, ownProfile);
  } catch (error) {
    await context.close();
    if (options.profile === undefined) removeProfile(profile);
    throw error;
  }
}

export class ChromiumDriver implements BrowserDriver {
  readonly family = 'chromium';
  readonly extensionOrigin: string;
  readonly closed: Promise<void>;
  readonly #context: BrowserContext;
  readonly #browser: CDPSession;
  readonly #extension: { readonly id: string; readonly path: string };
  readonly #problems: readonly string[];
  /** To be removed in the end. */
  readonly #profile: string | undefined;

  constructor(
    context: BrowserContext,
    browser: CDPSession,
    extension: { readonly id: string; readonly path: string },
    problems: readonly string[],
    closed: Promise<void>,
    profile: string | undefined,
  ) {
    this.#context = context;
    this.#browser = browser;
    this.#extension = extension;
    this.#problems = problems;
    this.closed = closed;
    this.#profile = profile;
    this.extensionOrigin = `chrome-extension://${extension.id}`;
  }

  async openTab(url: string): Promise<ChromiumTab> {
    const tab = new ChromiumTab(await this.#context.newPage());
    await tab.goto(url);
    return tab;
  }

  async openPopup(over: ChromiumTab): Promise<Surface> {
    await over.bringToFront();
    return ChromiumPopup.open(this.#browser, this.#extension.id, await over.url());
  }

  async findPanel(): Promise<Surface> {
    return ChromiumPopup.findPanel(this.#browser, this.#extension.id);
  }

  /** DevTools reach no address bar: the worker is told of the letters as the browser tells it. */
  async suggestInAddressBar(text: string): Promise<readonly string[]> {
    const worker = await until('the service worker', () => this.#context.serviceWorkers()[0]);
    const suggestions = await worker.evaluate((typed) => {
      const { omnibox } = (globalThis as unknown as OmniboxWorld).chrome;
      return new Promise<Suggestion[]>((resolve) => omnibox.onInputChanged.dispatch(typed, resolve));
    }, text);
    // Chromium's markup says which letters were typed.
    return suggestions.map(({ description }) => description.replace(/<[^>]*>/g, ''));
  }

  async killBackground(): Promise<void> {
    // DevTools shows workers only to a page of their own origin.
    const tab = await this.openTab(`${this.extensionOrigin}/${SCRIPTLESS_PAGE}`);
    try {
      const cdp = await tab.cdp();
      const states = new Map<string, string>();
      // Whoever needs the worker may start it again at once.
      let hasStopped = false;
      cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        for (const { versionId, runningStatus } of versions) states.set(versionId, runningStatus);
        hasStopped = hasStopped || [...states.values()].every((state) => state === 'stopped');
      });
      await cdp.send('ServiceWorker.enable');
      await until('the service worker to be known', () => states.size > 0);
      hasStopped = [...states.values()].every((state) => state === 'stopped');
      await cdp.send('ServiceWorker.stopAllWorkers');
      await until('the service worker to stop', () => hasStopped, { seen: () => [...states.values()] });
    } finally {
      await tab.close();
    }
  }

  async approveRequests(origins: readonly string[]): Promise<void> {
    await this.#onExtensionsPage(
      async (id, patterns) => {
        const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
        for (const pattern of patterns) await developerPrivate.addHostPermission(id, pattern);
      },
      this.#extension.id,
      origins,
    );
  }

  async grantAccess(origins: readonly string[]): Promise<void> {
    await this.approveRequests(origins);
    const tab = await this.openTab(`${this.extensionOrigin}/${SCRIPTLESS_PAGE}`);
    try {
      const cdp = await tab.cdp();
      await cdp.send('Runtime.evaluate', {
        expression: `chrome.permissions.request({ origins: ${JSON.stringify(origins)} })`,
        userGesture: true,
        awaitPromise: true,
      });
    } finally {
      await tab.close();
    }
  }

  async withholdAccess(): Promise<void> {
    await this.#onExtensionsPage((extensionId) => {
      const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
      return developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' });
    }, this.#extension.id);
  }

  async install(): Promise<void> {
    await this.#browser.send('Extensions.loadUnpacked', { path: this.#extension.path });
  }

  async uninstall(): Promise<void> {
    await this.#browser.send('Extensions.uninstall', { id: this.#extension.id });
  }

  async setEnabled(isOn: boolean): Promise<void> {
    await this.#onExtensionsPage(
      (id, on) => (globalThis as unknown as ExtensionsPage).chrome.management.setEnabled(id, on),
      this.#extension.id,
      isOn,
    );
  }

  async addresses(): Promise<readonly string[]> {
    return this.#context.pages().map((page) => page.url());
  }

  async saveDownloadsTo(folder: string): Promise<void> {
    await this.#browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  }

  async problems(): Promise<readonly string[]> {
    return [...this.#problems];
  }

  async handOver(): Promise<void> {
    for (const page of this.#context.pages()) if (page.url() === 'about:blank') await page.close();
    // The pipe that holds the session is also what closes the browser with this process, so it stays.
  }

  async close(): Promise<void> {
    // Chromium writes to its profile until its process has ended, which is after it says that it closed.
    await this.#context.close();
    if (this.#profile !== undefined) removeProfile(this.#profile);
  }

  async crash(): Promise<void> {
    const { processInfo } = await this.#browser.send('SystemInfo.getProcessInfo');
    // The browser first: its helpers end when it is gone, and have no time to tell it anything.
    const pids = processInfo.toSorted((a) => (a.type === 'browser' ? -1 : 1)).map(({ id }) => id);
    for (const pid of pids) killProcess(pid);
    await this.closed;
    if (this.#profile !== undefined) removeProfile(this.#profile);
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface.
  async #onExtensionsPage<A extends any[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const tab = await this.openTab('chrome://extensions');
    try {
      return await tab.evaluate(run, ...args);
    } finally {
      await tab.close();
    }
  }
}

/**
 * Limits what an unpacked extension may store, before it stores anything: databases believe for half a minute
 * in the room that they once saw. Lasts for as long as a tab is open, which this opens for it.
 */
async function limitStorage(context: BrowserContext, extensionFolder: string, limit: number): Promise<void> {
  // As Chromium names an extension without a key: the hash of its folder, in letters from a to p.
  const hash = createHash('sha256').update(extensionFolder).digest('hex').slice(0, 32);
  const id = hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  const cdp = await context.newCDPSession(await context.newPage());
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: `chrome-extension://${id}`, quotaSize: limit });
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went with the one before.
  }
}

function collectProblems(context: BrowserContext, problems: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.location().url}: ${message.text()}`);
  });
  context.on('weberror', (error) => problems.push(error.error().stack ?? error.error().message));
  context.on('serviceworker', (worker) => {
    worker.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${worker.url()}: ${message.text()}`);
    });
  });
}
