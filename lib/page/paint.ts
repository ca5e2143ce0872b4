import type { MarkStyles, Rgb } from '../model/mark-styles.ts';
import { SURE_FROM } from '../model/mention.ts';
import { type Block, findPiece } from './blocks.ts';
import { type ColorStyle, ContrastCheck } from './contrast.ts';
import type { MentionPainter, PageMention } from './mentions.ts';
import { parentElementOf } from './parents.ts';
import type { Work } from './slices.ts';

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
  /** Calls back when the page is about to be drawn. */
  beforeFrame(callback: () => void): void;
  /** A CSS identifier that a page cannot guess. */
  createName(): string;
  /**
   * What the style of a highlight is declared for: the body alone where highlights inherit, as the
   * specification has it, or every element (docs/decisions/0056-highlights-that-inherit.md).
   */
  readonly scope: 'body' | '';
  /** Whether a mark of this tint can be seen on the text of the element. */
  isVisible(element: Element, tint: Rgb): boolean;
  /** Whether the page has put on other colours since the first mark, so that others may be visible now. */
  hasChanged(): boolean;
}

/** A document or a shadow tree, which each need the style sheet. */
export type SheetRoot = Pick<DocumentOrShadowRoot, 'adoptedStyleSheets'>;

/**
 * Paints mentions as CSS highlights: no node, attribute or style of the page changes, so the frameworks
 * that own its nodes cannot trip over them. Names and style sheet exist only while there are marks.
 */
export class HighlightPainter implements MentionPainter {
  readonly #tools: PaintTools;
  /** Weak: what the page removes must go, whole components with it. */
  readonly #roots = new Set<WeakRef<SheetRoot>>();
  readonly #ranges = new Map<PageMention, { range: AbstractRange; highlight: HighlightSet }>();
  #current: AbstractRange | undefined;
  /** Set before there is a mention. */
  #styles!: MarkStyles;
  #paint:
    | { sheet: CSSStyleSheet; names: Map<string, string>; highlights: Map<string, HighlightSet> }
    | undefined;

  constructor(tools: PaintTools, document: SheetRoot) {
    this.#tools = tools;
    this.#roots.add(new WeakRef(document));
  }

  /** Highlights in a shadow tree need the sheet there: Firefox does not apply the document's. */
  addRoot(root: SheetRoot): void {
    this.#roots.add(new WeakRef(root));
    if (this.#paint) this.#adopt(this.#paint.sheet);
  }

  add(mention: PageMention): void {
    this.remove(mention);
    const range = this.#createRange(mention);
    const highlight = this.#highlightOf(this.#styleOf(mention, range));
    highlight.add(range);
    this.#ranges.set(mention, { range, highlight });
  }

  #styleOf({ entity: { type }, score }: PageMention, { startContainer }: AbstractRange): string {
    const kind = this.#tools.isVisible(parentElementOf(startContainer)!, this.#styles.tints[type])
      ? type
      : 'plain';
    return `${kind}${score < SURE_FROM ? '?' : ''}`;
  }

  /** The page may have changed its colours, as to a dark theme: marks have to suit those that it has now. */
  *restyle(): Work {
    if (!this.#tools.hasChanged()) return;
    for (const [mention, { range, highlight }] of this.#ranges) {
      const isInPage = range.startContainer.isConnected;
      if (isInPage && this.#paint?.highlights.get(this.#styleOf(mention, range)) !== highlight)
        this.add(mention);
      yield;
    }
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
    if (this.#current) this.#highlightOf('current').add(this.#current);
  }

  /** Draws the marks that there are in this manner, and those to come. Comes before the first mention. */
  setStyles(styles: MarkStyles): void {
    if (styles.css === this.#styles?.css) return;
    this.#styles = styles;
    this.#paint?.sheet.replaceSync(this.#nameIn(this.#paint.names));
  }

  /** Leaves no trace: neither names nor sheets. */
  clear(): void {
    if (!this.#paint) return;
    const { names, sheet } = this.#paint;
    for (const name of names.values()) this.#tools.registry.delete(name);
    for (const root of this.#livingRoots) {
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

  get #livingRoots(): SheetRoot[] {
    return [...this.#roots].flatMap((root) => root.deref() ?? []);
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
    const names = new Map<string, string>();
    const sheet = this.#tools.createSheet(this.#nameIn(names));
    this.#paint = { sheet, names, highlights: new Map() };
    this.#adopt(sheet);
    return this.#paint;
  }

  /** Made when they are needed: of all styles, a page mostly shows two or three. */
  #highlightOf(style: string): HighlightSet {
    const { names, highlights } = this.#start();
    let highlight = highlights.get(style);
    if (!highlight) {
      highlight = this.#tools.createHighlight();
      if (style === 'current') highlight.priority = 1;
      highlights.set(style, highlight);
      this.#tools.registry.set(names.get(style)!, highlight);
    }
    return highlight;
  }

  /**
   * Puts the sheet where it is missing. Only with the next frame: it has the browser style the whole page anew,
   * for which whoever asked for a colour before that would have to wait.
   */
  #adopt(sheet: CSSStyleSheet): void {
    this.#tools.beforeFrame(() => {
      if (this.#paint?.sheet !== sheet) return;
      for (const root of this.#livingRoots) {
        if (!root.adoptedStyleSheets.includes(sheet))
          root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      }
    });
  }

  /** The style sheet with names that a page cannot guess, which are added to `names` where they are missing. */
  #nameIn(names: Map<string, string>): string {
    return this.#styles.css.replace(/::highlight\((.+?)\)/g, (_, style) => {
      if (!names.has(style)) names.set(style, this.#tools.createName());
      return `${this.#tools.scope}::highlight(${names.get(style)})`;
    });
  }
}

/** The names of our highlights, as {@link createPaintTools} makes them. No page has a use for such names. */
const OUR_NAME = /^h[\da-f-]{32,}$/;

/** In Firefox, the same object as the page's scripts see it. */
type PageView<Type> = Type & { readonly wrappedJSObject?: Type | undefined };

/** The browser's own highlights. */
export function createPaintTools(): PaintTools {
  // Firefox has no style for what stands in a frame that the reader has left.
  const contrast = new ContrastCheck((element) => getComputedStyle(element) ?? ({} as ColorStyle));
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
    beforeFrame: (callback) => requestAnimationFrame(callback),
    createSheet(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      return sheet;
    },
    // A name starts with a letter.
    createName: () => `h${crypto.randomUUID()}`,
    // Firefox does not inherit them.
    scope: CSS.supports('-moz-appearance:none') ? '' : 'body',
    isVisible: (element, tint) => contrast.holds(element, tint),
    hasChanged: () => contrast.hasChanged(),
  };
}

/** Where an offset of a block's text stands in the page. */
export function placeIn({ pieces }: Block, offset: number): { node: Text; offset: number } {
  const { node, start } = pieces[findPiece(pieces, offset)]!;
  return { node, offset: offset - start };
}
