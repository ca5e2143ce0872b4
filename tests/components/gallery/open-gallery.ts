import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import type { Language } from '../../../lib/model/settings.ts';
import { findBrowser } from '../../../scripts/setup/find-browser.ts';
import { buildGallery } from './build-gallery.ts';

const ORIGIN = 'http://gallery.test';

export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  png: 'image/png',
  woff2: 'font/woff2',
  woff: 'font/woff',
};

export type Theme = 'light' | 'dark';

/** CSS pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Gallery {
  /** The one page, in a real browser; axe-core is in it. */
  readonly page: Page;
  listStates(): Promise<readonly string[]>;
  /** Draws a state by its name, in a window of that size in CSS pixels, and waits until it stands still. */
  show(
    state: string,
    size: Size,
    theme?: Theme,
    direction?: 'ltr' | 'rtl',
    language?: Language,
  ): Promise<void>;
  close(): Promise<void>;
}

/** @throws Error when no browser of the Chromium family is installed. */
export async function openGallery(): Promise<Gallery> {
  const found = findBrowser('chromium');
  if (!found) throw new Error('The gallery needs Chromium, Chrome or Edge');
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const files = await buildGallery();
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await context.addInitScript(axe);
  const page = await context.newPage();
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const body = files.get(pathname === '/' ? '/index.html' : pathname);
    if (!body) return route.fulfill({ status: 404 });
    return route.fulfill({ body, contentType: CONTENT_TYPES[pathname.split('.').at(-1)!] ?? 'text/html' });
  });
  return {
    page,
    async listStates() {
      await page.goto(ORIGIN);
      return page.locator('a').allTextContents();
    },
    async show(state, size, theme = 'light', direction = 'ltr', language = 'en') {
      await page.setViewportSize(size);
      await page.goto(`${ORIGIN}/?state=${state}&theme=${theme}&dir=${direction}&lang=${language}`);
      await page.waitForFunction((state) => {
        const host = document.querySelector('factmark-tooltip');
        const [animation] = host?.shadowRoot?.querySelector('.card')?.getAnimations() ?? [];
        const isStill = !animation || animation.playState === 'finished';
        if (!state.startsWith('tooltip')) return document.querySelector('main') !== null;
        return host !== null && isStill && document.documentElement.dataset.isReady === 'true';
      }, state);
    },
    close: () => browser.close(),
  };
}
