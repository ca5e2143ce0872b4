import { render } from 'preact';
import type { Translator } from '../../lib/locale/translator.ts';
import { placeTooltip } from '../../lib/tooltip/place.ts';
import type { TooltipAnchor, TooltipContent } from '../../lib/tooltip/view.ts';
import { FactTooltip } from '../FactTooltip.tsx';
import { TranslationProvider } from '../shared/translation.ts';
import { copyText } from './copy-text.ts';
import { keepFocusInside } from './focus.ts';
import type { TooltipHost } from './tooltip-host.ts';

/** Highest that a card gets on its own, in CSS pixels; what is longer scrolls. */
const MAX_HEIGHT = 480;

export interface CardListener {
  entered(): void;
  left(): void;
  closed(): void;
  pinToggled(): void;
}

/** One tooltip on the screen: beside its mark, or wherever the reader pinned and moved it. */
export class Card {
  readonly #host: TooltipHost;
  readonly #translator: Translator;
  readonly #listener: CardListener;
  readonly #place = document.createElement('div');
  readonly #resizes = new ResizeObserver(() => this.reposition());
  #content: TooltipContent | undefined;
  #anchor: TooltipAnchor | undefined;
  #isPinned = false;

  constructor(host: TooltipHost, translator: Translator, listener: CardListener) {
    this.#host = host;
    this.#translator = translator;
    this.#listener = listener;
    this.#place.className = 'place';
    host.layer.append(this.#place);
    this.#place.addEventListener('pointerenter', () => listener.entered());
    this.#place.addEventListener('pointerleave', () => listener.left());
    this.#place.addEventListener('keydown', (event) => this.#press(event));
    this.#place.addEventListener('pointerdown', (event) => this.#startMove(event));
    this.#resizes.observe(this.#place);
  }

  show(content: TooltipContent, anchor: TooltipAnchor): void {
    const isSame = this.#content === content;
    this.#content = content;
    this.#anchor = anchor;
    if (!isSame) this.#render();
    this.reposition();
  }

  /** Stays where it is from now on. */
  pin(): void {
    this.#isPinned = true;
    this.#anchor = undefined;
    this.#render();
  }

  focus(): void {
    this.#place.querySelector<HTMLElement>('.card')?.focus({ preventScroll: true });
  }

  hasFocus(): boolean {
    const { activeElement } = this.#host.root;
    return activeElement !== null && this.#place.contains(activeElement);
  }

  reposition(): void {
    const anchor = this.#anchor?.findRect();
    if (!anchor || !this.#anchor) return;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    void placeTooltip({
      anchor,
      viewport: { width, height: Math.min(height, innerHeight) || innerHeight },
      isRightToLeft: getComputedStyle(this.#anchor.element).direction === 'rtl',
      measure: (maxHeight) => {
        this.#place.style.maxHeight = `${Math.min(maxHeight, MAX_HEIGHT)}px`;
        return { width: this.#place.offsetWidth, height: this.#place.offsetHeight };
      },
    }).then(({ x, y, side }) => {
      if (this.#isPinned) return;
      this.#place.className = `place place--${side}`;
      this.#moveTo(x, y);
    });
  }

  remove(): void {
    this.#resizes.disconnect();
    render(null, this.#place);
    this.#place.remove();
  }

  #render(): void {
    if (!this.#content) return;
    render(
      <TranslationProvider value={this.#translator}>
        <FactTooltip
          key={this.#content.entity.id}
          {...this.#content}
          isPinned={this.#isPinned}
          onTogglePin={this.#listener.pinToggled}
          onClose={this.#listener.closed}
          copyText={copyText}
        />
      </TranslationProvider>,
      this.#place,
    );
  }

  #press(event: KeyboardEvent): void {
    if (!event.isTrusted) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#listener.closed();
    } else keepFocusInside(this.#place, this.#host.root, event);
  }

  #moveTo(x: number, y: number): void {
    this.#place.style.left = `${x}px`;
    this.#place.style.top = `${y}px`;
  }

  #startMove(down: PointerEvent): void {
    const target = down.target as Element;
    if (!down.isTrusted || !this.#isPinned || !target.closest('.card__head') || target.closest('button'))
      return;
    const { left, top } = this.#place.getBoundingClientRect();
    const move = (event: PointerEvent) => {
      const { offsetWidth } = this.#place;
      const x = left + event.clientX - down.clientX;
      const y = top + event.clientY - down.clientY;
      // A part of the head stays on the screen, so that it can be fetched back.
      this.#moveTo(
        Math.min(Math.max(x, 60 - offsetWidth), innerWidth - 60),
        Math.min(Math.max(y, 0), innerHeight - 40),
      );
    };
    const end = new AbortController();
    this.#place.setPointerCapture(down.pointerId);
    this.#place.addEventListener('pointermove', move, { signal: end.signal });
    for (const type of ['pointerup', 'pointercancel']) {
      this.#place.addEventListener(type, () => end.abort(), { signal: end.signal });
    }
  }
}
