import { MAX_CHUNK_LENGTH } from '../model/page.ts';
import type { Block, BlockTable } from './blocks.ts';
import { renderingOf } from './rendering.ts';
import type { Urgency, Work } from './slices.ts';
import { hostOf, type RunVisitor, readSiblings } from './text-runs.ts';

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
export type LatentText = Pick<RunVisitor, 'unseen' | 'shadow' | 'undefinedHost'>;

/** A page is read up to this many code units; one with more is a data dump, not reading matter. */
export const MAX_PAGE_LENGTH = 4_000_000;

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
      block: (element) => this.#nest(element, !this.#isNear(element)),
      shadow: (root) => {
        latent.shadow(root);
        this.#nest(root, this.#isFar);
      },
      unseen: (element) => latent.unseen(element),
      undefinedHost: (element) => latent.undefinedHost(element),
    };
  }

  get urgency(): Urgency {
    return this.#tasks.at(-1)?.isFar === false ? 'visible' : 'idle';
  }

  get isIdle(): boolean {
    return this.#tasks.length === 0 && this.#farTasks.length === 0;
  }

  /** Takes a node and, if it is no block, the line of words that it stands in. */
  request(node: Node): void {
    const range = isBlock(node) ? { from: node, end: node.nextSibling } : findLine(node);
    const { parentNode: parent } = range.from;
    if (parent) this.#tasks.push({ parent, ...range, isFar: false });
  }

  /** Reads until nothing is left. What is requested meanwhile comes next. */
  *drain(): Work {
    while (!this.isIdle) {
      let task = this.#tasks.pop();
      if (!task) {
        // The screen is done: its names need not wait for those further down.
        if (!this.#isFar) this.#flush(false);
        task = this.#farTasks.shift()!;
      }
      this.#read(task);
      if (this.#foundLength >= MAX_CHUNK_LENGTH) this.#flush(false);
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

  #read({ parent, from, end, isFar }: Task): void {
    if (!parent.isConnected || this.#table.length > MAX_PAGE_LENGTH) return;
    this.#isFar = isFar;
    this.#isBelow = isFar;
    this.#nested = [];
    // Siblings that moved away meanwhile no longer say where to go on; what is known already is not read twice.
    const start = from?.parentNode === parent ? from : parent.firstChild;
    const stop = end?.parentNode === parent ? end : null;
    const rest = readSiblings(start, stop, this.#visitor);
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
  let from = top;
  while (from.previousSibling && !isBlock(from.previousSibling)) from = from.previousSibling;
  let end = top.nextSibling;
  while (end && !isBlock(end)) end = end.nextSibling;
  return { from, end };
}

/** The element in whose style a node is set, across the edge of a shadow tree. */
export function parentElementOf(node: Node): Element | null {
  return node.parentNode && hostOf(node.parentNode);
}

/** All text nodes under a node, those in open shadow trees too. */
export function* textsIn(node: Node): Generator<Text> {
  if (node.nodeType === Node.TEXT_NODE) yield node as Text;
  const { shadowRoot } = node as Partial<Element>;
  if (shadowRoot) yield* textsIn(shadowRoot);
  for (let child = node.firstChild; child; child = child.nextSibling) yield* textsIn(child);
}
