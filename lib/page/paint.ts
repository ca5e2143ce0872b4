import { ENTITY_TYPES, type EntityType } from '../model/fact-pack.ts';
import { type Block, findPiece } from './blocks.ts';
import type { MentionPainter, PageMention } from './mentions.ts';

/** The part of `Highlight` that painting needs; a plain Set will do in tests. */
export interface HighlightSet {
  add(range: AbstractRange): unknown;
  delete(range: AbstractRange): boolean;
  readonly size: number;
  priority?: number;
}

/** The part of `CSS.highlights` that painting needs; a plain Map will do in tests. */
export interface HighlightRegistry {
  set(name: string, highlight: HighlightSet): unknown;
  delete(name: string): unknown;
}

/** What painting needs of the browser. */
export interface PaintTools {
  readonly registry: HighlightRegistry;
  /** Names of all highlights of the page, whoever registered them. */
  listNames(): readonly unknown[];
  createHighlight(): HighlightSet;
  /** Ranges that do not follow the page's edits: live ones slow down every later edit (BROWSERS.md B). */
  createRange(init: StaticRangeInit): AbstractRange;
  createSheet(css: string): CSSStyleSheet;
  /** A CSS identifier that a page cannot guess. */
  createName(): string;
  /**
   * What the style of a highlight is declared for: the body alone where highlights inherit, as the
   * specification has it, or every element (docs/decisions/0056-highlights-that-inherit.md).
   */
  readonly scope: 'body' | '';
}

/** A document or a shadow tree, which each need the style sheet. */
export type SheetRoot = Pick<DocumentOrShadowRoot, 'adoptedStyleSheets'>;

/**
 * Hue of the marks of a type, in degrees. They differ enough to be told apart at a glance, and are mixed
 * with the colour of the text itself, so that they suit any page.
 */
const HUES: Record<EntityType, number> = {
  organization: 182,
  person: 262,
  place: 142,
  product: 212,
  work: 322,
  event: 22,
  concept: 72,
};

type Style = EntityType | 'current';

/**
 * Paints mentions as CSS highlights: no node, attribute or style of the page changes, so the frameworks
 * that own its nodes cannot trip over them. Names and style sheet exist only while there are marks.
 */
export class HighlightPainter implements MentionPainter {
  readonly #tools: PaintTools;
  readonly #roots = new Set<SheetRoot>();
  readonly #ranges = new Map<PageMention, { range: AbstractRange; highlight: HighlightSet }>();
  #current: AbstractRange | undefined;
  #paint:
    | { sheet: CSSStyleSheet; names: Map<Style, string>; highlights: Map<Style, HighlightSet> }
    | undefined;

  constructor(tools: PaintTools, document: SheetRoot) {
    this.#tools = tools;
    this.#roots.add(document);
  }

  /** Highlights in a shadow tree need the sheet there: Firefox does not apply the document's. */
  addRoot(root: SheetRoot): void {
    this.#roots.add(root);
    if (this.#paint) adopt(root, this.#paint.sheet);
  }

  add(mention: PageMention): void {
    this.remove(mention);
    const range = this.#createRange(mention);
    const highlight = this.#start().highlights.get(mention.entity.type)!;
    highlight.add(range);
    this.#ranges.set(mention, { range, highlight });
  }

  remove(mention: PageMention): void {
    const painted = this.#ranges.get(mention);
    painted?.highlight.delete(painted.range);
    this.#ranges.delete(mention);
  }

  /** Brings out the mention that the reader points at or has moved to; none, if undefined. */
  setCurrent(mention: PageMention | undefined): void {
    const highlight = this.#paint?.highlights.get('current');
    if (this.#current) highlight?.delete(this.#current);
    this.#current = mention && this.#createRange(mention);
    if (this.#current) this.#start().highlights.get('current')!.add(this.#current);
  }

  /** Leaves no trace: neither names nor sheets. */
  clear(): void {
    if (!this.#paint) return;
    const { names, sheet } = this.#paint;
    for (const name of names.values()) this.#tools.registry.delete(name);
    for (const root of this.#roots) {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
    }
    this.#ranges.clear();
    this.#current = undefined;
    this.#paint = undefined;
  }

  /**
   * Removes the marks that an earlier run left: Firefox stops the scripts of an extension that it updates
   * without a moment to clean up. Their sheets cannot be touched any more, and without names mean nothing.
   */
  #sweep(): void {
    for (const name of this.#tools.listNames()) {
      if (typeof name === 'string' && OUR_NAME.test(name)) this.#tools.registry.delete(name);
    }
  }

  #createRange({ block, start, end }: PageMention): AbstractRange {
    const from = placeIn(block, start);
    const to = placeIn(block, end - 1);
    return this.#tools.createRange({
      startContainer: from.node,
      startOffset: from.offset,
      endContainer: to.node,
      endOffset: to.offset + 1,
    });
  }

  #start() {
    if (this.#paint) return this.#paint;
    this.#sweep();
    const styles: readonly Style[] = [...ENTITY_TYPES, 'current'];
    const names = new Map(styles.map((style) => [style, this.#tools.createName()]));
    const highlights = new Map(styles.map((style) => [style, this.#tools.createHighlight()]));
    highlights.get('current')!.priority = 1;
    const sheet = this.#tools.createSheet(createMarkCss(names, this.#tools.scope));
    for (const [style, name] of names) this.#tools.registry.set(name, highlights.get(style)!);
    for (const root of this.#roots) adopt(root, sheet);
    this.#paint = { sheet, names, highlights };
    return this.#paint;
  }
}

/** The names of our highlights, as {@link createPaintTools} makes them. No page has a use for such names. */
const OUR_NAME = /^h[0-9a-f]{32}$/;

/** In Firefox, the same object as the page's scripts see it. */
type PageView<Type> = Type & { readonly wrappedJSObject?: Type | undefined };

/** The browser's own highlights. */
export function createPaintTools(): PaintTools {
  return {
    registry: CSS.highlights as unknown as HighlightRegistry,
    listNames() {
      // Firefox gives a content script no iterator over such an object, but for the page's own view of it.
      // What a page makes of that view can be anything; it only ever names highlights to remove.
      const { highlights } = CSS as unknown as { highlights: PageView<Map<unknown, unknown>> };
      try {
        return Array.from((highlights.wrappedJSObject ?? highlights).keys());
      } catch {
        return [];
      }
    },
    createHighlight: () => new Highlight() as unknown as HighlightSet,
    createRange: (init) => new StaticRange(init),
    createSheet(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      return sheet;
    },
    // A name starts with a letter.
    createName: () => `h${crypto.randomUUID().replaceAll('-', '')}`,
    // Firefox, which alone shows a content script the page's own view of an object, does not inherit them.
    scope: 'wrappedJSObject' in globalThis ? '' : 'body',
  };
}

/** Where an offset of a block's text stands in the page. */
export function placeIn({ pieces }: Block, offset: number): { node: Text; offset: number } {
  const { node, start } = pieces[findPiece(pieces, offset)]!;
  return { node, offset: offset - start };
}

function adopt(root: SheetRoot, sheet: CSSStyleSheet): void {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/**
 * A dotted line and a breath of tint, both mixed into the colour of the text: they show on light and on
 * dark pages, and nowhere louder than the text itself. On paper there are no marks.
 */
function createMarkCss(names: ReadonlyMap<Style, string>, scope: PaintTools['scope']): string {
  const rules = [...names].map(([style, name]) => {
    if (style === 'current') {
      return `${scope}::highlight(${name}){background-color:hsl(${HUES.organization} 75% 45%/.26)}`;
    }
    const tint = `hsl(${HUES[style]} 75% 45%)`;
    const line = `color-mix(in oklab,${tint} 70%,currentColor)`;
    return (
      `${scope}::highlight(${name}){text-decoration:underline dotted 1.5px ${line};text-underline-offset:.22em;` +
      `background-color:hsl(${HUES[style]} 75% 45%/.08)}`
    );
  });
  const bare = [...names.values()].map((name) => `${scope}::highlight(${name})`).join();
  return (
    rules.join('') +
    `@media print{${bare}{text-decoration:none;background-color:transparent}}` +
    `@media (forced-colors:active){${bare}{text-decoration:underline dotted 2px LinkText;background-color:transparent}}`
  );
}
