import type { ReadingPace } from '../model/messages.ts';
import { type Block, BlockTable } from './blocks.ts';
import { hostOf, parentElementOf } from './parents.ts';
import { EXCLUDED_SELECTOR, isInLine, isShown } from './rendering.ts';
import { runInSlices, type SliceClock, type Work } from './slices.ts';
import { nodesIn, type TextListener, TextReader } from './text-reader.ts';

/** Hears how the text of a page comes and goes. */
export interface PageTextListener extends TextListener {
  /** The page wrote into a block: marks on words that are no longer there must go before the next frame. */
  disturbed(block: Block): void;
  gone(blocks: readonly Block[]): void;
  /** A shadow tree with text: it needs a style sheet of its own. */
  shadow(root: ShadowRoot): void;
  /** Something happened after which the page may look different. */
  restyled(): void;
}

/** Following a page that never rests takes at most 1/20 of its thread: the rest grows with the work. */
const REST_PER_WORK = 20;
const MAX_REST_MS = 10_000;

/** A rest of this length, in milliseconds, is one that a reader notices. */
const LONG_REST_MS = 1_000;

/** How long changes are gathered before they are read, in milliseconds: they come in flocks. */
const GATHER_MS = 40;

/** With more changes than this at once it is cheaper to read the page anew. */
const MAX_CHANGES = 5_000;

/** Hidden elements that are watched; a page with more of them hides menus, not stories. */
const MAX_WATCHED = 500;

/** How soon hidden elements are looked at again after something that may have shown them. */
const LOOK_AGAIN_MS = 300;

/**
 * The same after a change of the root's or the body's attributes, where themes are switched; some pages write
 * into them at every step of a scroll.
 */
const LOOK_AT_ROOT_MS = 1_000;

/** A custom element is waited for at growing intervals; longer than this none is, in milliseconds. */
const LAST_LOOK_MS = 30_000;

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

  readonly #mutations = new MutationObserver((records) => this.#hear(records));
  /** Tells when an element that was not there to be read is near: shown, or scrolled to. */
  readonly #nearing = new IntersectionObserver((entries) => this.#notice(entries), { rootMargin: '50%' });
  /** Elements that are waited for so: they have no box, or are large and far away. Nothing in them is read. */
  readonly #awaited = new Set<Element>();
  /** Elements that are hidden although they have a box: nothing reports when that ends. */
  readonly #invisible = new Set<Element>();
  /** Custom elements that may grow a shadow tree: nothing reports that either. */
  readonly #hosts = new Set<Element>();
  #roots = new WeakSet<Node>();

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
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  /** When hidden elements are looked at again, on the clock's time. */
  #lookDue = Number.POSITIVE_INFINITY;

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
      unseen: (element) => {
        if (element.getClientRects().length === 0) this.#await(element);
        else if (this.#invisible.size < MAX_WATCHED) this.#invisible.add(element);
      },
      distant: (element) => this.#await(element),
      shadow: (root) => this.#watchRoot(root),
      undefinedHost: (element) => {
        if (this.#hosts.size < MAX_WATCHED) this.#hosts.add(element);
      },
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
    const options = { capture: true, passive: true, signal: this.#abort.signal };
    for (const type of ['click', 'keyup', 'transitionend', 'animationend', 'toggle', 'load']) {
      this.#document.addEventListener(type, () => this.#lookAgainSoon(), options);
    }
    this.#document.addEventListener(
      'visibilitychange',
      () => {
        this.#lookAgainSoon();
        this.#wake();
      },
      options,
    );
    matchMedia('(prefers-color-scheme:dark)').addEventListener(
      'change',
      () => this.#lookAgainSoon(),
      options,
    );
    this.#roots.add(this.#document);
    this.#observe(this.#document);
    this.readAll();
    this.#lookAgainSoon();
  }

  stop(): void {
    this.#abort.abort();
    this.#mutations.disconnect();
    this.#nearing.disconnect();
    clearTimeout(this.#timer);
    clearTimeout(this.#lookTimer);
    this.#lookDue = Number.POSITIVE_INFINITY;
    this.#isRunning = false;
    this.#restUntil = 0;
    this.#hasRead = false;
    for (const set of [
      this.#awaited,
      this.#invisible,
      this.#hosts,
      this.#changed,
      this.#edges,
      this.#removed,
    ])
      set.clear();
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

  #await(element: Element): void {
    if (this.#awaited.size >= MAX_WATCHED) return;
    this.#awaited.add(element);
    this.#nearing.observe(element);
  }

  #notice(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      this.#nearing.unobserve(target);
      this.#awaited.delete(target);
      this.#changed.add(target);
    }
    this.#wake();
  }

  #hear(records: readonly MutationRecord[]): void {
    let count = this.#changeCount;
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      if (type === 'attributes') {
        this.#lookAgainSoon(LOOK_AT_ROOT_MS);
        continue;
      }
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
    this.#wake();
  }

  /** Forgets the changes one by one and compares the whole page with what is known. */
  #startOver(): void {
    for (const set of [this.#changed, this.#edges, this.#removed]) set.clear();
    for (const block of this.table.blocks()) this.table.setAdrift(block);
    if (this.#document.body) this.#changed.add(this.#document.body);
  }

  #lookAgainSoon(delay = LOOK_AGAIN_MS): void {
    const due = this.#clock.now() + delay;
    if (due >= this.#lookDue || this.#document.hidden) return;
    this.#lookDue = due;
    clearTimeout(this.#lookTimer);
    this.#lookTimer = setTimeout(() => {
      this.#lookDue = Number.POSITIVE_INFINITY;
      // An application may have put another body in place.
      for (const element of [this.#document.documentElement, this.#document.body]) {
        if (element) this.#mutations.observe(element, { attributes: true });
      }
      this.#listener.restyled();
      this.#release(this.#invisible, isShown);
      this.#release(this.#hosts, ({ shadowRoot }) => shadowRoot);
      this.#wake();
      // A script that comes late says nothing when it defines them.
      if (this.#hosts.size > 0 && delay < LAST_LOOK_MS) this.#lookAgainSoon(delay * 2);
    }, delay);
  }

  /** Reads the elements that need not be waited for any more. */
  #release(waiting: Set<Element>, hasCome: (element: Element) => unknown): void {
    for (const element of waiting) {
      if (element.isConnected && !hasCome(element)) continue;
      waiting.delete(element);
      this.#changed.add(element);
    }
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
    this.#rest = this.#hasRead ? Math.min(MAX_REST_MS, spent * REST_PER_WORK) : 0;
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
      if (element.closest(EXCLUDED_SELECTOR) || this.#awaited.values().some((away) => away.contains(element)))
        return false;
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
