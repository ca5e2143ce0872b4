// Holds every state of popup, settings, side panel, first page and tooltip, in every language, against a window
// of 360 pixels and the rules of accessibility, in both browsers: longer than a test may take.
//   npm run check-gallery                            needs both builds: npm run build
//   npm run check-gallery -- --browsers firefox --states "^popup" --languages ar,de
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { defineCommand } from 'citty';
import { LANGUAGES } from '../lib/model/settings.ts';
import { buildGallery, type GalleryFiles } from '../tests/components/gallery/build-gallery.ts';
import type { Tab } from '../tests/e2e/drivers/driver.ts';
import { findViolations } from '../tests/e2e/drivers/in-page.ts';
import { launchBrowser } from '../tests/e2e/drivers/launch.ts';
import { until } from '../tests/e2e/drivers/until.ts';
import { extensionFolder } from './setup/build-extension.ts';
import { choose, runCommandLine } from './setup/command-line.ts';
import { BROWSER_FAMILIES, type BrowserFamily, findBrowser } from './setup/find-browser.ts';
import { SetupError } from './setup/project.ts';

/** CSS pixels: a telephone that is not among the largest. */
const WINDOW = { width: 360, height: 700 };

/** Read aloud and looked at in one language of each direction; the words of the others change neither. */
const AXE_LANGUAGES: readonly string[] = ['en', 'ar'];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  png: 'image/png',
};

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function serve(files: GalleryFiles) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const body = files.get(pathname === '/' ? '/index.html' : pathname);
    const type = CONTENT_TYPES[pathname === '/' ? 'html' : (pathname.split('.').at(-1) ?? '')];
    if (body) response.setHeader('content-type', type ?? 'text/html').end(body);
    else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** Elements that reach beyond the window's width, by more than a rounding. */
function findOverflow(): string[] {
  return [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((element) => !element.closest('.unseen'))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > innerWidth + 1 || left < -1;
    })
    .map((element) => `beyond the window: ${element.outerHTML.slice(0, 120)}`);
}

async function open(tab: Tab, url: string): Promise<void> {
  await tab.goto(url);
  await until('the state to be drawn', () => tab.evaluate(() => document.querySelector('main, li') !== null));
}

/** @returns how many states broke a rule. */
async function check(
  family: BrowserFamily,
  files: GalleryFiles,
  wanted: RegExp,
  languages: readonly string[],
): Promise<number> {
  const found = findBrowser(family);
  const folder = extensionFolder(family, 'release');
  if (!found) throw new SetupError(`The check needs ${family}`);
  if (!existsSync(folder)) throw new SetupError('The check needs both builds: npm run build');
  const server = await serve(files);
  const browser = await launchBrowser(family, {
    executablePath: found.executablePath,
    extensionFolder: folder,
    isHeadless: true,
    viewport: WINDOW,
  });
  let faults = 0;
  let checked = 0;
  try {
    const tab = await browser.openTab(server.url);
    await open(tab, server.url);
    const all = await tab.evaluate(() => [...document.querySelectorAll('a')].map((link) => link.textContent));
    for (const state of all.filter((name) => wanted.test(name))) {
      for (const language of languages) {
        const direction = language === 'ar' ? 'rtl' : 'ltr';
        await open(tab, `${server.url}?state=${state}&lang=${language}&dir=${direction}&theme=light`);
        const broken = await tab.evaluate(findOverflow);
        if (AXE_LANGUAGES.includes(language)) {
          await tab.inject(AXE);
          broken.push(...(await tab.evaluate(findViolations, 'html')));
        }
        checked++;
        if (broken.length > 0) faults++;
        for (const fault of broken) console.log(`${family}, ${state}, ${language}: ${fault}`);
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  console.log(`${family}: ${checked} states checked, ${faults} with faults`);
  return faults;
}

await runCommandLine(
  defineCommand({
    meta: { name: 'check-gallery', description: 'Checks every state in both browsers and all languages.' },
    args: {
      browsers: { type: 'string', default: BROWSER_FAMILIES.join(','), description: 'Browsers' },
      languages: { type: 'string', default: LANGUAGES.join(','), description: 'Languages' },
      states: { type: 'string', default: '', description: 'Names of states, as a regular expression' },
    },
    async run({ args: { browsers, states, ...args } }) {
      const families = choose('--browsers', browsers, BROWSER_FAMILIES);
      const languages = choose('--languages', args.languages, LANGUAGES);
      const files = await buildGallery();
      let faults = 0;
      for (const family of families) {
        faults += await check(family, files, new RegExp(states), languages);
      }
      process.exitCode = faults === 0 ? 0 : 1;
    },
  }),
);
