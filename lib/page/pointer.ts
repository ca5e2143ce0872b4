import type { Point } from './hit-test.ts';

/** Hears what the reader does with the page that matters to marks. All of it is done by the reader: scripts cannot fake it. */
export interface PointerListener {
  /** The pointer rests on or crosses text of this element; at most once a frame. */
  over(point: Point, element: Element): void;
  /** The pointer is nowhere where a mark could be. */
  nowhere(): void;
  /** The reader scrolls, types or selects. */
  interrupted(): void;
  /** A press of the pointer outside of our own element. A finger that scrolls presses nothing. */
  pressed(): void;
  /** A tap, or a long press, by a finger. @returns true if it was taken; the page then gets no click. */
  tapped(point: Point, element: Element): boolean;
  /** Escape. @returns true if it was taken; the page then does not hear of it. */
  escaped(): boolean | undefined;
}

/** How long a finger rests before its press counts as long, in milliseconds. Just before the browsers' own menus open. */
const LONG_PRESS_MS = 450;

/** A finger that moved more than this is scrolling, in CSS pixels. */
const TAP_SLOP = 10;

/** What a tap is meant for, where there is something to activate. */
const INTERACTIVE = 'a[href], button, summary, label, [role="button"], [role="link"], [onclick]';

/** A finger on a mark. */
interface Press {
  readonly point: Point;
  readonly target: Element;
  readonly element: Element;
  readonly timer: ReturnType<typeof setTimeout>;
  /** It was long, and was taken. */
  isTaken?: boolean;
}

/** Listens to pointer, touch and keys, without changing what they do to the page. */
export class PagePointer {
  readonly #document: Document;
  readonly #listener: PointerListener;
  readonly #findMarked: (target: Element, point: Point) => Element | undefined;
  readonly #isOwn: (element: Element) => boolean;
  readonly #abort = new AbortController();
  #point: Point | undefined;
  /** What the pointer is on, and the element with marked text that this stands for. */
  #target: Element | undefined;
  #element: Element | undefined;
  #frame = 0;
  #wasOverMark = false;
  #press: Press | undefined;
  /** A finger is down where no mark is. */
  #isElsewhere = false;

  /**
   * @param findMarked the element whose marked text may be meant by pointing at `target`: there mostly is none.
   */
  constructor(
    document: Document,
    listener: PointerListener,
    findMarked: (target: Element, point: Point) => Element | undefined,
    isOwn: (element: Element) => boolean,
  ) {
    this.#document = document;
    this.#listener = listener;
    this.#findMarked = findMarked;
    this.#isOwn = isOwn;
  }

  start(): void {
    const window = this.#document.defaultView!;
    this.#listen(window, 'pointermove', (event) => this.#move(event));
    this.#listen(window, 'pointerdown', (event) => this.#down(event));
    this.#listen(window, 'pointerup', () => {
      this.#release();
      if (this.#isElsewhere) this.#listener.pressed();
      this.#isElsewhere = false;
    });
    this.#listen(window, 'pointercancel', () => this.#release());
    this.#listen(window, 'scroll', () => this.#scroll());
    this.#listen(window, 'keydown', (event) => this.#key(event), false);
    this.#listen(window, 'click', (event) => this.#click(event), false);
    this.#listen(this.#document.documentElement, 'pointerleave', (event) => {
      if (event.target === this.#document.documentElement) this.#leave();
    });
    this.#listen(window, 'blur', (event) => {
      if (event.target === window) this.#leave();
    });
  }

  stop(): void {
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
    this.#release();
  }

  #listen<Type extends keyof WindowEventMap>(
    target: EventTarget,
    type: Type,
    listener: (event: WindowEventMap[Type]) => void,
    isPassive = true,
  ): void {
    const listen = (event: Event) => {
      if (event.isTrusted) listener(event as WindowEventMap[Type]);
    };
    target.addEventListener(type, listen, { capture: true, passive: isPassive, signal: this.#abort.signal });
  }

  #move(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    const target = targetOf(event);
    this.#point = { x: event.clientX, y: event.clientY };
    this.#target = target;
    // Inside our own element it is the tooltip that says where the pointer is.
    if (!target || this.#isOwn(target)) return;
    // A button held down means that something is dragged or selected.
    this.#element = event.buttons === 0 ? this.#findMarked(target, this.#point) : undefined;
    if (!this.#element) {
      this.#leave();
      return;
    }
    this.#wasOverMark = true;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#point && this.#element?.isConnected) this.#listener.over(this.#point, this.#element);
    });
  }

  #leave(): void {
    if (!this.#wasOverMark) return;
    this.#wasOverMark = false;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#listener.nowhere();
  }

  #scroll(): void {
    this.#listener.interrupted();
    this.#cancelPress();
    if (!this.#wasOverMark || !this.#point) return;
    // The pointer stands still and the page moves under it.
    const target = this.#document.elementFromPoint(this.#point.x, this.#point.y);
    if (target && target !== this.#target && !this.#isOwn(target)) this.#leave();
  }

  #down(event: PointerEvent): void {
    const target = targetOf(event);
    if (!target || this.#isOwn(target)) return;
    this.#listener.interrupted();
    this.#cancelPress();
    const point = { x: event.clientX, y: event.clientY };
    const element = event.pointerType === 'touch' ? this.#findMarked(target, point) : undefined;
    if (!element) {
      this.#isElsewhere = event.pointerType === 'touch';
      if (!this.#isElsewhere) this.#listener.pressed();
      return;
    }
    const timer = setTimeout(() => {
      press.isTaken = this.#listener.tapped(point, element);
    }, LONG_PRESS_MS);
    const press: Press = { point, target, element, timer };
    this.#press = press;
  }

  #release(): void {
    if (this.#press) clearTimeout(this.#press.timer);
  }

  #cancelPress(): void {
    this.#release();
    this.#press = undefined;
    this.#isElsewhere = false;
  }

  #click(event: MouseEvent): void {
    const press = this.#press;
    this.#cancelPress();
    if (!press) return;
    const { x, y } = press.point;
    if (Math.hypot(event.clientX - x, event.clientY - y) > TAP_SLOP) return;
    if (press.isTaken) {
      // Where no menu of the browser came of it, lifting the finger is a click.
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    // A tap on a link follows the link; its facts open by a long press.
    if (press.target.closest(INTERACTIVE)) this.#listener.pressed();
    else if (this.#listener.tapped(press.point, press.element)) event.stopPropagation();
    else this.#listener.pressed();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#listener.escaped()) {
      // Ours alone: the page's dialog, menu or player stays as it is.
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const isModifier = /^(Shift|Control|Alt|Meta)$/.test(event.key);
    if (!isModifier) this.#listener.interrupted();
  }
}

/** The innermost element that an event happened on, inside open shadow trees too. */
function targetOf(event: Event): Element | undefined {
  const [target] = event.composedPath();
  return (target as Partial<Element> | undefined)?.nodeType === Node.ELEMENT_NODE
    ? (target as Element)
    : undefined;
}
