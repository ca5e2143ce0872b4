import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Surface, SurfaceClosedError, type Tab } from './driver.ts';
import {
  type Control,
  findControls,
  findViolations,
  listPaintedMarks,
  locateInTooltip,
  locateMark,
  openShadowRoot,
  type PaintedMark,
  type Point,
  replaceFocusedText,
  type TooltipView,
  viewTooltip,
} from './in-page.ts';
import { until } from './until.ts';

let axeSource: string | undefined;

/** Defines `axe` in a document that does not have it yet. */
async function injectAxe(surface: Surface): Promise<void> {
  if (await surface.evaluate(() => 'axe' in globalThis)) return;
  axeSource ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await surface.inject(axeSource);
}

/** What a person does with a page of the extension, in a tab or in the popup: finds things by role and name. */
export class ExtensionView<S extends Surface = Surface> {
  readonly surface: S;

  constructor(surface: S) {
    this.surface = surface;
  }

  /** Everything with the role whose accessible name contains the text; see {@link findControls}. */
  async list(role: string, name = ''): Promise<readonly Control[]> {
    await injectAxe(this.surface);
    return (await this.surface.evaluate(findControls, role, name, 'look')).controls;
  }

  /** The first of {@link list}, waited for. */
  async find(role: string, name = ''): Promise<Control> {
    return until(`a ${role} "${name}"`, async () => (await this.list(role, name))[0]);
  }

  /** Clicks by script, which works in any surface; {@link TabView.click} uses the pointer. */
  async activate(role: string, name = ''): Promise<void> {
    await this.find(role, name);
    // What is clicked may close the popup before the click has an answer.
    await this.surface.evaluate(findControls, role, name, 'click').catch((error: unknown) => {
      if (!(error instanceof SurfaceClosedError)) throw error;
    });
  }

  /** Replaces the text of an input. */
  async fill(role: string, name: string, text: string): Promise<void> {
    await this.find(role, name);
    await this.surface.evaluate(findControls, role, name, 'focus');
    await this.surface.evaluate(replaceFocusedText, text);
  }

  /** All text that the document shows. */
  text(): Promise<string> {
    return this.surface.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim());
  }

  waitForText(text: string, limitMs = 10_000): Promise<string> {
    return until(
      `the text "${text}"`,
      async () => {
        const all = await this.text();
        return all.includes(text) ? all : undefined;
      },
      { limitMs },
    );
  }

  /** Rules of accessibility that the document breaks, one sentence each with the elements. */
  async accessibilityViolations(): Promise<readonly string[]> {
    await injectAxe(this.surface);
    return this.surface.evaluate(findViolations, 'html');
  }
}

/** A page of the extension in a tab of its own. */
export class TabView extends ExtensionView<Tab> {
  /** Clicks with the pointer, so the browser sees a person's gesture. */
  async click(role: string, name = ''): Promise<void> {
    await this.find(role, name);
    await this.surface.bringToFront();
    const { point } = await this.surface.evaluate(findControls, role, name, 'point');
    if (!point) throw new Error(`The ${role} "${name}" went away`);
    await this.surface.clickAt(point.x, point.y);
  }
}

/** What a reader does on a web page. */
export class Reader {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  marks(): Promise<readonly PaintedMark[]> {
    return this.tab.evaluate(listPaintedMarks);
  }

  /** The page's marks once there are any. */
  waitForMarks(limitMs = 20_000): Promise<readonly PaintedMark[]> {
    return until(
      'marks on the page',
      async () => {
        const marks = await this.marks();
        return marks.length > 0 ? marks : undefined;
      },
      { limitMs },
    );
  }

  /** Puts the pointer on the n-th (0-based) occurrence of a text, once that is marked. */
  async hoverMark(text: string, occurrence = 0): Promise<void> {
    const point = await this.#locate(text, occurrence);
    await this.tab.movePointer(point.x, point.y);
  }

  /** The same with a finger; see {@link Tab.touchAt}. */
  async touchMark(text: string, occurrence = 0, holdMs?: number): Promise<void> {
    const point = await this.#locate(text, occurrence);
    await this.tab.touchAt(point.x, point.y, holdMs);
  }

  /** Takes the pointer to the page's upper left corner. */
  async moveAway(): Promise<void> {
    await this.tab.movePointer(1, 1);
  }

  /** What the tooltip shows now; undefined while there is none. */
  async tooltip(): Promise<TooltipView | undefined> {
    return (await this.tab.evaluateInShadow(viewTooltip)) ?? undefined;
  }

  /** The tooltip once its text contains `text`. */
  waitForTooltip(text = '', limitMs = 10_000): Promise<TooltipView> {
    return until(
      `a tooltip with "${text}"`,
      async () => {
        const tooltip = await this.tooltip();
        return tooltip?.text.includes(text) ? tooltip : undefined;
      },
      { limitMs },
    );
  }

  async waitForNoTooltip(limitMs = 5_000): Promise<void> {
    await until('the tooltip to go', async () => (await this.tooltip()) === undefined, { limitMs });
  }

  /** Rules of accessibility that the tooltip breaks. Opens its shadow root to the page for good. */
  async tooltipViolations(): Promise<readonly string[]> {
    const host = await this.tab.evaluateInShadow(openShadowRoot);
    if (host === undefined) throw new Error('There is no tooltip');
    await injectAxe(this.tab);
    return this.tab.evaluate(findViolations, host);
  }

  /** Clicks a button or link of the tooltip with the pointer, once it stands still: facts that come move it. */
  async clickInTooltip(name: string): Promise<void> {
    let before: Point | undefined;
    const point = await until(`the tooltip's "${name}", standing still`, async () => {
      const now = (await this.tab.evaluateInShadow(locateInTooltip, name)) ?? undefined;
      const isStill = now !== undefined && now.x === before?.x && now.y === before.y;
      before = now;
      return isStill ? now : undefined;
    });
    await this.tab.clickAt(point.x, point.y);
  }

  #locate(text: string, occurrence: number): Promise<Point> {
    return until(`a mark on "${text}" (${occurrence})`, () =>
      this.tab.evaluate(locateMark, text, occurrence),
    );
  }
}
