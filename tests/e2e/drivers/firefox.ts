import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserDriver, LaunchOptions, Surface } from './driver.ts';
import { FirefoxPopup } from './firefox-popup.ts';
import { writePreferences } from './firefox-preferences.ts';
import { FirefoxSession } from './firefox-session.ts';
import { FirefoxTab } from './firefox-tab.ts';
import { Marionette } from './marionette.ts';
import { createProfile, removeProfile } from './profile.ts';
import { until } from './until.ts';

/** Firefox gives each extension a random host; a fixed one lets tests name the extension's pages. */
const EXTENSION_UUID = 'fac70000-0000-4000-8000-000000000001';

/** As in the manifest (wxt.config.ts). */
const OMNIBOX_KEYWORD = 'fact';

/** Where Firefox writes the port that the system gave it, in its profile. */
const PORT_FILE = 'MarionetteActivePort';

const SIZE = '({ width: innerWidth, height: innerHeight })';

/** How long a browser may take to start, in milliseconds. */
const START_MS = 90_000;

const ENVIRONMENT = {
  MOZ_CRASHREPORTER_DISABLE: '1',
  // A release build believes the preference for its settings server only with this.
  MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
};

interface FirefoxProcess {
  readonly child: ChildProcess;
  readonly closed: Promise<void>;
  readonly consoleErrors: string[];
}

export async function launchFirefox(options: LaunchOptions): Promise<FirefoxDriver> {
  const profile = options.profile ?? createProfile();
  const extensionId = readExtensionId(options.extensionFolder);
  writePreferences(profile, options, { [extensionId]: EXTENSION_UUID });
  const portFile = path.join(profile, PORT_FILE);
  rmSync(portFile, { force: true });
  const firefox = startFirefox(options, profile);
  if (options.profile === undefined) void firefox.closed.then(() => removeProfile(profile));
  try {
    const findPort = async () => Number.parseInt(await readFile(portFile, 'utf8'), 10);
    const marionette = await Marionette.connect(findPort, () => firefox.child.exitCode === null, START_MS);
    const session = await FirefoxSession.start(marionette);
    // Before the extension is there: its first-run page comes as a tab, and would take the place of the one measured.
    if (options.viewport) await setViewport(session, options.viewport, options.isHeadless);
    const driver = new FirefoxDriver(firefox, marionette, session, {
      id: extensionId,
      path: options.extensionFolder,
    });
    await driver.install();
    return driver;
  } catch (error) {
    firefox.child.kill('SIGKILL');
    await firefox.closed;
    throw error;
  }
}

export class FirefoxDriver implements BrowserDriver {
  readonly family = 'firefox';
  readonly extensionOrigin = `moz-extension://${EXTENSION_UUID}`;
  readonly closed: Promise<void>;
  readonly #firefox: FirefoxProcess;
  readonly #marionette: Marionette;
  readonly #session: FirefoxSession;
  readonly #extension: { readonly id: string; readonly path: string };

  constructor(
    firefox: FirefoxProcess,
    marionette: Marionette,
    session: FirefoxSession,
    extension: { readonly id: string; readonly path: string },
  ) {
    this.#firefox = firefox;
    this.#marionette = marionette;
    this.#session = session;
    this.#extension = extension;
    this.closed = firefox.closed;
  }

  async openTab(url: string): Promise<FirefoxTab> {
    const handles = await this.#session.send<string[]>('WebDriver:GetWindowHandles');
    const { handle } = await this.#session.send<{ handle: string }>(
      'WebDriver:NewWindow',
      { type: 'tab', focus: true },
      handles[0],
    );
    const tab = new FirefoxTab(this.#session, handle);
    await tab.bringToFront();
    await tab.goto(url);
    return tab;
  }

  async openPopup(over: FirefoxTab): Promise<Surface> {
    await over.bringToFront();
    return FirefoxPopup.open(this.#session, this.#extension.id);
  }

  async findPanel(): Promise<Surface> {
    return FirefoxPopup.findSidebar(this.#session);
  }

  async suggestInAddressBar(text: string): Promise<readonly string[]> {
    return this.#session.run<string[]>(
      'browser',
      `(async () => {
        const { gURLBar } = Services.wm.getMostRecentWindow('navigator:browser');
        gURLBar.search(${JSON.stringify(`${OMNIBOX_KEYWORD} ${text}`)});
        const { results } = await gURLBar.lastQueryContextPromise;
        const lines = results.filter(({ payload }) => payload.keyword === ${JSON.stringify(OMNIBOX_KEYWORD)});
        gURLBar.handleRevert();
        gURLBar.view.close();
        return lines.map(({ payload }) => payload.title ?? payload.content);
      })()`,
    );
  }

  async killBackground(): Promise<void> {
    // A message that is still being answered would keep it alive, as it would for a while if it were idle.
    await this.#runWithExtension(
      'extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })',
    );
  }

  async approveRequests(): Promise<void> {
    // A preference says yes to all of them (firefox-preferences.ts).
  }

  async grantAccess(origins: readonly string[]): Promise<void> {
    await this.#changePermissions('add', origins);
  }

  async withholdAccess(): Promise<void> {
    const origins = await this.#runWithExtension<string[]>(
      'extension.allowedOrigins.patterns.map((p) => p.pattern)',
    );
    await this.#changePermissions('remove', origins);
  }

  addresses(): Promise<readonly string[]> {
    return this.#session.run<string[]>(
      'browser',
      `Services.wm.getMostRecentWindow('navigator:browser').gBrowser.tabs
        .map(({ linkedBrowser }) => linkedBrowser.currentURI.spec)`,
    );
  }

  async saveDownloadsTo(folder: string): Promise<void> {
    await this.#session.run(
      'browser',
      `(() => {
        Services.prefs.setIntPref('browser.download.folderList', 2);
        Services.prefs.setStringPref('browser.download.dir', ${JSON.stringify(folder)});
        Services.prefs.setBoolPref('browser.download.always_ask_before_handling_new_types', false);
        Services.prefs.setBoolPref('browser.download.alwaysOpenPanel', false);
      })()`,
    );
  }

  async install(): Promise<void> {
    await this.#session.send('Addon:Install', { path: this.#extension.path, temporary: true });
  }

  async uninstall(): Promise<void> {
    await this.#session.send('Addon:Uninstall', { id: this.#extension.id });
  }

  async setEnabled(isOn: boolean): Promise<void> {
    await this.#session.run<void>(
      'browser',
      `ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs').AddonManager
        .getAddonByID(${JSON.stringify(this.#extension.id)})
        .then((addon) => addon.${isOn ? 'enable' : 'disable'}()).then(() => null)`,
    );
  }

  async problems(): Promise<readonly string[]> {
    const scriptErrors = await this.#session.run<string[]>(
      'browser',
      `Services.console.getMessageArray()
        .filter((entry) => entry instanceof Ci.nsIScriptError && (entry.flags & Ci.nsIScriptError.warningFlag) === 0)
        .filter((entry) => /^(moz-extension:|http:\\/\\/(localhost|127\\.0\\.0\\.1)[:/])/.test(entry.sourceName))
        // Firefox calls it an error when a page is closed that still awaits an answer.
        .filter((entry) => !/^Promise (resolved|rejected) after context unloaded/.test(entry.errorMessage))
        // The same goes for a script that asks such a page for the size of its window.
        .filter((entry) => !/^NS_ERROR_UNEXPECTED\\b/.test(entry.errorMessage))
        .map((entry) => entry.sourceName + ':' + entry.lineNumber + ': ' + entry.errorMessage)`,
    );
    return [...scriptErrors, ...this.#firefox.consoleErrors];
  }

  async handOver(): Promise<void> {
    for (const handle of await this.#session.send<string[]>('WebDriver:GetWindowHandles')) {
      const tab = new FirefoxTab(this.#session, handle);
      if ((await tab.url()) === 'about:blank') await tab.close();
    }
    await this.#session.send('Marionette:AcceptConnections', { value: false });
    await this.#session.send('WebDriver:DeleteSession');
    this.#marionette.close();
  }

  async close(): Promise<void> {
    const quit = this.#marionette.send('Marionette:Quit', { flags: ['eForceQuit'] });
    // After handing over there is no connection left to quit by.
    await Promise.race([quit.catch(() => this.#firefox.child.kill('SIGTERM')), sleep(5_000)]);
    this.#marionette.close();
    await Promise.race([this.closed, sleep(8_000)]);
    this.#firefox.child.kill('SIGKILL');
    await this.closed;
  }

  async crash(): Promise<void> {
    // Its other processes end when they lose the first.
    this.#firefox.child.kill('SIGKILL');
    this.#marionette.close();
    await this.closed;
  }

  async #changePermissions(change: 'add' | 'remove', origins: readonly string[]): Promise<void> {
    await this.#runWithExtension(
      `ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs').ExtensionPermissions
        .${change}(extension.id, { permissions: [], origins: ${JSON.stringify(origins)}, data_collection: [] }, extension)`,
    );
  }

  #runWithExtension<T>(expression: string): Promise<T> {
    const id = JSON.stringify(this.#extension.id);
    return this.#session.run<T>(
      'browser',
      `(({ extension }) => ${expression})(WebExtensionPolicy.getByID(${id}))`,
    );
  }
}

function startFirefox({ executablePath, isHeadless, home }: LaunchOptions, profile: string): FirefoxProcess {
  const child = spawn(
    executablePath,
    [
      ...(isHeadless ? ['--headless'] : []),
      '--no-remote',
      '--profile',
      profile,
      '--marionette',
      // Scripts with the browser's own rights reach the popup, permissions and the background.
      '--remote-allow-system-access',
      'about:blank',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...ENVIRONMENT, ...(home === undefined ? {} : { HOME: home }) },
    },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const consoleErrors: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      // Firefox's own modules put their name before the message; pages and extensions have none.
      if (/^console\.error: (?!\w+: )/.test(line)) consoleErrors.push(line);
    });
  }
  const closed = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      process.off('exit', kill);
      resolve();
    });
  });
  return { child, closed, consoleErrors };
}

function readExtensionId(extensionFolder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(extensionFolder, 'manifest.json'), 'utf8'));
  return manifest.browser_specific_settings.gecko.id;
}

/** Sizes the window so that pages get the viewport: the toolbars' height is what is left over. */
async function setViewport(
  session: FirefoxSession,
  viewport: { width: number; height: number },
  isHeadless: boolean,
): Promise<void> {
  const [handle] = await session.send<string[]>('WebDriver:GetWindowHandles');
  // The first tab may still be on its way to its page, and then has no answer.
  const chrome = await until('the size of the toolbars', () =>
    session.run<{ width: number; height: number }>(
      'page',
      '({ width: outerWidth - innerWidth, height: outerHeight - innerHeight })',
      handle,
    ),
  );
  await session.send(
    'WebDriver:SetWindowRect',
    { width: viewport.width + chrome.width, height: viewport.height + chrome.height },
    handle,
  );
  // A window manager may think otherwise; without one the page hears of it some time later. No window is narrower
  // than Firefox wants it to be.
  const read = () => session.run<{ width: number; height: number }>('page', SIZE, handle);
  const isResized = async () => {
    const { width, height } = await read();
    return width >= viewport.width && height === viewport.height;
  };
  if (isHeadless) await until(`a page ${viewport.height} pixels high`, isResized, { seen: read });
}
