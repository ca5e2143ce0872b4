import { type BlockTable, piecesIn } from './blocks.ts';
import type { MentionTable, PageMention } from './mentions.ts';

/** A point in the viewport, CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What finding a mention under a point needs of the browser. */
export interface HitTestTools {
  /** The text position nearest to a point in the tree of `root`; undefined where the browser cannot tell. */
  findCaret(point: Point, root: Document | ShadowRoot): { node: Node; offset: number } | undefined;
  /** Boxes of a stretch of text, one a line, in viewport coordinates. */
  rectsOf(mention: PageMention): readonly DOMRect[];
}

/**
 * Finds the mention whose own letters lie under a point: the nearest text position may be far from it,
 * so the boxes decide.
 *
 * @param element what the pointer's event names as its target: text under something else is not meant.
 */
export function findMentionAt(
  point: Point,
  element: Element,
  mentions: MentionTable,
  blocks: BlockTable,
  tools: HitTestTools,
): PageMention | undefined {
  if (!mentions.mayMark(element)) return undefined;
  const root = element.getRootNode() as Document | ShadowRoot;
  const caret = tools.findCaret(point, root);
  // A position in another element means that something transparent lies over this one.
  const candidates =
    caret?.node.parentNode === element
      ? atCaret(caret, mentions, blocks)
      : inElement(element, mentions, blocks);
  return candidates.find((mention) => tools.rectsOf(mention).some((rect) => holds(rect, point)));
}

/**
 * The element whose marked text a reader means who points at `target`. Where a link covers the whole card
 * that it stands in, as news sites have it, that is the text under the link.
 *
 * @param elementsAt the elements at the point, topmost first.
 */
export function findMarkedElement(
  target: Element,
  mentions: Pick<MentionTable, 'mayMark'>,
  elementsAt: () => readonly Element[],
): Element | undefined {
  if (mentions.mayMark(target)) return target;
  const card = target.closest<HTMLElement>('a[href]')?.offsetParent;
  // The body is the last resort of every link, and covered by none.
  if (!card || card === card.ownerDocument.body) return undefined;
  return elementsAt().find(
    (element) => element !== target && card.contains(element) && mentions.mayMark(element),
  );
}

/** Box of the line of a mention that a point is in, or its first line. */
export function findLineRect(rects: readonly DOMRect[], point: Point | undefined): DOMRect | undefined {
  return (point && rects.find((rect) => holds(rect, point))) ?? rects[0];
}

function atCaret(
  { node, offset }: { node: Node; offset: number },
  mentions: MentionTable,
  blocks: BlockTable,
): PageMention[] {
  const block = blocks.of(node as Text);
  const piece = block?.pieces.find((candidate) => candidate.node === node);
  if (!block || !piece) return [];
  const at = piece.start + offset;
  return mentions.of(block).filter(({ start, end }) => start <= at && at <= end);
}

function inElement(element: Element, mentions: MentionTable, blocks: BlockTable): PageMention[] {
  const found = new Set<PageMention>();
  for (const child of element.childNodes) {
    const block = blocks.of(child as Text);
    if (block) for (const mention of mentions.of(block)) found.add(mention);
  }
  return [...found];
}

function holds({ left, right, top, bottom }: DOMRect, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** The browser's own hit test. */
export function createHitTestTools(document: Document): HitTestTools {
  return {
    findCaret({ x, y }, root) {
      const isShadow = root !== document;
      const caret = document.caretPositionFromPoint(
        x,
        y,
        isShadow ? { shadowRoots: [root as ShadowRoot] } : {},
      );
      if (!caret || (isShadow && caret.offsetNode.getRootNode() !== root)) return undefined;
      return { node: caret.offsetNode, offset: caret.offset };
    },
    rectsOf: rectsOf,
  };
}

/** Boxes of a mention, one a line. Empty while its text is not rendered. */
export function rectsOf({ block, start, end }: PageMention): DOMRect[] {
  const rects: DOMRect[] = [];
  for (const { node, start: pieceStart, length } of piecesIn(block, start, end)) {
    if (!node.isConnected || node.length < Math.min(end - pieceStart, length)) return [];
    // Made and dropped at once: a live range that stays slows down the page's edits.
    const range = node.ownerDocument.createRange();
    range.setStart(node, Math.max(0, start - pieceStart));
    range.setEnd(node, Math.min(end - pieceStart, length));
    rects.push(...range.getClientRects());
  }
  return rects.filter(({ width, height }) => width * height > 0);
}
