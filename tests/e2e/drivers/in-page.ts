/**
 * Functions that run inside a page, in either browser. Each is sent as source text, so it uses nothing
 * from around it and takes and returns JSON.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where the n-th (0-based) visible occurrence of a marked text is, drawn there; undefined while there is none or it
 * has no mark, or while the page lies behind another tab, where nothing is drawn. Coordinates are those of the
 * viewport, in CSS pixels.
 *
 * @param how Whether it is brought into view before.
 */
export async function locateMark(
  text: string,
  occurrence: number,
  how: 'scroll' | 'stay',
): Promise<Point | undefined> {
  if (document.hidden) return undefined;
  const marks = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
  const isMarked = (range: Range) =>
    marks.some(
      (mark) =>
        mark.startContainer === range.startContainer &&
        mark.startOffset <= range.startOffset &&
        mark.endOffset >= range.endOffset,
    );
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let left = occurrence;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const content = node.nodeValue ?? '';
    for (let start = content.indexOf(text); start >= 0; start = content.indexOf(text, start + 1)) {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + text.length);
      const isVisible = range.getClientRects().length > 0;
      if (!isVisible || left-- > 0) continue;
      if (!isMarked(range)) return undefined;
      if (how === 'scroll') node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      // The event of the scrolling comes with the next frame, and would close what the pointer opens before.
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      const [box] = range.getClientRects();
      return box && { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }
  }
  return undefined;
}

export interface PaintedMark {
  /** Name of the highlight in the registry: one per style, random per page. */
  readonly highlight: string;
  /** The page's own words under the mark. */
  readonly text: string;
  /** Text of the nearest block around the mark. */
  readonly around: string;
}

/** What CSS custom highlights cover, in document order. Reads the page's own registry, as any page script may. */
export function listPaintedMarks(): PaintedMark[] {
  const painted = [...CSS.highlights].flatMap(([highlight, ranges]) =>
    [...ranges].map((abstract) => {
      const range = document.createRange();
      range.setStart(abstract.startContainer, abstract.startOffset);
      range.setEnd(abstract.endContainer, abstract.endOffset);
      return { highlight, range };
    }),
  );
  painted.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
  return painted.map(({ highlight, range }) => {
    const container = range.commonAncestorContainer;
    const element = container instanceof Element ? container : container.parentElement;
    const block = element?.closest('p, li, h1, h2, h3, h4, td, blockquote, figcaption, div') ?? element;
    return { highlight, text: range.toString(), around: block?.textContent ?? '' };
  });
}

export interface Control {
  readonly role: string;
  readonly name: string;
  /** Text inside the element, white space collapsed. */
  readonly text: string;
  /** Value of an input; empty for anything else. */
  readonly value: string;
  /** Checked, selected, pressed or expanded, whichever the element has. */
  readonly isOn: boolean;
  readonly isDisabled: boolean;
  readonly isFocused: boolean;
}

/** What to do with a control. */
export type ControlAction = 'look' | 'focus' | 'click' | 'point' | 'fill';

export interface FoundControls {
  /** All that were found. */
  readonly controls: readonly Control[];
  /** Whether something was done with the first: nothing is done with what is disabled. */
  readonly isDone: boolean;
  /** Middle of the first in viewport coordinates, if it was to be pointed at and nothing lies over it. */
  readonly point?: Point | undefined;
  /** What lies over it there. */
  readonly obstacle?: string | undefined;
}

/** In a window where a control was pointed at: whether a click has reached it since. */
export interface PointedWorld {
  factmarkPointedAt?: Element;
  factmarkWasHit?: boolean;
}

/**
 * Elements with a role and an accessible name, as assistive technology sees them: axe-core computes
 * both and must have been injected. What is hidden from assistive technology is left out.
 *
 * @param name Text that the accessible name contains, case ignored; empty for any. Exact matches come first.
 * @param action What to do with the first one that is found.
 * @param input Takes the place of the text in it, with the events that typing causes; for `fill`.
 */
export function findControls(role: string, name: string, action: ControlAction, input = ''): FoundControls {
  interface AxeInternals {
    setup(root: Element): unknown;
    teardown(): void;
    commons: {
      aria: { getRole(element: Element): string | null };
      text: { accessibleText(element: Element): string };
      dom: { isVisibleToScreenReaders(element: Element): boolean };
    };
  }
  const { axe } = globalThis as unknown as { axe: AxeInternals };
  const collapse = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
  axe.setup(document.documentElement);
  let found: HTMLElement[];
  let controls: Control[];
  try {
    const { aria, dom, text } = axe.commons;
    const isExact = (element: Element) => collapse(text.accessibleText(element)) === name;
    found = [...document.querySelectorAll<HTMLElement>('*')].filter(
      (element) =>
        aria.getRole(element) === role &&
        dom.isVisibleToScreenReaders(element) &&
        collapse(text.accessibleText(element)).toLowerCase().includes(name.toLowerCase()),
    );
    // "Remove" means the button of that very name before "Remove this pack".
    found.sort((a, b) => Number(isExact(b)) - Number(isExact(a)));
    controls = found.map((element): Control => {
      const isOn = (attribute: string) => element.getAttribute(attribute) === 'true';
      return {
        role,
        name: collapse(text.accessibleText(element)),
        text: collapse(element.textContent),
        value: 'value' in element ? String(element.value) : '',
        isOn:
          (element as HTMLInputElement).checked === true ||
          ['aria-checked', 'aria-selected', 'aria-pressed', 'aria-expanded'].some(isOn),
        isDisabled: element.matches(':disabled') || isOn('aria-disabled'),
        isFocused: document.activeElement === element,
      };
    });
  } finally {
    axe.teardown();
  }
  const [first] = found;
  if (!first || action === 'look' || controls[0]?.isDisabled) return { controls, isDone: false };
  if (action === 'focus') first.focus();
  if (action === 'click') first.click();
  if (action === 'fill') {
    first.focus();
    if (first instanceof HTMLInputElement || first instanceof HTMLTextAreaElement) first.select();
    document.execCommand('insertText', false, input);
    return { controls, isDone: (first as HTMLInputElement).value === input };
  }
  if (action !== 'point') return { controls, isDone: true };

  first.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = first.getBoundingClientRect();
  const point = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const top = document.elementFromPoint(point.x, point.y);
  const isFree = first.contains(top) || (top !== null && first.closest('label')?.contains(top));
  if (!isFree) return { controls, isDone: false, obstacle: top?.outerHTML.slice(0, 200) ?? 'nothing' };
  const world = window as unknown as PointedWorld;
  if (!world.factmarkPointedAt) {
    window.addEventListener(
      'click',
      (event) => {
        if (world.factmarkPointedAt && event.composedPath().includes(world.factmarkPointedAt)) {
          world.factmarkWasHit = true;
        }
      },
      true,
    );
  }
  world.factmarkPointedAt = first;
  world.factmarkWasHit = false;
  return { controls, isDone: true, point };
}

/** Middle of the first button or link in the tooltip whose label or text contains the name. */
export function locateInTooltip(root: ShadowRoot, name: string): Point | undefined {
  const found = [...root.querySelectorAll<HTMLElement>('button, a[href], summary')].find((element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .replace(/\s+/g, ' ')
      .toLowerCase()
      .includes(name.toLowerCase()),
  );
  if (!found) return undefined;
  found.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const box = found.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

export interface TooltipView {
  /** Visible text, white space collapsed. */
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** What the tooltip shows; undefined while it shows nothing. */
export function viewTooltip(root: ShadowRoot): TooltipView | undefined {
  const dialog = root.querySelector<HTMLElement>('[role=dialog]');
  const box = dialog?.getBoundingClientRect();
  const isShown = dialog?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  if (!dialog || !box || !isShown || box.width === 0 || box.height === 0) return undefined;
  const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();
  return {
    text: collapse(dialog.innerText),
    links: [...dialog.querySelectorAll('a')].map((link) => ({
      text: collapse(link.innerText),
      href: link.href,
    })),
    box: { x: box.x, y: box.y, width: box.width, height: box.height },
  };
}

/**
 * Rules of axe-core, which must have been injected, that the element breaks: one sentence each with the
 * elements at fault.
 */
export async function findViolations(selector: string): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
  // Half-way through a transition, colours are neither the old nor the new ones.
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  }
  const { violations, passes } = await axe.run(selector);
  const inside = passes.flatMap(({ nodes }) => nodes).filter(({ target }) => String(target) !== selector);
  if (inside.length === 0) throw new Error(`axe-core found nothing to check inside ${selector}`);
  return violations.map(({ help, nodes }) => `${help}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/**
 * Makes a closed shadow root an open one to the page, so that axe-core can look inside.
 * @returns A selector for its host.
 */
export function openShadowRoot(root: ShadowRoot): string {
  // With the browser's rights, Firefox shows page objects through a veil; the page must see the bare ones.
  const { Cu } = globalThis as unknown as { Cu?: { waiveXrays<T>(value: T): T } };
  const bare = <T>(value: T) => (Cu ? Cu.waiveXrays(value) : value);
  Object.defineProperty(bare(root.host), 'shadowRoot', { value: bare(root), configurable: true });
  return root.host.localName;
}
