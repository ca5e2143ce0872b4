// What `npm start` does once dependencies are installed: builds the extension and opens it in a browser
// on the sample article; without a display, takes pictures of it instead.
import path from 'node:path';
import type { BrowserDriver } from '../tests/e2e/drivers/driver.ts';
import { launchBrowser } from '../tests/e2e/drivers/launch.ts';
import { startFixtureServer } from '../tests/e2e/fixture-server.ts';
import { buildExtension } from './setup/build-extension.ts';
import { BROWSER_FAMILIES, type BrowserFamily, type FoundBrowser } from './setup/find-browser.ts';
import { findOrInstallBrowser, installMissingFonts } from './setup/install-packages.ts';
import { ROOT, runMain, SetupError } from './setup/project.ts';
import { takeScreenshots } from './setup/take-screenshots.ts';

const ARTICLE = 'article.html';

// Ending the process ends the browser and deletes its profile (tests/e2e/drivers).
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(0));

await runMain(async () => {
  const family = readFamily(process.argv.slice(2));
  const found = await findOrInstallBrowser(family);
  const isHeadless = !hasDisplay();
  if (isHeadless) await installMissingFonts();
  const extensionFolder = await buildExtension(found.family, 'trial');
  const server = await startFixtureServer();
  try {
    console.log(`Opening ${found.executablePath}${isHeadless ? ', headless as there is no display' : ''} …`);
    const browser = await launch(found, extensionFolder, isHeadless);
    try {
      await (isHeadless ? photograph : handToReader)(browser, server.url(ARTICLE));
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
  return 0;
});

async function launch(
  { family, executablePath }: FoundBrowser,
  extensionFolder: string,
  isHeadless: boolean,
): Promise<BrowserDriver> {
  try {
    return await launchBrowser(family, {
      executablePath,
      extensionFolder,
      isHeadless,
      ...(isHeadless ? { viewport: { width: 1280, height: 800 } } : {}),
    });
  } catch (error) {
    throw new SetupError(
      `${executablePath} did not start (${firstLine(error)}): set FACTMARK_BROWSER to another browser.`,
    );
  }
}

async function handToReader(browser: BrowserDriver, url: string): Promise<void> {
  await browser.openTab(url);
  await browser.handOver();
  console.log('Point at a marked name in the article. Close the browser or press Ctrl-C to end.');
  await browser.closed;
}

async function photograph(browser: BrowserDriver, url: string): Promise<void> {
  try {
    const files = await takeScreenshots(browser, url);
    console.log('Screenshots:');
    for (const file of files) console.log(`  ${path.relative(ROOT, file)}`);
  } catch (error) {
    throw new SetupError(
      `The extension did not show what it should (${firstLine(error)}): run npm test to see more.`,
    );
  }
}

function readFamily([family, ...rest]: readonly string[]): BrowserFamily | undefined {
  const isKnown = BROWSER_FAMILIES.some((known) => known === family);
  if (rest.length > 0 || (family !== undefined && !isKnown)) {
    throw new SetupError('Usage: npm start [-- chromium | firefox]');
  }
  return family as BrowserFamily | undefined;
}

function hasDisplay(): boolean {
  if (process.env.CI) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
