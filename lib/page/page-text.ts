import type { ReadingPace } from '../model/messages.ts';
import { type Block, BlockTable } from './blocks.ts';
import { HiddenText } from './hidden-text.ts';
import { hostOf, parentElementOf } from './parents.ts';
import { EXCLUDED_SELECTOR, isInLine } from './rendering.ts';
import { restAfter, runInSlices, type SliceClock, type Work } from './slices.ts';
import { nodesIn, type TextListener, TextReader } from './text-reader.ts';

/** Hears how the text of a page comes and goes. */
export interface PageTextListener extends TextListener {
  /** The page wrote into a block: marks on words that are no longer there must go before the next frame. */
  disturbed(block: Block): void;
  gone(blocks: readonly Block[]): void;
  /** A shadow tree with text: it needs a style sheet of its own. */
  shadow(root: ShadowRoot): void;
  /** Something happened after which the page may look different: what is to be done about it. */
  restyle(): Work;
}

/** A rest of this length, in milliseconds, is one that a reader notices. */
const LONG_REST_MS = 1_000;

/** How long changes are gathered before they are read, in milliseconds: they come in flocks. */
const GATHER_MS = 40;

/** With more changes than this at once it is cheaper to read the page anew. */
const MAX_CHANGES = 5_000;

/**
 * Follows the visible text of a document: reads it in slices, and from then on only what changes.
 * Changes nothing in the page, and rests while the page is hidden.
 */
export class PageText {
  readonly table = new BlockTable();
  readonly #document: Document;
  readonly #listener: PageTextListener;
  readonly #clock: SliceClock;
  readonly #isOwn: (node: Node) => boolean;
  readonly #reader: TextReader;
  /** Set while the page is followed. */
  #hidden!: HiddenText;

  readonly #mutations = new MutationObserver((records) => this.#hear(records));
  /** Shadow trees that are followed. */
  #roots = new WeakSet<ShadowRoot>();

  /** Nodes that the page added or wrote into. */
  readonly #changed = new Set<Node>();
  /** Neighbours of such nodes: words may have joined or parted there. */
  readonly #edges = new Set<Node>();
  readonly #removed = new Set<Node>();

  #abort = new AbortController();
  #isRunning = false;
  /** Until then the page is left alone, on the clock's time. */
  #restUntil = 0;
  /** Length of that rest, in milliseconds. */
  #rest = 0;
  #hasRead = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isOwn tells our own nodes from the page's. */
  constructor(
    document: Document,
    listener: PageTextListener,
    clock: SliceClock,
    isOwn: (node: Node) => boolean,
  ) {
    this.#document = document;
    this.#listener = listener;
    this.#clock = clock;
    this.#isOwn = isOwn;
    this.#reader = new TextReader(this.table, listener, {
      unseen: (element) => this.#hidden.unseen(element),
      distant: (element) => this.#hidden.distant(element),
      shadow: (root) => this.#watchRoot(root),
      undefinedHost: (element) => this.#hidden.undefinedHost(element),
    });
  }

  /** How reading keeps up with what the page does. */
  get pace(): ReadingPace {
    if (this.#reader.isCutShort) return 'cut-short';
    const isBehind = this.#changeCount > 0 && this.#clock.now() < this.#restUntil;
    return isBehind && this.#rest >= LONG_REST_MS ? 'slowed' : 'keeping-up';
  }

  start(): void {
    this.#abort = new AbortController();
    this.#roots = new WeakSet();
    const { signal } = this.#abort;
    this.#document.addEventListener(
      'visibilitychange',
      () => {
        this.#hidden.lookSoon();
        this.#wake();
      },
      { capture: true, signal },
    );
    this.#observe(this.#document);
    this.readAll();
    const appeared = (element: Element) => {
      this.#changed.add(element);
      this.#wake();
    };
    const restyle = () => this.#listener.restyle();
    this.#hidden = new HiddenText(this.#document, { appeared, restyle }, this.#clock, signal);
  }

  stop(): void {
    this.#abort.abort();
    this.#mutations.disconnect();
    clearTimeout(this.#timer);
    this.#isRunning = false;
    this.#restUntil = 0;
    this.#hasRead = false;
    this.#forgetChanges();
    this.#reader.clear();
    this.table.clear();
  }

  /** Reads the whole page; blocks that are known and unchanged are not reported again. */
  readAll(): void {
    // A document of frames has no body, and no text of its own.
    if (this.#document.body) this.#changed.add(this.#document.body);
    this.#wake();
  }

  get #changeCount(): number {
    return this.#changed.size + this.#edges.size + this.#removed.size;
  }

  #observe(root: Node): void {
    this.#mutations.observe(root, { childList: true, characterData: true, subtree: true });
  }

  #watchRoot(root: ShadowRoot): void {
    if (this.#roots.has(root)) return;
    this.#roots.add(root);
    this.#observe(root);
    this.#listener.shadow(root);
  }

  #hear(records: readonly MutationRecord[]): void {
    let count = this.#changeCount;
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      count++;
      if (type === 'characterData') {
        const block = this.table.of(target as Text);
        if (block) this.#listener.disturbed(block);
        this.#changed.add(target);
        continue;
      }
      // To look at each of ten million would hold the page up.
      count += addedNodes.length + removedNodes.length;
      if (count > MAX_CHANGES) continue;
      const added = [...addedNodes].filter((node) => !this.#isOwn(node));
      const removed = [...removedNodes].filter((node) => !this.#isOwn(node));
      for (const node of added) this.#changed.add(node);
      for (const node of removed) this.#removed.add(node);
      if (added.length + removed.length === 0) continue;
      if (previousSibling) this.#edges.add(previousSibling);
      if (nextSibling) this.#edges.add(nextSibling);
      if (!previousSibling && !nextSibling) this.#edges.add(target);
    }
    if (count > MAX_CHANGES) this.#startOver();
    else this.#wake();
  }

  /** Forgets the changes one by one and compares the whole page with what is known. */
  #startOver(): void {
    this.#forgetChanges();
    for (const block of this.table.blocks()) this.table.setAdrift(block);
    this.readAll();
  }

  #forgetChanges(): void {
    for (const set of [this.#changed, this.#edges, this.#removed]) set.clear();
  }

  #wake(): void {
    const isWanted = this.#changeCount > 0 || !this.#reader.isIdle;
    if (!isWanted || this.#isRunning || this.#abort.signal.aborted || this.#document.hidden) return;
    this.#isRunning = true;
    const rest = this.#restUntil - this.#clock.now();
    const delay = this.#hasRead ? Math.max(GATHER_MS, rest) : 0;
    this.#timer = setTimeout(() => void this.#follow(), delay);
  }

  async #follow(): Promise<void> {
    const { signal } = this.#abort;
    const work = this.#workOff();
    const spent = await runInSlices(work, () => this.#reader.urgency, this.#clock, signal);
    if (signal.aborted) return;
    this.#isRunning = false;
    // The first reading is what the reader came for; only what follows has to keep quiet.
    this.#rest = this.#hasRead ? restAfter(spent) : 0;
    this.#restUntil = this.#clock.now() + this.#rest;
    this.#hasRead = true;
    this.#wake();
  }

  *#workOff(): Work {
    let left = MAX_CHANGES;
    for (const node of take(this.#removed).values().flatMap(nodesIn)) {
      const block = this.table.of(node as Text);
      if (block) this.table.setAdrift(block);
      if (--left < 0) {
        this.#startOver();
        break;
      }
      yield;
    }
    for (const node of take(this.#changed)) {
      const block = this.table.of(node as Text);
      if (block) this.table.setAdrift(block);
      if (this.#isReadable(node)) this.#reader.request(node);
      yield;
    }
    for (const node of take(this.#edges)) {
      if (this.#isReadable(node) && isInLine(node)) this.#reader.request(node);
      yield;
    }
    yield* this.#reader.drain();
    const lost = this.table.takeLost();
    if (lost.length > 0) this.#listener.gone(lost);
  }

  /** False for what stands in an editor, in code, or in a part that is hidden as a whole. */
  #isReadable(node: Node): boolean {
    if (!node.isConnected) return false;
    for (let element = parentElementOf(node); element; element = hostOf(element.getRootNode())) {
      if (element.closest(EXCLUDED_SELECTOR) || this.#hidden.isAwaited(element)) return false;
    }
    return true;
  }
}

/** Empties a set. The latest comes first, because the reader begins with what it is asked last. */
function take<T>(set: Set<T>): T[] {
  const all = [...set].reverse();
  set.clear();
  return all;
}
