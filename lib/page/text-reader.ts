import { MAX_CHUNK_LENGTH } from '../model/page.ts';
import type { Block, BlockTable } from './blocks.ts';
import { renderingOf } from './rendering.ts';
import type { Urgency, Work } from './slices.ts';
import { type RunVisitor, readSiblings } from './text-runs.ts';

/** Hears what reading brings. */
export interface TextListener {
  /**
   * Blocks to scan, in page order as far as that is known; what is on screen comes first.
   *
   * @param isLast nothing more is to come, for now.
   */
  found(blocks: readonly Block[], isLast: boolean): void;
  /** A block took the nodes of others. Their marks may stay until its own are known. */
  replaced(block: Block, predecessors: readonly Block[]): void;
  /** A block stands in other nodes now. */
  moved(block: Block): void;
}

/** Hears of what may hold text some day, though not now. */
export interface LatentText extends Pick<RunVisitor, 'unseen' | 'shadow' | 'undefinedHost'> {
  /** Too much to read before it comes near. */
  distant(element: Element): void;
}

/** A page is read up to this weight (`BlockTable.weight`); one with more is a data dump, not reading matter. */
const MAX_PAGE_WEIGHT = 4_000_000;

/** Nodes that are looked at in one go, whether or not they hold text. */
const MAX_NODES = 500_000;

/** A part that the browser leaves out while it is far away is left until it is near, if it has more nodes than this: to ask for one style in it costs the layout of all of it. */
const MAX_SKIPPED_NODES = 2_000;

/** Siblings that are looked at on either side of a change for the rest of its line. */
const MAX_SIBLINGS = 1_000;

/** What is this many screens away still counts as near. */
const NEAR_SCREENS = 0.5;

/** Siblings to be read: from `from` (null: the parent's first child) to before `end` (null: all). */
interface Task {
  readonly parent: Node;
  readonly from: Node | null;
  readonly end: Node | null;
  readonly isFar: boolean;
}

/** Reads what it is asked to into blocks, in steps, near the screen first. Changes nothing in the page. */
export class TextReader {
  readonly #table: BlockTable;
  readonly #listener: TextListener;
  readonly #visitor: RunVisitor;
  /** Next task last. */
  #tasks: Task[] = [];
  #farTasks: Task[] = [];
  /** Tasks that the one at work brings, in page order. */
  #nested: Task[] = [];
  #isFar = false;
  /** Siblings from here on stand below the screen, if they follow the flow. */
  #isBelow = false;
  #found: Block[] = [];
  #foundLength = 0;
  /** Nodes that were looked at since it had nothing to do. */
  #nodeCount = 0;
  /** Blocks were reported, and not yet that they are all. */
  #isBatchOpen = false;

  constructor(table: BlockTable, listener: TextListener, latent: LatentText) {
    this.#table = table;
    this.#listener = listener;
    this.#visitor = {
      run: (run) => {
        const placement = table.place(run);
        if (placement.type === 'same') return;
        if (placement.replaced.length > 0) listener.replaced(placement.block, placement.replaced);
        if (placement.type === 'moved') listener.moved(placement.block);
        else this.#add(placement.block);
      },
      wants: () => {
        this.#nodeCount++;
        return !this.isCutShort;
      },
      block: (element, { contentVisibility }) => {
        const isFar = !this.#isNear(element);
        // The browser leaves out what it holds while that is far from the screen.
        if (isFar && contentVisibility === 'auto' && isLarge(element)) latent.distant(element);
        else this.#nest(element, isFar);
      },
      shadow: (root) => {
        latent.shadow(root);
        this.#nest(root, this.#isFar);
      },
      unseen: latent.unseen,
      undefinedHost: latent.undefinedHost,
    };
  }

  get urgency(): Urgency {
    return this.#tasks.at(-1)?.isFar === false ? 'visible' : 'idle';
  }

  get isIdle(): boolean {
    return this.#tasks.length === 0 && this.#farTasks.length === 0;
  }

  /** Whether there is more than is read. */
  get isCutShort(): boolean {
    return this.#table.weight > MAX_PAGE_WEIGHT || this.#nodeCount > MAX_NODES;
  }

  /** Takes a node and, if it is no block, the line of words that it stands in. */
  request(node: Node): void {
    const range = isBlock(node) ? { from: node, end: node.nextSibling } : findLine(node);
    const { parentNode: parent } = range.from;
    if (parent) this.#tasks.push({ parent, ...range, isFar: false });
  }

  /** Reads until nothing is left. What is requested meanwhile comes next. */
  *drain(): Work {
    this.#nodeCount = 0;
    while (!this.isIdle) {
      let task = this.#tasks.pop();
      if (!task) {
        // The screen is done: its names need not wait for those further down.
        if (!this.#isFar) this.#flush(false);
        task = this.#farTasks.shift()!;
      }
      yield* this.#read(task);
      yield;
    }
    this.#flush(true);
    this.#isFar = false;
  }

  clear(): void {
    this.#tasks = [];
    this.#farTasks = [];
    this.#found = [];
    this.#foundLength = 0;
    this.#isBatchOpen = false;
  }

  *#read({ parent, from, end, isFar }: Task): Work {
    if (!parent.isConnected) return;
    this.#isFar = isFar;
    this.#isBelow = isFar;
    this.#nested = [];
    // Siblings that moved away meanwhile no longer say where to go on; what is known already is not read twice.
    const start = from?.parentNode === parent ? from : parent.firstChild;
    const stop = end?.parentNode === parent ? end : null;
    const rest = yield* readSiblings(start, stop, this.#visitor);
    if (rest) this.#nested.push({ parent, from: rest, end: stop, isFar });
    for (const task of this.#nested.reverse()) this.#tasks.push(task);
  }

  #isNear(element: Element): boolean {
    // One that is out of the flow may be anywhere; if it is missed here, it is only read later.
    if (this.#isBelow) return false;
    const { top, bottom } = element.getBoundingClientRect();
    const margin = innerHeight * NEAR_SCREENS;
    this.#isBelow = top > innerHeight + margin;
    return !this.#isBelow && bottom >= -margin;
  }

  #nest(parent: Node, isFar: boolean): void {
    const task = { parent, from: null, end: null, isFar };
    if (isFar && !this.#isFar) this.#farTasks.push(task);
    else this.#nested.push(task);
  }

  #add(block: Block): void {
    this.#found.push(block);
    this.#foundLength += block.text.length;
    if (this.#foundLength >= MAX_CHUNK_LENGTH) this.#flush(false);
  }

  #flush(isLast: boolean): void {
    const found = this.#found.filter((block) => this.#table.has(block));
    this.#found = [];
    this.#foundLength = 0;
    if (found.length === 0 && !(isLast && this.#isBatchOpen)) return;
    this.#isBatchOpen = !isLast;
    this.#listener.found(found, isLast);
  }
}

function isBlock(node: Node): boolean {
  return node.nodeType === Node.ELEMENT_NODE && renderingOf(node as Element) === 'block';
}

/** The siblings, at the highest level that still runs on, that make one line of words with `node`. */
function findLine(node: Node): { from: Node; end: Node | null } {
  let top = node;
  for (let parent = top.parentNode; parent; parent = top.parentNode) {
    if (parent.nodeType !== Node.ELEMENT_NODE) break;
    const rendering = renderingOf(parent as Element);
    if (rendering !== 'inline' && rendering !== 'atom') break;
    top = parent;
  }
  const { nextSibling: end } = findEdge(top, 'nextSibling');
  return { from: findEdge(top, 'previousSibling'), end };
}

/** The last sibling in a direction that still is in line, as far as that is looked for. */
function findEdge(start: Node, direction: 'previousSibling' | 'nextSibling'): Node {
  let edge = start;
  for (let left = MAX_SIBLINGS; left > 0; left--) {
    const next = edge[direction];
    if (!next || isBlock(next)) break;
    edge = next;
  }
  return edge;
}

/** A node and all that it holds, in open shadow trees too, in any order. */
export function* nodesIn(root: Node): Generator<Node> {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    const { firstChild, shadowRoot } = node as Element;
    for (const next of [node !== root && node.nextSibling, firstChild, shadowRoot]) {
      if (next) waiting.push(next);
    }
  }
}

function isLarge(element: Element): boolean {
  return !nodesIn(element).drop(MAX_SKIPPED_NODES).next().done;
}
