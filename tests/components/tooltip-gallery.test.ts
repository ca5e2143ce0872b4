import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { misplacedInTooltip, tooltipViolations } from './gallery/checks.ts';
import { type Gallery, openGallery, type Theme } from './gallery/open-gallery.ts';
import { comparePicture, countDifferences, MOST_DIFFERENT, PICTURE_SIZE } from './gallery/pictures.ts';
import { TOOLTIP_STATES } from './gallery/tooltip-states.ts';

/* Every state of the tooltip, drawn by a real browser: contrast, overflow and forced colours need a layout. */

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = gallery.page;
}, 120_000);
afterAll(() => gallery?.close());

async function show(state: string, width: number, height: number, theme: Theme = 'light'): Promise<void> {
  await gallery.show(state, { width, height }, theme);
}

const violations = () => page.evaluate(tooltipViolations);
const misplaced = () => page.evaluate(misplacedInTooltip);

describe.each(Object.keys(TOOLTIP_STATES))('%s', (state) => {
  it('breaks no rule of accessibility, in light and dark', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await show(state, 900, 700, theme);
      expect(await violations()).toEqual([]);
    }
  });

  it.each([
    ['in a window of 320 pixels', 320, 640],
    ['at 200 %', 640, 400],
    ['at 400 %', 320, 200],
  ])('is all on the screen %s', async (_case, width, height) => {
    await show(state, width, height);
    expect(await misplaced()).toEqual([]);
  });
});

describe('the checks above', () => {
  const spoil = (html: string) =>
    page.evaluate((added) => {
      const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
      root.querySelector('.card__body')!.insertAdjacentHTML('beforeend', added);
    }, html);

  it('see a rule broken', async () => {
    await show('tooltip-undated', 900, 700);
    await spoil('<button></button><p style="color: #888; background: #999">words</p>');
    expect((await violations()).map((text) => text.split(':')[0])).toEqual(['button-name', 'color-contrast']);
  });

  it('see what lies on something else', async () => {
    await show('tooltip-undated', 320, 640);
    await spoil('<button style="display: block; margin-top: -90px; width: 250px; height: 90px">x</button>');
    expect((await misplaced()).length).toBeGreaterThan(0);
  });

  it('see what is too wide', async () => {
    await show('tooltip-undated', 320, 640);
    await spoil('<p style="width: 500px">x</p>');
    expect(await misplaced()).toHaveLength(2);
  });
});

describe('what does not fit', () => {
  const hints = () =>
    page.evaluate(() => {
      const card = document.querySelector('factmark-tooltip')!.shadowRoot!.querySelector('.card')!;
      return card.classList.contains('card--more');
    });
  const scroll = (top: number) =>
    page.evaluate(async (to) => {
      const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
      root.querySelector('.card__body')!.scrollTop = to;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }, top);

  it('is hinted at, until it is scrolled to', async () => {
    await show('tooltip-long', 900, 700);
    expect(await hints()).toBe(true);
    await scroll(100_000);
    expect(await hints()).toBe(false);
    await scroll(0);
    expect(await hints()).toBe(true);
  });

  it('scrolls as a whole once a reader asks why, with the answer in sight', async () => {
    await show('tooltip-why-of-many', 320, 700);
    const card = await page.evaluate(() => {
      const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
      const { top, bottom } = root.querySelector('.card')!.getBoundingClientRect();
      const boxes = [...root.querySelectorAll('footer p, footer li, footer button')].map((part) =>
        part.getBoundingClientRect(),
      );
      const scrollers = [...root.querySelectorAll('.card, .card *')].filter(
        (part) => part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY === 'auto',
      );
      return {
        isInSight: boxes.every((box) => box.top >= top && box.bottom <= bottom),
        scrollers: scrollers.map(({ className }) => className.split(' ')[0]),
      };
    });
    expect(card).toEqual({ isInSight: true, scrollers: ['card'] });
  });

  it('is not hinted at where all is in sight', async () => {
    await show('tooltip-undated', 900, 700);
    expect(await hints()).toBe(false);
  });
});

it('sets names and facts in Arabic from where the card’s own lines begin', async () => {
  await show('tooltip-arabic', 320, 700);
  const lefts = await page.evaluate(() => {
    const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
    return ['.entity-type', 'h2', '.card__description', '.fact__statement'].map((selector) => {
      const range = document.createRange();
      range.selectNodeContents(root.querySelector(selector)!);
      return Math.round(Math.min(...[...range.getClientRects()].map(({ left }) => left)));
    });
  });
  const [label, ...foreign] = lefts;
  for (const left of foreign) expect(Math.abs(left - label!)).toBeLessThanOrEqual(1);
});

describe('with forced colours', () => {
  beforeAll(() => page.emulateMedia({ forcedColors: 'active' }));
  afterAll(() => page.emulateMedia({ forcedColors: 'none' }));

  it.each(['tooltip-facts', 'tooltip-disputed', 'tooltip-why'])(
    'every text of %s can be read',
    async (state) => {
      await show(state, 900, 700);
      expect(await violations()).toEqual([]);
    },
  );
});

describe('looks as it was found good', () => {
  const NARROW = { width: 320, height: PICTURE_SIZE.height };
  /** States with something to see in other looks: colours, disputes, long texts, other scripts. */
  const TELLING = [
    'tooltip-facts',
    'tooltip-disputed',
    'tooltip-superseded',
    'tooltip-why',
    'tooltip-extreme',
    'tooltip-arabic',
    'tooltip-japanese',
  ];

  const differences = async (
    states: readonly string[],
    look: string,
    size = PICTURE_SIZE,
    theme: Theme = 'light',
  ) => {
    const found: string[] = [];
    const version = page.context().browser()!.version().split('.')[0]!;
    for (const state of states) {
      await gallery.show(state, size, theme);
      const taken = await page.screenshot({ animations: 'disabled' });
      const difference = comparePicture(
        'chromium',
        version,
        `${state.replace('tooltip-', '')}.${look}`,
        taken,
      );
      if (difference) found.push(difference);
    }
    return found;
  };

  it('in every state', async () => {
    expect(await differences(Object.keys(TOOLTIP_STATES), 'light')).toEqual([]);
  });

  it('in the dark', async () => {
    expect(await differences(TELLING, 'dark', PICTURE_SIZE, 'dark')).toEqual([]);
  });

  it('in a window of 320 pixels', async () => {
    expect(await differences(TELLING, 'narrow', NARROW)).toEqual([]);
  });

  it('with forced colours', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    const found = await differences(TELLING, 'forced');
    await page.emulateMedia({ forcedColors: 'none' });
    expect(found).toEqual([]);
  });

  it('which sees an icon that is missing', async () => {
    await gallery.show('tooltip-undated', PICTURE_SIZE);
    const whole = await page.screenshot({ animations: 'disabled' });
    await page.evaluate(() => {
      document.querySelector('factmark-tooltip')!.shadowRoot!.querySelector('.badge svg')!.remove();
    });
    const spoilt = await page.screenshot({ animations: 'disabled' });
    const allowed = MOST_DIFFERENT * PICTURE_SIZE.width * PICTURE_SIZE.height;
    expect(countDifferences(whole, whole)).toBe(0);
    expect(countDifferences(whole, spoilt)).toBeGreaterThan(allowed);
  });
});
