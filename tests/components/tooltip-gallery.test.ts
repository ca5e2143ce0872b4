// @vitest-environment node
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery, type Theme } from './gallery/open-gallery.ts';
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

/** Rules that the tooltip breaks. It is taken out of the top layer first, where axe-core cannot tell colours. */
function violations(): Promise<string[]> {
  return page.evaluate(async () => {
    const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
    document.adoptedStyleSheets = [...root.adoptedStyleSheets];
    document.body.replaceChildren(root.querySelector('.layer')!);
    const { violations: broken } = await globalThis.axe.run('.layer');
    return broken.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

/** What of the tooltip is off the screen, or wider than the card that it stands in. */
function misplaced(): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
    const card = root.querySelector('.card')!.getBoundingClientRect();
    const faults: string[] = [];
    const { left, top, right, bottom } = card;
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
      faults.push(`card at ${[left, top, right, bottom].map(Math.round)} of ${innerWidth}×${innerHeight}`);
    }
    for (const element of root.querySelectorAll<HTMLElement>('.card *:not(.unseen)')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0) continue;
      const isCut = box.left < card.left - 1 || box.right > card.right + 1;
      // An ellipsis is meant; a container that scrolls sideways is not.
      const scrolls =
        element.matches('.card__body, header, footer') && element.scrollWidth > element.clientWidth;
      if (isCut && !element.closest('.source p')) faults.push(element.outerHTML.slice(0, 100));
      if (scrolls) faults.push(`${element.className || element.localName} scrolls sideways`);
    }
    return faults;
  });
}

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
