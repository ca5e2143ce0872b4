import { isShown } from './rendering.ts';
import { restAfter, runInSlices, type SliceClock, type Work } from './slices.ts';

/** What is done about what shows itself without a change of the page's nodes. */
export interface HiddenTextOwner {
  /** An element was hidden, or had no shadow tree, and may have text to be read now. */
  appeared(element: Element): void;
  /** The page may look different. */
  restyle(): Work;
}

/** Hidden elements that are watched; a page with more of them hides menus, not stories. */
const MAX_WATCHED = 500;

/** How soon the page is looked at again after something that may have shown what was hidden. */
const LOOK_AGAIN_MS = 300;

/**
 * The same after a change of the root's or the body's attributes, where themes are switched; some pages write
 * into them at every step of a scroll.
 */
const LOOK_AT_ROOT_MS = 1_000;

/** A custom element is waited for at growing intervals; longer than this none is, in milliseconds. */
const LAST_LOOK_MS = 30_000;

const TELLING_EVENTS = ['click', 'keyup', 'transitionend', 'animationend', 'toggle', 'load'];

/**
 * Text that may appear, and looks that may change, without a word to a mutation observer: by a style, a theme,
 * a script that defines an element. Looks again after events that such things come with, and in between takes
 * rests that grow with what looking costs.
 */
export class HiddenText {
  readonly #document: Document;
  readonly #owner: HiddenTextOwner;
  readonly #clock: SliceClock;
  readonly #signal: AbortSignal;
  /** Tells when an element that was not there to be read is near: shown, or scrolled to. */
  readonly #nearing = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#appear(this.#awaited, target);
      }
    },
    { rootMargin: '50%' },
  );
  /** Elements that are waited for so: they have no box, or are large and far away. Nothing in them is read. */
  readonly #awaited = new Set<Element>();
  /** Elements that are hidden although they have a box: nothing reports when that ends. */
  readonly #invisible = new Set<Element>();
  /** Custom elements that may grow a shadow tree: nothing reports that either. */
  readonly #hosts = new Set<Element>();
  readonly #attributes = new MutationObserver(() => this.lookSoon(LOOK_AT_ROOT_MS));
  /** When the next look is due, on the clock's time; 0 while the page is being looked at. */
  #due = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOutdated = false;
  #restUntil = 0;

  /** @param signal ends the watch. */
  constructor(document: Document, owner: HiddenTextOwner, clock: SliceClock, signal: AbortSignal) {
    this.#document = document;
    this.#owner = owner;
    this.#clock = clock;
    this.#signal = signal;
    const look = () => this.lookSoon();
    for (const type of TELLING_EVENTS) document.addEventListener(type, look, { capture: true, signal });
    matchMedia('(prefers-color-scheme:dark)').addEventListener('change', look, { signal });
    signal.addEventListener('abort', () => {
      clearTimeout(this.#timer);
      this.#nearing.disconnect();
      this.#attributes.disconnect();
    });
    look();
  }

  unseen(element: Element): void {
    if (element.getClientRects().length === 0) this.distant(element);
    else if (this.#invisible.size < MAX_WATCHED) this.#invisible.add(element);
  }

  distant(element: Element): void {
    if (this.#awaited.size >= MAX_WATCHED) return;
    this.#awaited.add(element);
    this.#nearing.observe(element);
  }

  /** Whether an element is in a part that is waited for. */
  isAwaited(element: Element): boolean {
    return this.#awaited.values().some((away) => away.contains(element));
  }

  undefinedHost(element: Element): void {
    if (this.#hosts.size < MAX_WATCHED) this.#hosts.add(element);
  }

  /** @param delay in milliseconds, at least. */
  lookSoon(delay = LOOK_AGAIN_MS): void {
    this.#isOutdated = true;
    const now = this.#clock.now();
    const due = Math.max(now + delay, this.#restUntil);
    if (due >= this.#due || this.#document.hidden) return;
    this.#due = due;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(delay), due - now);
  }

  async #look(delay: number): Promise<void> {
    this.#due = 0;
    this.#isOutdated = false;
    const spent = await runInSlices(this.#work(), () => 'idle', this.#clock, this.#signal);
    if (this.#signal.aborted) return;
    this.#due = Number.POSITIVE_INFINITY;
    this.#restUntil = this.#clock.now() + restAfter(spent);
    if (this.#isOutdated) this.lookSoon();
    // A script that comes late says nothing when it defines them.
    if (this.#hosts.size > 0 && delay < LAST_LOOK_MS) this.lookSoon(delay * 2);
  }

  *#work(): Work {
    // An application may have put another body in place.
    for (const element of this.#document.querySelectorAll(':root,body')) {
      this.#attributes.observe(element, { attributes: true });
    }
    yield* this.#owner.restyle();
    yield* this.#lookAt(this.#invisible, isShown);
    yield* this.#lookAt(this.#hosts, (host) => host.shadowRoot);
    // Of these, only what left the page is to be forgotten.
    yield* this.#lookAt(this.#awaited, () => false);
  }

  *#lookAt(elements: Set<Element>, hasAppeared: (element: Element) => unknown): Work {
    for (const element of elements) {
      if (!element.isConnected || hasAppeared(element)) this.#appear(elements, element);
      yield;
    }
  }

  #appear(elements: Set<Element>, element: Element): void {
    elements.delete(element);
    this.#nearing.unobserve(element);
    this.#owner.appeared(element);
  }
}
