import type { Translator } from '../../lib/locale/translator.ts';
import type { MatchExplanation } from '../../lib/model/mention.ts';
import { placeTooltip } from '../../lib/tooltip/place.ts';
import type { TooltipAnswer } from '../../lib/tooltip/state.ts';
import type { Subject, TooltipAnchor, TooltipCommand, TooltipContent } from '../../lib/tooltip/view.ts';
import { FactTooltip } from '../FactTooltip.ts';
import { copyText } from './copy-text.ts';
import { keepFocusInside } from './focus.ts';
import { h } from './h.ts';
import type { TooltipHost } from './tooltip-host.ts';

/** Highest that a card gets on its own, in CSS pixels; what is longer scrolls. */
const MAX_HEIGHT = 480;

/** Of a card that was moved, this much stays on the screen, in CSS pixels, so that it can be fetched back. */
const KEPT_IN_SIGHT = 48;

export interface CardListener {
  entered(): void;
  left(): void;
  closed(): void;
  pinToggled(): void;
  lookUp(entityId: string): Promise<TooltipAnswer>;
  openDossier(entity: Subject): void;
}

/** One tooltip on the screen: beside its mark, or wherever the reader pinned and moved it. */
export class Card {
  readonly entity: Subject;
  readonly #host: TooltipHost;
  readonly #listener: CardListener;
  readonly #translator: Translator;
  /** What is shown, after what the reader looked it up from; the mention's own entity first. */
  readonly #trail: FactTooltip[] = [];
  readonly #place: HTMLElement;
  readonly #resizes = new ResizeObserver(() => this.reposition());
  #content: TooltipContent | undefined;
  /** None once the card is pinned. */
  #anchor: TooltipAnchor | undefined;
  #isPinned = false;
  /** Counts what the reader went to; an answer that comes after the next step is not shown. */
  #step = 0;

  constructor(host: TooltipHost, translator: Translator, { entity }: TooltipContent, listener: CardListener) {
    this.entity = entity;
    this.#host = host;
    this.#listener = listener;
    this.#translator = translator;
    this.#place = h('div', {
      class: 'place',
      onpointerenter: () => listener.entered(),
      onpointerleave: () => listener.left(),
      onkeydown: (event) => this.#press(event as KeyboardEvent),
      onpointerdown: (event) => this.#startMove(event as PointerEvent),
    });
    host.layer.append(this.#place);
    this.#append(entity);
  }

  show(content: TooltipContent, anchor: TooltipAnchor): void {
    this.#anchor = anchor;
    if (this.#content !== content) this.#trail[0]?.setContent(content);
    this.#content = content;
    this.reposition();
  }

  explain(match: MatchExplanation): void {
    this.#trail[0]?.explain(match);
  }

  command(name: TooltipCommand): void {
    if (name === 'pin') this.#listener.pinToggled();
    else this.#listener.closed();
  }

  /** Stays where it is from now on. */
  pin(): void {
    this.#anchor = undefined;
    this.#isPinned = true;
    this.#place.classList.add('place--pinned');
    for (const tooltip of this.#trail) tooltip.setPinned(true);
  }

  focus(): void {
    this.#top.element.focus({ preventScroll: true });
  }

  hasFocus(): boolean {
    return this.#place.contains(this.#host.root.activeElement);
  }

  reposition(): void {
    const anchor = this.#anchor?.findRect();
    if (!this.#anchor || !anchor) {
      this.#top.placed();
      return;
    }
    const { style, classList } = this.#place;
    const { x, y, maxHeight, side } = placeTooltip({
      anchor,
      // Layout sizes: where the reader zoomed in with two fingers, the layout viewport is what can be scrolled to.
      viewport: { width: document.documentElement.clientWidth, height: innerHeight },
      size: { width: this.#place.offsetWidth, height: Math.min(this.#top.fullHeight, MAX_HEIGHT) },
      isRightToLeft: getComputedStyle(this.#anchor.element).direction === 'rtl',
    });
    style.maxHeight = `${Math.min(maxHeight, MAX_HEIGHT)}px`;
    classList.toggle('place--above', side === 'above');
    this.#moveTo(x, y);
    this.#top.placed();
  }

  remove(): void {
    this.#resizes.disconnect();
    this.#place.remove();
  }

  get #top(): FactTooltip {
    return this.#trail.at(-1)!;
  }

  /** Draws an entity in place of the one that is shown, with a way back to it. */
  #append(entity: Subject, from?: Subject): FactTooltip {
    const tooltip = new FactTooltip({
      translator: this.#translator,
      entity,
      copyText,
      onClose: () => this.#listener.closed(),
      onTogglePin: () => this.#listener.pinToggled(),
      onOpenDossier: () => this.#listener.openDossier(entity),
      onLookUp: (other) => void this.#lookUp(other, entity),
      back: from && { name: from.name, go: () => this.#goBack() },
    });
    if (this.#isPinned) tooltip.setPinned(true);
    this.#trail.push(tooltip);
    this.#showTop();
    return tooltip;
  }

  async #lookUp(entity: Subject, from: Subject): Promise<void> {
    const step = ++this.#step;
    const answer = await this.#listener.lookUp(entity.id);
    if (step !== this.#step || !this.#place.isConnected) return;
    // Who reads or types in the page by now is not called away.
    const hadFocus = this.hasFocus();
    const tooltip = this.#append(entity, from);
    tooltip.setContent({ ...this.#content!, entity, answer });
    if (hadFocus) this.focus();
    this.reposition();
  }

  #goBack(): void {
    this.#step++;
    this.#trail.pop();
    this.#showTop();
    this.focus();
    this.reposition();
  }

  #showTop(): void {
    this.#resizes.disconnect();
    this.#place.replaceChildren(this.#top.element);
    this.#resizes.observe(this.#top.element);
  }

  #moveTo(x: number, y: number): void {
    this.#place.style.left = `${x}px`;
    this.#place.style.top = `${y}px`;
  }

  #press(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#listener.closed();
    } else keepFocusInside(this.#place, this.#host.root, event);
  }

  /** A pinned card is moved by its head. */
  #startMove(down: PointerEvent): void {
    const target = down.target as Element;
    if (this.#anchor || !target.closest('header') || target.closest('button')) return;
    const { left, top } = this.#place.getBoundingClientRect();
    const end = new AbortController();
    const { signal } = end;
    this.#place.setPointerCapture(down.pointerId);
    this.#place.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        const x = left + clientX - down.clientX;
        const y = top + clientY - down.clientY;
        this.#moveTo(
          Math.min(Math.max(x, KEPT_IN_SIGHT - this.#place.offsetWidth), innerWidth - KEPT_IN_SIGHT),
          Math.min(Math.max(y, 0), innerHeight - KEPT_IN_SIGHT),
        );
      },
      { signal },
    );
    for (const type of ['pointerup', 'pointercancel']) {
      this.#place.addEventListener(type, () => end.abort(), { signal });
    }
  }
}
