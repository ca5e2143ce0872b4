import type { Settings } from '../../lib/model/settings.ts';
import { HOST_NAME } from '../../lib/tooltip/view.ts';

/** How often in a row a tooltip gets out from under what the page puts on top. */
const MOST_RAISES = 10;

/** Events that are ours alone: a page's shortcuts and click handlers have no business with them. */
const OWN_EVENTS = [
  ...['click', 'dblclick', 'auxclick', 'contextmenu', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress', 'wheel', 'focusin', 'focusout'],
];

/**
 * The one element that the extension ever adds to a page, there only while something is shown. Its shadow
 * tree is closed, so the page sees that it is there and nothing of what is in it.
 */
export class TooltipHost {
  readonly root: ShadowRoot;
  /** Covers the viewport and lets the pointer through; cards stand in it. */
  readonly layer: HTMLElement;
  readonly #element: HTMLElement;
  /** Where the name stands that was last shown. */
  #near: Element | undefined;
  #raises = 0;

  constructor(css: string) {
    this.#element = document.createElement(HOST_NAME);
    this.#element.popover = 'manual';
    this.root = this.#element.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet];
    this.layer = document.createElement('div');
    this.layer.className = 'layer';
    this.root.append(this.layer);
    for (const type of OWN_EVENTS) this.#element.addEventListener(type, stopPropagation);
  }

  setTheme(theme: Settings['theme']): void {
    if (theme === 'system') delete this.layer.dataset.theme;
    else this.layer.dataset.theme = theme;
  }

  /** Puts the host on top of everything that the page shows where `element` stands. */
  open(element: Element): void {
    if (element === this.#near && this.#element.isConnected && this.#element.matches(':popover-open')) return;
    this.#near = element;
    this.#raises = 0;
    this.#raise();
    document.addEventListener('toggle', this.#stayOnTop, true);
    document.addEventListener('fullscreenchange', this.#stayOnTop);
  }

  close(): void {
    document.removeEventListener('toggle', this.#stayOnTop, true);
    document.removeEventListener('fullscreenchange', this.#stayOnTop);
    this.#element.remove();
  }

  /** The page opened or closed something that lies in the top layer, as the tooltip does. */
  readonly #stayOnTop = ({ isTrusted, target, type }: Event) => {
    // A page that answers each of our moves with one of its own has the last word.
    if (!isTrusted || this.#raises >= MOST_RAISES) return;
    const isOurs = target === this.#element;
    if (type === 'toggle' && (isOurs || !(target as Element).matches('dialog, [popover]'))) return;
    this.#raises++;
    this.#raise();
  };

  #raise(): void {
    const focused = this.root.activeElement as HTMLElement | null;
    const parent = findParent(this.#near ?? document.documentElement);
    if (this.#element.parentNode !== parent) parent.append(this.#element);
    // What comes last in the top layer lies on top.
    else if (this.#element.matches(':popover-open')) this.#element.hidePopover();
    this.#element.showPopover();
    focused?.focus({ preventScroll: true });
  }
}

/**
 * A modal dialog and a full-screen element make everything outside them inert, so there the host has to
 * stand inside. Elsewhere it stands beside the body, which pages empty at will.
 */
function findParent(element: Element): Element {
  for (let node: Element | null = element; node; node = composedParent(node)) {
    if (node.matches('dialog:modal') || node === document.fullscreenElement) return node;
  }
  return (
    [...document.querySelectorAll('dialog:modal')].at(-1) ??
    document.fullscreenElement ??
    document.documentElement
  );
}

function composedParent(element: Element): Element | null {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

function stopPropagation(event: Event): void {
  event.stopPropagation();
}
