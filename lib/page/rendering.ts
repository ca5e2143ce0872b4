/**
 * How an element takes part in the text that a reader sees.
 *
 * - `block`    starts a paragraph of its own
 * - `aside`    is out of the flow (floated, positioned): a paragraph of its own that does not part its neighbours
 * - `inline`   runs on within the text around it
 * - `atom`     runs on, but as a box of its own: its words do not join the words beside it
 * - `object`   stands in the text without being text for us: an input, code, a picture
 * - `silent`   is no part of the text at all: scripts, ruby annotations
 * - `unseen`   is hidden now and may be shown later
 */
export type Rendering = 'block' | 'aside' | 'inline' | 'atom' | 'object' | 'silent' | 'unseen';

/** The part of a computed style that decides. */
export type TextStyle = Pick<
  CSSStyleDeclaration,
  | 'display'
  | 'visibility'
  | 'whiteSpace'
  | 'contentVisibility'
  | 'position'
  | 'float'
  | 'clip'
  | 'clipPath'
  | 'width'
  | 'height'
  | 'overflow'
  | 'left'
  | 'top'
  | 'textIndent'
>;

const SILENT = new Set(
  'script style noscript template head link meta title base rt rp datalist source track param area wbr'.split(
    ' ',
  ),
);

/**
 * Text in SVG and MathML is drawn, not set: highlights do not reach it in all browsers
 * (docs/decisions/0053-no-marks-in-drawings.md).
 */
const OBJECTS = new Set(
  (
    'input textarea select option code pre kbd samp tt var svg math canvas img picture video audio ' +
    'iframe frame object embed progress meter map'
  ).split(' '),
);

/** What is written in, or hidden from those who listen. */
const EDITORS =
  '[contenteditable=""],[contenteditable="true" i],[contenteditable="plaintext-only" i],[role="textbox" i],[role="searchbox" i]';
const UNSEEN = '[aria-hidden="true" i]';

/** Anything inside is never text for us, however it is displayed. */
export const EXCLUDED_SELECTOR = [...SILENT, ...OBJECTS, EDITORS, UNSEEN].join(',');

export function styleOf(element: Element): TextStyle {
  return getComputedStyle(element);
}

export function renderingOf(element: Element): Rendering {
  return fixedRenderingOf(element) ?? styledRenderingOf(element, styleOf(element));
}

/** What follows from an element's name and attributes, without asking for its style. */
export function fixedRenderingOf(element: Element): Rendering | undefined {
  const name = element.localName;
  if (SILENT.has(name)) return 'silent';
  if (OBJECTS.has(name) || element.matches(EDITORS)) return 'object';
  return element.matches(`${UNSEEN},details:not([open])>:not(summary)`) ? 'unseen' : undefined;
}

/** What follows from an element's style, where nothing else decided. */
export function styledRenderingOf(element: Element, style: TextStyle): Rendering {
  const { display } = style;
  // An element that no slot takes has no box, and its display is empty.
  if (display === 'none' || display === '') return 'unseen';
  // A host's own children are set where its shadow tree puts them.
  if (element.shadowRoot) return 'block';
  // Whatever is floated or positioned is no longer inline, and most elements are: this saves looking.
  if (display === 'inline' || display === 'contents' || display === 'ruby') return 'inline';
  const { contentVisibility, position, float, textIndent } = style;
  if (contentVisibility === 'hidden' || Number.parseFloat(textIndent) < -900) return 'unseen';
  if (display.startsWith('inline-')) return 'atom';
  if (position === 'absolute' || position === 'fixed') {
    if (isTuckedAway(style)) return 'unseen';
    // pdf.js, here and on many sites, puts each piece of a line in its place, with breaks between lines.
    return element.closest('.textLayer span') ? 'inline' : 'aside';
  }
  // The letter of a drop cap is floated, and still the first letter of its word.
  if (float && float !== 'none') return (element.textContent?.trim().length ?? 0) <= 2 ? 'inline' : 'aside';
  return 'block';
}

export function isTextVisible({ visibility }: TextStyle): boolean {
  return visibility !== 'hidden' && visibility !== 'collapse';
}

/** Nobody but who wants to hide a text places it there, in CSS pixels; slides of a row may stand some screens away. */
const OFF_SCREEN = -2_500;

/** The tricks that keep a text for screen readers off the screen. */
function isTuckedAway({ clip, clipPath, width, height, overflow, left, top }: TextStyle): boolean {
  if (Math.min(Number.parseFloat(left), Number.parseFloat(top)) < OFF_SCREEN) return true;
  if (overflow === 'hidden' && (Number.parseFloat(width) <= 1 || Number.parseFloat(height) <= 1)) return true;
  if (/^rect\(([01]px,? ?){4}\)$/.test(clip)) return true;
  return clipPath === 'inset(50%)' || clipPath === 'inset(100%)';
}

/** Whether an element takes part in the page and its own text can be seen. */
export function isShown(element: Element): boolean {
  return renderingOf(element) !== 'unseen' && isTextVisible(styleOf(element));
}

/** Whether a node stands in a line of text, so that words may go on across its borders. */
export function isInLine(node: Node): boolean {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE;
  const rendering = renderingOf(node as Element);
  return rendering === 'inline' || rendering === 'atom';
}
