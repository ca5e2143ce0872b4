import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Surface, SurfaceClosedError, type Tab } from './driver.ts';
import {
  type Control,
  type ControlAction,
  type FoundControls,
  findControls,
  findViolations,
  listPaintedMarks,
  locateInTooltip,
  locateMark,
  openShadowRoot,
  type PaintedMark,
  type Point,
  type PointedWorld,
  type TooltipView,
  viewTooltip,
} from './in-page.ts';
import { until } from './until.ts';

/** Letters that are quoted of a page on which something was waited for in vain. */
const QUOTED = 300;

/** How long a click may take to be heard of, in milliseconds, before it counts as gone astray. */
const CLICK_MS = 5_000;

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
    return (await this.act('look', role, name)).controls;
  }

  /** The first of {@link list}, waited for. */
  async find(role: string, name = ''): Promise<Control> {
    return until(`a ${role} "${name}"`, async () => (await this.list(role, name))[0], {
      seen: () => this.#quote(),
    });
  }

  /** Waits until there is nothing with the role whose accessible name contains the text. */
  async waitForNo(role: string, name = ''): Promise<void> {
    await until(`no ${role} "${name}"`, async () => (await this.list(role, name)).length === 0);
  }

  /** Clicks by script, once it is not disabled; works in any surface. {@link TabView.click} uses the pointer. */
  async activate(role: string, name = ''): Promise<void> {
    await this.#do('click', role, name);
  }

  /** Replaces the text of an input. */
  async fill(role: string, name: string, text: string): Promise<void> {
    await this.#do('fill', role, name, text);
  }

  /** All text that the document shows. */
  text(): Promise<string> {
    return this.surface.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim());
  }

  waitForText(text: string, limitMs?: number): Promise<string> {
    return until(
      `the text "${text}"`,
      async () => {
        const all = await this.text();
        return all.includes(text) ? all : undefined;
      },
      { limitMs, seen: () => this.#quote() },
    );
  }

  async #do(action: ControlAction, role: string, name: string, input?: string): Promise<void> {
    let found: FoundControls | undefined;
    await until(
      `a ${role} "${name}" to ${action}`,
      async () => {
        // What is clicked may close the popup before the click has an answer.
        found = await this.act(action, role, name, input).catch((error: unknown) => {
          if (action === 'click' && error instanceof SurfaceClosedError) return undefined;
          throw error;
        });
        return found === undefined || found.isDone;
      },
      { seen: () => (found?.controls[0] ? found.controls : this.#quote()) },
    );
  }

  protected async act(
    action: ControlAction,
    role: string,
    name: string,
    input?: string,
  ): Promise<FoundControls> {
    await injectAxe(this.surface);
    return this.surface.evaluate(findControls, role, name, action, input ?? '');
  }

  /** The end of what the document says. */
  async #quote(): Promise<string> {
    return `“…${(await this.text()).slice(-QUOTED)}”`;
  }

  /** Rules of accessibility that the document breaks, one sentence each with the elements. */
  async accessibilityViolations(): Promise<readonly string[]> {
    await injectAxe(this.surface);
    return this.surface.evaluate(findViolations, 'html');
  }
}

/** A page of the extension in a tab of its own. */
export class TabView extends ExtensionView<Tab> {
  /**
   * Clicks with the pointer, so the browser sees a person's gesture. Waits until it stands still with nothing over
   * it, and points again if it moved away under the pointer all the same.
   */
  async click(role: string, name = ''): Promise<void> {
    await this.surface.bringToFront();
    await until(`a click on the ${role} "${name}"`, async () => {
      const point = await this.#locate(role, name);
      await this.surface.clickAt(point.x, point.y);
      return until('the click to be heard', () => this.surface.evaluate(wasHit), { limitMs: CLICK_MS });
    });
  }

  #locate(role: string, name: string): Promise<Point> {
    let found: FoundControls | undefined;
    return until(
      `a ${role} "${name}", standing still`,
      async () => {
        const before = found?.point;
        found = await this.act('point', role, name);
        const { point } = found;
        return point && point.x === before?.x && point.y === before.y ? point : undefined;
      },
      { seen: () => found },
    );
  }
}

/** Another document knows nothing of the click that led to it. */
function wasHit(): boolean {
  return (window as unknown as PointedWorld).factmarkWasHit !== false;
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
  waitForMarks(limitMs?: number): Promise<readonly PaintedMark[]> {
    return until(
      'marks on the page',
      async () => {
        const marks = await this.marks();
        return marks.length > 0 ? marks : undefined;
      },
      { limitMs },
    );
  }

  /** The page's marks once there is one on each of these texts. */
  waitForMarksOn(...texts: readonly string[]): Promise<readonly PaintedMark[]> {
    let marked: readonly string[] = [];
    return until(
      `marks on ${texts.join(', ')}`,
      async () => {
        const marks = await this.marks();
        marked = marks.map(({ text }) => text);
        return texts.every((text) => marked.includes(text)) ? marks : undefined;
      },
      { seen: () => marked },
    );
  }

  /** Puts the pointer on the n-th (0-based) occurrence of a text, once that is marked. */
  async hoverMark(text: string, occurrence = 0): Promise<void> {
    await until(`the pointer to be on "${text}" (${occurrence})`, async () => {
      const point = await this.#locate(text, occurrence);
      await this.tab.movePointer(point.x, point.y);
      // What came late may have moved it away meanwhile.
      const now = await this.tab.evaluate(locateMark, text, occurrence, 'stay');
      return now && Math.hypot(now.x - point.x, now.y - point.y) < 2;
    });
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
  waitForTooltip(text = '', limitMs?: number): Promise<TooltipView> {
    let last: TooltipView | undefined;
    return until(
      `a tooltip with "${text}"`,
      async () => {
        last = await this.tooltip();
        return last?.text.includes(text) ? last : undefined;
      },
      { limitMs, seen: () => last ?? 'no tooltip' },
    );
  }

  async waitForNoTooltip(limitMs?: number): Promise<void> {
    let last: TooltipView | undefined;
    await until(
      'the tooltip to go',
      async () => {
        last = await this.tooltip();
        return last === undefined;
      },
      { limitMs, seen: () => last },
    );
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

  async #locate(text: string, occurrence: number): Promise<Point> {
    return until(
      `a mark on "${text}" (${occurrence})`,
      async () => {
        // A tab that the extension opens takes the place in front when it likes.
        await this.tab.bringToFront();
        return this.tab.evaluate(locateMark, text, occurrence, 'scroll');
      },
      { seen: async () => (await this.marks()).map((mark) => mark.text) },
    );
  }
}
