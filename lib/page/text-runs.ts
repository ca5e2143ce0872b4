import { inOneLine } from './one-line.ts';
import { parentElementOf } from './parents.ts';
import { fixedRenderingOf, isTextVisible, styledRenderingOf, styleOf, type TextStyle } from './rendering.ts';

/** A text node's share in a run: the node's text, from `start` on in the run's text. */
export interface Piece {
  readonly node: Text;
  /** Offset in the run's text, UTF-16 code units. */
  readonly start: number;
  /** Code units of the node's text that were read: all, but of a giant. */
  readonly length: number;
}

/**
 * Text that a reader sees as one line of words, however many elements it runs through: a paragraph, a
 * cell, the words between two blocks. `<br>` is a line feed in it, an atom's edges too, and an object
 * that parts words without being one is U+FFFC; soft hyphens stay. A line feed of the page's source is one
 * only where the page shows it as such, and a space elsewhere.
 */
export interface TextRun {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Hears what stands among siblings, in the order of the page. */
export interface RunVisitor {
  run(run: TextRun): void;
  /** Asked before each node. @returns false if enough was read. */
  wants(): boolean;
  /** A block of its own, not entered. */
  block(element: Element, style: TextStyle): void;
  /** Hidden now; may hold text once it is shown. */
  unseen(element: Element): void;
  /** An open shadow tree, not entered. */
  shadow(root: ShadowRoot): void;
  /** A custom element that may grow a shadow tree later. */
  undefinedHost(element: Element): void;
}

/** Nodes taken in one step. More would make a slice of a list with 100,000 items. */
const NODES_PER_STEP = 200;

/** Text nodes in one run. A line of more is none that anybody reads, and goes on as another run. */
const MAX_PIECES = 2_000;

/** Code units of one run, and so of one text node, for the same reason. */
const MAX_RUN_LENGTH = 1_000_000;

const OBJECT_REPLACEMENT = '\uFFFC';

/** Values of `white-space` with which the lines of the source are those that a reader sees: pre…, break-spaces. */
const KEEPS_LINES = /^[pb]/;

/**
 * A letter of any script, or one of some signs and all emoji. To prepare the exact expression, `\p{L}`, takes a
 * browser longer than to search a page.
 */
const LETTER = /[A-Za-z\xaa-\u1fff\u2071-\u218f\u2c00-\uffdc]/;

/** What the texts of an element have in common. Each property of a style takes a browser half a microsecond. */
interface Surroundings {
  readonly style: TextStyle;
  readonly isVisible: boolean;
  /** Found out with the first text. */
  keepsLines?: boolean;
}

/** An inline element around the node at work. */
interface Around {
  readonly element: Element;
  /** What is around it, in turn. */
  readonly outer: Surroundings;
  readonly isAtom: boolean;
}

/**
 * Reads the runs among siblings. Blocks inside are reported, not entered, so that one call stays short.
 * Each `yield` is a moment at which it may be interrupted; what the page changes meanwhile is to be read again.
 *
 * @param first where to start.
 * @param end where to stop, itself not read; null for the parent's end.
 * @returns where to go on if there is more, always at the edge of a block; null at the end.
 */
export function* readSiblings(
  first: Node | null,
  end: Node | null,
  visitor: RunVisitor,
): Generator<void, Node | null, void> {
  const container = first && parentElementOf(first);
  if (!container) return null;
  const builder = new RunBuilder(visitor);
  const look = (element: Element, style: TextStyle): Surroundings => {
    const isVisible = isTextVisible(style);
    if (!isVisible) visitor.unseen(element);
    return { style, isVisible };
  };
  let surroundings = look(container, styleOf(container));

  /** Innermost last. A list instead of recursion, because pages nest deeper than stacks. */
  const around: Around[] = [];
  /** Takes a node. @returns true if what it holds runs on, and is to be read next. */
  const enter = (node: Node): boolean => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (surroundings.isVisible) builder.addText(node as Text, surroundings);
      return false;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    const element = node as Element;
    if (element.localName === 'br') {
      builder.addBreak();
      return false;
    }
    const fixed = fixedRenderingOf(element);
    if (fixed === 'silent') return false;
    if (fixed === 'object') {
      builder.addSeparator(OBJECT_REPLACEMENT);
      return false;
    }
    const inner = styleOf(element);
    const rendering = fixed ?? styledRenderingOf(element, inner);
    if (rendering === 'unseen') {
      visitor.unseen(element);
      return false;
    }
    if (element.shadowRoot) visitor.shadow(element.shadowRoot);
    else if (element.localName.includes('-')) visitor.undefinedHost(element);
    if (rendering === 'block') builder.flush();
    if (rendering === 'block' || rendering === 'aside') {
      visitor.block(element, inner);
      return false;
    }
    const isAtom = rendering === 'atom';
    around.push({ element, outer: surroundings, isAtom });
    surroundings = look(element, inner);
    if (isAtom) builder.addSeparator('\n');
    return true;
  };

  let count = 0;
  for (let node: Node | null = first; visitor.wants(); ) {
    if (node && (around.length > 0 || node !== end)) {
      if (count > NODES_PER_STEP && around.length === 0 && builder.isEmpty) return node;
      if (++count % NODES_PER_STEP === 0) yield;
      node = enter(node) ? node.firstChild : node.nextSibling;
      continue;
    }
    const left = around.pop();
    if (!left) break;
    if (left.isAtom) builder.addSeparator('\n');
    surroundings = left.outer;
    node = left.element.nextSibling;
  }
  builder.flush();
  return null;
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

  addText(node: Text, around: Surroundings): void {
    let data = node.substringData(0, MAX_RUN_LENGTH);
    // Most text nodes are the space between two blocks.
    if (!(this.isEmpty ? data.trim() : data)) return;
    const isFull = this.#pieces.length >= MAX_PIECES || this.#text.length + data.length > MAX_RUN_LENGTH;
    if (isFull) this.flush();
    this.#pieces.push({ node, start: this.#text.length, length: data.length });
    around.keepsLines ??= KEEPS_LINES.test(around.style.whiteSpace);
    if (!around.keepsLines) data = inOneLine(data);
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
    if (!LETTER.test(text)) return;
    this.#visitor.run({ text, pieces });
  }
}
