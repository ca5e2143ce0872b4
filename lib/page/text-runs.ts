import { fixedRenderingOf, isTextVisible, styledRenderingOf, styleOf } from './rendering.ts';

/** A text node's share in a run: all of the node's text, from `start` on in the run's text. */
export interface Piece {
  readonly node: Text;
  /** Offset in the run's text, UTF-16 code units. */
  readonly start: number;
  /** Length of the node's text when it was read. */
  readonly length: number;
}

/**
 * Text that a reader sees as one line of words, however many elements it runs through: a paragraph, a
 * cell, the words between two blocks. `<br>` is a line feed in it, an atom's edges too, and an object
 * that parts words without being one is U+FFFC; soft hyphens stay.
 */
export interface TextRun {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Hears what stands among siblings, in the order of the page. */
export interface RunVisitor {
  run(run: TextRun): void;
  /** A block of its own, not entered. */
  block(element: Element): void;
  /** Hidden now; may hold text once it is shown. */
  unseen(element: Element): void;
  /** An open shadow tree, not entered. */
  shadow(root: ShadowRoot): void;
  /** A custom element that may grow a shadow tree later. */
  undefinedHost(element: Element): void;
}

/** Siblings taken in one step. More would make a slice of a list with 100,000 items. */
const SIBLINGS_PER_STEP = 200;

const OBJECT_REPLACEMENT = '\uFFFC';

/**
 * Reads the runs among siblings. Blocks inside are reported, not entered, so that one call stays short.
 *
 * @param first where to start.
 * @param end where to stop, itself not read; null for the parent's end.
 * @returns where to go on if there is more, always at the edge of a block; null at the end.
 */
export function readSiblings(first: Node | null, end: Node | null, visitor: RunVisitor): Node | null {
  if (!first) return null;
  const builder = new RunBuilder(visitor);
  const parent = first.parentNode;
  const container = parent && hostOf(parent);
  const isVisible = !container || isTextVisible(styleOf(container));
  if (container && !isVisible) visitor.unseen(container);

  const readNode = (node: Node, isSeen: boolean): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (isSeen) builder.addText(node as Text);
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const element = node as Element;
    if (element.localName === 'br') {
      builder.addBreak();
      return;
    }
    const fixed = fixedRenderingOf(element);
    if (fixed === 'silent') return;
    if (fixed === 'object') {
      builder.addSeparator(OBJECT_REPLACEMENT);
      return;
    }
    const style = styleOf(element);
    const rendering = fixed ?? styledRenderingOf(element, style);
    if (rendering === 'unseen') {
      visitor.unseen(element);
      return;
    }
    if (element.shadowRoot) visitor.shadow(element.shadowRoot);
    else if (element.localName.includes('-')) visitor.undefinedHost(element);
    if (rendering === 'block') builder.flush();
    if (rendering === 'block' || rendering === 'aside') {
      visitor.block(element);
      return;
    }
    const isInsideSeen = isTextVisible(style);
    if (!isInsideSeen) visitor.unseen(element);
    if (rendering === 'atom') builder.addSeparator('\n');
    for (let child = element.firstChild; child; child = child.nextSibling) readNode(child, isInsideSeen);
    if (rendering === 'atom') builder.addSeparator('\n');
  };

  let count = 0;
  let node: Node | null = first;
  for (; node && node !== end; node = node.nextSibling) {
    if (++count > SIBLINGS_PER_STEP && builder.isEmpty) return node;
    readNode(node, isVisible);
  }
  builder.flush();
  return null;
}

/** The element that styles what stands directly in `parent`: itself, or the host of a shadow tree. */
export function hostOf(parent: Node): Element | null {
  if (parent.nodeType === Node.ELEMENT_NODE) return parent as Element;
  return (parent as Partial<ShadowRoot>).host ?? null;
}

/** Gathers pieces until a block's edge, then hands over a run. */
class RunBuilder {
  readonly #visitor: Pick<RunVisitor, 'run'>;
  #text = '';
  #pieces: Piece[] = [];
  /** A line break and nothing but white space since: another one ends the paragraph. */
  #isAfterBreak = false;

  constructor(visitor: Pick<RunVisitor, 'run'>) {
    this.#visitor = visitor;
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  addText(node: Text): void {
    const { data } = node;
    if (data === '') return;
    this.#pieces.push({ node, start: this.#text.length, length: data.length });
    this.#text += data;
    if (this.#isAfterBreak && /\S/.test(data)) this.#isAfterBreak = false;
  }

  addBreak(): void {
    if (this.#isAfterBreak) this.flush();
    else if (!this.isEmpty) {
      this.#text += '\n';
      this.#isAfterBreak = true;
    }
  }

  addSeparator(separator: string): void {
    if (!this.isEmpty) this.#text += separator;
  }

  flush(): void {
    const text = this.#text;
    const pieces = this.#pieces;
    this.#text = '';
    this.#pieces = [];
    this.#isAfterBreak = false;
    // Numbers, bullets and spaces hold no name.
    if (!/\p{L}/u.test(text)) return;
    this.#visitor.run({ text, pieces });
  }
}
