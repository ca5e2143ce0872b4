import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from './gallery/open-gallery.ts';
import { comparePicture } from './gallery/pictures.ts';
import { STATES } from './gallery/states.tsx';

/*
 * Every state of the popup and the settings page, drawn by a real browser: contrast, overflow and forced
 * colours need a layout, which happy-dom has not.
 */

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = gallery.page;
}, 120_000);
afterAll(() => gallery?.close());

async function show(state: string, { width = 0 } = {}): Promise<void> {
  const isPopup = state.startsWith('popup');
  const isPanel = state.startsWith('panel');
  await gallery.show(state, {
    width: width || (isPopup ? 400 : isPanel ? 360 : 1100),
    height: isPopup ? 560 : 760,
  });
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules, by tag or by name, that the page breaks, each with the elements that break it. */
function violations(rules: readonly string[] = RULES): Promise<string[]> {
  return page.evaluate(
    async (runOnly) => {
      const { violations: broken } = await globalThis.axe.run(document, { runOnly });
      return broken.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    },
    [...rules],
  );
}

/** Elements that reach beyond the window's width, by more than a rounding. */
function overflow(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => !element.closest('.unseen'))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > innerWidth + 1 || left < -1;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

describe.each(Object.keys(STATES))('%s', (state) => {
  it('breaks no rule of accessibility, in light and dark', async () => {
    await show(state);
    expect(await violations()).toEqual([]);
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'dark';
    });
    expect(await violations(['color-contrast'])).toEqual([]);
  });

  it('fits a window of 320 pixels, from left to right and from right to left', async () => {
    await show(state, { width: 320 });
    expect(await overflow()).toEqual([]);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    expect(await overflow()).toEqual([]);
  });
});

describe('the checks above', () => {
  it('see a rule broken', async () => {
    await show('settings-about');
    await page.evaluate(() =>
      document.querySelector('main')!.insertAdjacentHTML('beforeend', '<button></button>'),
    );
    expect(await violations()).toEqual([expect.stringContaining('button-name')]);
  });

  it('see what does not fit', async () => {
    await show('settings-about', { width: 320 });
    await page.evaluate(() =>
      document.querySelector('main')!.insertAdjacentHTML('beforeend', '<p style="width: 400px">x</p>'),
    );
    expect(await overflow()).not.toEqual([]);
  });
});

describe('by keyboard alone', () => {
  it('the settings page is walked in the order of the eye, and every stop is seen', async () => {
    await show('settings-packs');
    const stops: string[] = [];
    for (let stop = 0; stop < 14; stop += 1) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => {
          const focused = document.activeElement as HTMLElement;
          const outline = getComputedStyle(focused).outlineStyle;
          const name = focused.getAttribute('aria-label') ?? focused.textContent ?? '';
          return `${name.trim()}${outline === 'none' ? ' (unseen)' : ''}`;
        }),
      );
    }
    expect(stops).toEqual([
      'Search settings',
      'Packs',
      'Sites',
      'Marks',
      'Shortcuts',
      'Backup',
      'About',
      'Choose a file',
      'Paste text',
      'From an address',
      'Move Harbours of the northern coast',
      'Use Harbours of the northern coast',
      'The Valen Gazette',
      'Details, updates and history',
    ]);
  });

  it('a setting is sought, found and reached, and the list of what was found breaks no rule', async () => {
    await show('settings-marks', { width: 360 });
    await page.keyboard.press('Tab');
    await page.keyboard.type('language');
    expect(await violations()).toEqual([]);
    expect(await overflow()).toEqual([]);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#marks/language');
  });

  it('a name on the page is rejected, and the question breaks no rule', async () => {
    await show('popup-page');
    await page.locator('.mention__jump[data-column="reject"]').first().focus();
    await page.keyboard.press('Enter');
    expect(await violations()).toEqual([]);
    expect(await overflow()).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('On this site');
  });

  it('the popup is searched and left without a pointer', async () => {
    await show('popup-results');
    await page.keyboard.press('ArrowDown');
    expect(
      await page.evaluate(() => {
        const field = document.activeElement!;
        return document.getElementById(field.getAttribute('aria-activedescendant')!)?.textContent;
      }),
    ).toContain('Ida Holm');
    const visited: (string | null | undefined)[] = [];
    for (let stop = 0; stop < 3; stop++) {
      await page.keyboard.press('Tab');
      visited.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')));
    }
    expect(visited).toEqual(['Clear the search', 'Pause marks for an hour', 'Settings']);
  });
});

describe('a list of thousands', () => {
  const drawn = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[aria-posinset]')].map((row) =>
        Number(row.getAttribute('aria-posinset')),
      ),
    );

  it.each([
    ['settings-rejections-many', 5_000],
    ['settings-pack-many-versions', 1_001],
  ])('draws of %s what is near the window, wherever that is', async (state, count) => {
    await show(state);
    for (const share of [0.01, 0.5, 0.999]) {
      await page.waitForFunction(
        ([at, all]) => {
          const list = document.querySelector('[aria-posinset]')?.parentElement;
          if (!list) return false;
          const { top, height } = list.getBoundingClientRect();
          window.scrollBy(0, top + height * at! - innerHeight / 2);
          const inside = document.elementFromPoint(list.getBoundingClientRect().left + 40, innerHeight / 2);
          const row = inside?.closest('[aria-posinset]');
          return Math.abs(Number(row?.getAttribute('aria-posinset')) - at! * all!) < 30;
        },
        [share, count],
      );
      expect((await drawn()).length).toBeLessThan(60);
    }
    expect((await drawn()).at(-1)).toBe(count);
  });
});

describe('with forced colours', () => {
  beforeAll(() => page.emulateMedia({ forcedColors: 'active' }));
  afterAll(() => page.emulateMedia({ forcedColors: 'none' }));

  it('what is chosen differs from what is not by more than colour', async () => {
    await show('popup-results');
    const outlines = await page.evaluate(() =>
      [...document.querySelectorAll('[role="option"]')].map(
        (option) => getComputedStyle(option).outlineStyle,
      ),
    );
    expect(outlines).toEqual(['solid', 'none', 'none', 'none', 'none']);
  });

  it('the section that is shown is told by a line around it', async () => {
    await show('settings-sites');
    const outlines = await page.evaluate(() =>
      [...document.querySelectorAll('.settings__link')].map((link) => getComputedStyle(link).outlineStyle),
    );
    expect(outlines).toEqual(['none', 'solid', 'none', 'none', 'none', 'none']);
  });

  it.each(['settings-import-preview', 'popup-no-access'])('every text of %s can be read', async (state) => {
    await show(state);
    expect(await violations(['color-contrast'])).toEqual([]);
  });
});

describe('looks as it was found good', () => {
  const SIZES = {
    popup: { width: 400, height: 560 },
    panel: { width: 360, height: 700 },
    settings: { width: 900, height: 700 },
  };

  it.each([
    ['popup-page', 'light'],
    ['popup-page', 'dark'],
    ['popup-page', 'ar'],
    ['popup-results', 'light'],
    ['popup-no-access', 'ja'],
    ['popup-dossier', 'light'],
    ['panel-dossier', 'light'],
    ['panel-dossier', 'dark'],
    ['panel-citation', 'light'],
    ['settings-packs', 'light'],
    ['settings-packs', 'ar'],
    ['settings-marks', 'light'],
    ['settings-marks', 'dark'],
    ['settings-sites', 'light'],
  ] as const)('%s, %s', async (state, look) => {
    const theme = look === 'dark' ? look : 'light';
    const language = look === 'ar' || look === 'ja' ? look : 'en';
    const size = SIZES[state.split('-')[0] as keyof typeof SIZES];
    await gallery.show(state, size, theme, language === 'ar' ? 'rtl' : 'ltr', language);
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    // Fonts that come late move what was placed before.
    await page.evaluate(async () => void (await document.fonts.ready));
    const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const version = page.context().browser()!.version().split('.')[0]!;
    expect(comparePicture('chromium', version, `${state}.${look}`, taken)).toBeUndefined();
  });
});
