import type { ListedEntity } from '../model/messages.ts';
import { rectsOf } from './hit-test.ts';
import type { PageMention } from './mentions.ts';
import { placeIn } from './paint.ts';

/** Mentions that a reader can see or scroll to, in the order of the page. */
export function inPageOrder(mentions: Iterable<PageMention>): PageMention[] {
  return [...mentions].filter((mention) => rectsOf(mention).length > 0).sort(compareInPage);
}

/**
 * The mention after (1) or before (-1) another, or that one (0); around the end of the page it starts again. Without a
 * current one, the first that is on the screen or below it, or, backwards, the last above it.
 */
export function stepFrom(
  ordered: readonly PageMention[],
  current: PageMention | undefined,
  direction: 1 | -1 | 0,
): PageMention | undefined {
  const at = current ? ordered.indexOf(current) : -1;
  if (at >= 0) return ordered.at((at + direction) % ordered.length);
  const below = ordered.findIndex((mention) => (rectsOf(mention)[0]?.bottom ?? 0) > 0);
  if (direction >= 0) return ordered[Math.max(0, below)];
  return ordered.at(below < 0 ? -1 : below - 1);
}

/** Brings a mention to the middle of the screen, unless all of it is well in sight. */
export function scrollToMention(mention: PageMention, isMotionReduced: boolean): void {
  const { node } = placeIn(mention.block, mention.start);
  const [rect] = rectsOf(mention);
  const element = node.parentElement;
  if (!element || !rect) return;
  const { clientHeight: height, clientWidth: width } = element.ownerDocument.documentElement;
  const isInSight =
    rect.top > height * 0.1 && rect.bottom < height * 0.75 && rect.left >= 0 && rect.right <= width;
  if (isInSight) return;
  element.scrollIntoView({
    block: 'center',
    inline: 'nearest',
    behavior: isMotionReduced ? 'instant' : 'smooth',
  });
}

function compareInPage(one: PageMention, other: PageMention): number {
  if (one.block === other.block) return one.start - other.start;
  const path = pathOf(one);
  const otherPath = pathOf(other);
  // In the outermost tree where the two part, their hosts or their texts stand in order.
  let level = 0;
  while (path[level] === otherPath[level] && level < path.length - 1 && level < otherPath.length - 1) level++;
  const position = path[level]!.compareDocumentPosition(otherPath[level]!);
  return position & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** The text node of a mention, after the hosts of the shadow trees that it is in, outermost first. */
function pathOf({ block, start }: PageMention): Node[] {
  const path: Node[] = [];
  let node: Node | undefined = placeIn(block, start).node;
  while (node) {
    path.unshift(node);
    node = (node.getRootNode() as Partial<ShadowRoot>).host;
  }
  return path;
}

/** The entities of a page with how often each is mentioned, in the order in which they first come up. */
export function listEntities(mentions: Iterable<PageMention>): ListedEntity[] {
  // Blocks are numbered as they are read, which is the order of the page but for what came later.
  const ordered = [...mentions].sort(
    (one, other) => one.block.id - other.block.id || one.start - other.start,
  );
  return [...Map.groupBy(ordered, ({ entity }) => entity.id).values()].map((same) => ({
    ...same[0]!.entity,
    count: same.length,
    score: Math.max(...same.map(({ score }) => score)),
    forms: [...new Set(same.map(({ block, start, end }) => block.text.slice(start, end)))],
  }));
}
