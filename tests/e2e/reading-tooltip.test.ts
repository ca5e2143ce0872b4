import { describe, expect, it } from 'vitest';
import type { TabRequest } from '../../lib/model/messages.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { type Scene, setScene } from './harness.ts';

/** How long a finger rests on a link to see facts, in milliseconds: longer than a busy page may take to notice. */
const LONG_PRESS_MS = 2_000;

/** What touch.html notes of its clicks. */
interface Heard {
  readonly clicks: readonly string[];
}

/** True if the tooltip's own element is what the pointer would meet in its middle. */
async function isOnTop(reader: Reader): Promise<boolean> {
  const box = (await reader.tooltip())?.box;
  if (!box) return false;
  return reader.tab.evaluate(
    (x, y) => document.elementFromPoint(x, y)?.localName === 'factmark-tooltip',
    box.x + box.width / 2,
    box.y + 20,
  );
}

/** Sends what the keyboard shortcuts send, which no driver can press. */
async function press(scene: Scene, request: TabRequest): Promise<void> {
  const settings = await scene.openExtensionPage('options.html');
  await settings.surface.evaluate(async (message) => {
    const { tabs } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser }).chrome;
    const all = await tabs.query({});
    await Promise.all(all.map(({ id }) => tabs.sendMessage(id as number, message).catch(() => undefined)));
  }, request);
  await settings.surface.close();
}

const step = (scene: Scene, direction: 1 | -1 | 0) => press(scene, { type: 'step', direction });

const focusIn = (reader: Reader) =>
  reader.tab.evaluateInShadow((root) => {
    const focused = root.activeElement;
    return focused?.getAttribute('role') ?? focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
  });

describe.each(BROWSER_FAMILIES)('a tooltip in %s', (family) => {
  const scene = setScene(family);

  it('lies on top of dialogs, popovers and what fills the screen, and can be used there', async () => {
    const page = await scene.read('overlays.html');
    await page.waitForMarksOn('OpenAI');

    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');
    await page.tab.evaluate(() => document.getElementById('popover')!.showPopover());
    await until('the tooltip over the popover', () => isOnTop(page));
    await page.tab.evaluate(() => document.getElementById('popover')!.hidePopover());
    await page.clickInTooltip('Keep open');
    await page.tab.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).showModal());
    await until('the pinned tooltip over the dialog', () => isOnTop(page));
    await page.clickInTooltip('Quote');
    await page.waitForTooltip('The company-backed startup');
    await page.clickInTooltip('Close');
    await page.waitForNoTooltip();

    // The name in the dialog; the one under it is covered.
    await until('the mark in the dialog', async () => (await page.marks()).length >= 4);
    await page.hoverMark('Nscale', 1);
    await page.waitForTooltip('$2 billion');
    await until('the tooltip over the dialog', () => isOnTop(page));
    await page.tab.press('Escape');
    await page.waitForNoTooltip();
    expect(await page.tab.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).open)).toBe(
      true,
    );
    await page.tab.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).close());

    const fill = await page.tab.evaluate(() => {
      const { left, top } = document.getElementById('fill')!.getBoundingClientRect();
      return { x: left + 10, y: top + 5 };
    });
    await page.tab.clickAt(fill.x, fill.y);
    await until('the player to fill the screen', () =>
      page.tab.evaluate(() => document.fullscreenElement !== null),
    );
    await page.hoverMark('SoftBank');
    await page.waitForTooltip('bridge loan');
    await until('the tooltip over the player', () => isOnTop(page));
    await page.clickInTooltip('Quote');
    await page.tab.evaluate(() => document.exitFullscreen());
  });

  it('is reached, walked through and left by the keyboard', async () => {
    const page = await scene.read('overlays.html');
    await page.waitForMarksOn('OpenAI');
    await page.tab.evaluate(() => document.getElementById('fill')!.focus());
    await step(scene, 1);
    await page.tab.bringToFront();
    await page.waitForTooltip('$2 billion');
    await expect.poll(() => focusIn(page)).toBe('dialog');
    await step(scene, 1);
    await page.tab.bringToFront();
    await page.waitForTooltip('bridge loan');
    await step(scene, -1);
    await page.tab.bringToFront();
    await page.waitForTooltip('$2 billion');
    await expect.poll(() => focusIn(page)).toBe('dialog');
    await page.tab.press('Tab');
    await expect.poll(() => focusIn(page)).toBe('All of it, beside the page');
    await page.tab.press('Shift+Tab');
    await expect.poll(() => focusIn(page)).not.toBe('All of it, beside the page');
    await page.tab.press('Tab');
    await expect.poll(() => focusIn(page)).toBe('All of it, beside the page');
    await page.tab.press('Escape');
    await page.waitForNoTooltip();
    await expect.poll(() => page.tab.evaluate(() => document.activeElement?.id)).toBe('fill');

    // By command: the same name again, to stay and to go.
    await step(scene, 0);
    await page.tab.bringToFront();
    await page.waitForTooltip('$2 billion');
    await press(scene, { type: 'pin' });
    await page.tab.bringToFront();
    const isPinned = () => page.tab.evaluateInShadow((root) => root.querySelector('.place--pinned') !== null);
    await until('a card that stays', isPinned);
    await page.tab.press('Tab');
    await press(scene, { type: 'close' });
    await page.tab.bringToFront();
    await page.waitForNoTooltip();
  });

  it('leads from a fact to what it names and back', async () => {
    const page = await scene.read('article.html');
    await page.waitForMarks();
    await page.hoverMark('SoftBank');
    await page.waitForTooltip('bridge loan');
    await page.clickInTooltip('OpenAI');
    await page.waitForTooltip('Organisation OpenAI');
    await page.clickInTooltip('Back to SoftBank');
    await page.waitForTooltip('Organisation SoftBank');
    expect(await page.tooltipViolations()).toEqual([]);
  });

  it('explains a mark, takes “not this one” for an answer, and the answer back', async () => {
    const page = await scene.read('overlays.html');
    await page.waitForMarksOn('OpenAI');
    await page.hoverMark('Nscale');
    await page.waitForTooltip('Why this match?');
    await page.clickInTooltip('Why this match?');
    await page.waitForTooltip('sure, from what the page says');
    expect(await page.tooltipViolations()).toEqual([]);
    // The name whose tooltip is open is brought out besides its mark.
    const waitForPaint = (count: number) =>
      until(
        `${count} times paint on Nscale`,
        async () => (await page.marks()).filter(({ text }) => text === 'Nscale').length === count,
      );

    await page.clickInTooltip('On this page');
    await waitForPaint(1);
    await page.clickInTooltip('Undo');
    await waitForPaint(2);
    await page.clickInTooltip('On this site');
    await waitForPaint(1);
    await page.tab.goto(await page.tab.url());
    await page.waitForMarksOn('OpenAI');
    await waitForPaint(0);

    const settings = await scene.openExtensionPage('options.html');
    await settings.click('link', 'Marks');
    await settings.waitForText('“Nscale” is not Nscale: localhost');
    expect(await settings.accessibilityViolations()).toEqual([]);
    await settings.click('button', 'Mark again');
    await settings.waitForText('You have rejected nothing');
    await page.tab.bringToFront();
    await waitForPaint(1);
  });

  it('opens by a tap and by a long press, and leaves links to the finger', async () => {
    const page = await scene.read('touch.html');
    await page.waitForMarksOn('SoftBank');
    const heard = () =>
      page.tab.evaluate(() => ({ hash: location.hash, clicks: (globalThis as unknown as Heard).clicks }));
    const there = { x: 1200, y: 700 };

    await page.touchMark('Nscale');
    await page.waitForTooltip('$2 billion');
    expect(await heard()).toEqual({ hash: '', clicks: [] });
    await page.tab.touchAt(there.x, there.y);
    await page.waitForNoTooltip();

    await page.touchMark('SoftBank', 0, LONG_PRESS_MS);
    await page.waitForTooltip('bridge loan');
    expect((await heard()).hash).toBe('');
    await page.tab.touchAt(there.x, there.y);
    await page.waitForNoTooltip();

    await page.touchMark('SoftBank');
    await until('the link to be followed', async () => (await heard()).hash === '#there');
    expect(await page.tooltip()).toBeUndefined();
  });

  it('speaks the language that the reader chose in the settings, from the right where it runs so', async () => {
    const settings = await scene.openExtensionPage('options.html');
    const choose = async (language: string, words: string) => {
      await until('the choice of languages', () =>
        settings.surface.evaluate((chosen) => {
          const select = document.querySelector<HTMLSelectElement>('select[aria-labelledby=language]');
          if (!select) return false;
          select.value = chosen;
          return select.dispatchEvent(new Event('change', { bubbles: true }));
        }, language),
      );
      await settings.waitForText(words);
    };
    await settings.click('link', 'Marks');
    await choose('ar', 'كيف تبدو العلامات؟');
    await expect
      .poll(() => settings.surface.evaluate(() => [document.dir, document.documentElement.lang]))
      .toEqual(['rtl', 'ar']);
    expect(await settings.accessibilityViolations()).toEqual([]);

    const page = await scene.read('overlays.html');
    await page.waitForMarksOn('OpenAI');
    await page.hoverMark('Nscale');
    await page.waitForTooltip('لماذا هذا الربط؟');
    expect(await page.tab.evaluateInShadow((root) => root.querySelector('section')?.dir)).toBe('rtl');
    await settings.surface.bringToFront();
    await choose('auto', 'How do marks look?');
    await settings.surface.close();
  });
});
