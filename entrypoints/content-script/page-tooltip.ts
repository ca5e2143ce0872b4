import type { LocaleMessages, PageReply, PageRequest } from '../../lib/model/messages.ts';
import type { PageContext } from '../../lib/model/page.ts';
import type { RejectedMatch } from '../../lib/model/rejection.ts';
import type { Settings } from '../../lib/model/settings.ts';
import type { Annotator } from '../../lib/page/annotator.ts';
import {
  createHitTestTools,
  findMarkedElement,
  findMentionAt,
  type HitTestTools,
  type Point,
} from '../../lib/page/hit-test.ts';
import type { PageMention } from '../../lib/page/mentions.ts';
import { inPageOrder, scrollToMention, stepFrom } from '../../lib/page/navigate.ts';
import type { HighlightPainter } from '../../lib/page/paint.ts';
import { PagePointer } from '../../lib/page/pointer.ts';
import type { TooltipEvent } from '../../lib/tooltip/state.ts';
import type { Tooltip, TooltipCommand } from '../../lib/tooltip/view.ts';

/** What a page's tooltip works with. */
export interface PageTooltipParts {
  readonly document: Document;
  readonly annotator: Annotator;
  readonly painter: HighlightPainter;
  isOwn(node: Node): boolean;
  /** The page as it introduced itself, if it did. */
  context(): PageContext | undefined;
  /** Facts may be wanted in a moment: the background had better be awake. */
  prepare(): void;
  send(request: PageRequest): void;
}

/** How the tooltip's script starts (entrypoints/tooltip.ts). */
export type StartPageTooltip = (setup: {
  readonly locale: LocaleMessages;
  readonly theme: Settings['theme'];
  readonly page: PageTooltip;
}) => Tooltip<PageMention>;

/**
 * What the reader does with marks, by pointer, finger or key, and the tooltip that follows. Its script comes
 * when the pointer nears the first mark; what the reader did last before that is not lost.
 */
export class PageTooltip {
  readonly #pointer: PagePointer;
  #tooltip: Tooltip<PageMention> | undefined;
  #isRequested = false;
  /** The mark that was pointed at or opened before the script was there, and when, on the page's clock. */
  #early: TooltipEvent<PageMention> | undefined;
  #earlyTime = 0;
  // What follows is for the tooltip's script, too (tooltip-page.ts).
  readonly parts: PageTooltipParts;
  readonly hitTest: HitTestTools;
  /** Where the pointer was when it came to the mark: a mark may run over several lines. */
  point: Point | undefined;
  /** The mention that the keyboard is at; its tooltip takes the focus. */
  stop: PageMention | undefined;
  /** What the reader rejected on this page, for as long as it is open. */
  rejected: readonly RejectedMatch[] = [];

  constructor(parts: PageTooltipParts) {
    this.parts = parts;
    const { document, annotator, isOwn } = parts;
    const { mentions, text } = annotator;
    this.hitTest = createHitTestTools(document);
    const findAt = (point: Point, element: Element) => {
      const mention = findMentionAt(point, element, mentions, text.table, this.hitTest);
      if (mention) this.point = point;
      return mention;
    };
    this.#pointer = new PagePointer(
      document,
      {
        over: (point, element) => {
          const target = findAt(point, element);
          if (target) parts.prepare();
          this.send(target ? { type: 'point-at', target } : { type: 'leave' });
        },
        nowhere: () => this.send({ type: 'leave' }),
        interrupted: () => this.send({ type: 'interrupt' }),
        pressed: () => this.dismiss(),
        tapped: (point, element) => {
          const target = findAt(point, element);
          if (target) this.send({ type: 'open', target });
          return target !== undefined;
        },
        escaped: () => {
          const wasOpen = this.#tooltip?.isOpen;
          if (wasOpen) this.dismiss();
          return wasOpen;
        },
      },
      (target, { x, y }) => {
        const element = findMarkedElement(target, mentions, () =>
          (target.getRootNode() as Document | ShadowRoot).elementsFromPoint(x, y),
        );
        // Most pages are read without a look at a mark, and do without the script.
        if (element && !this.#isRequested) this.#request();
        return element;
      },
      isOwn,
    );
  }

  start(): void {
    this.#pointer.start();
  }

  /** The tooltip's script is there. */
  begin(startTooltip: StartPageTooltip, locale: LocaleMessages, theme: Settings['theme']): void {
    if (this.#tooltip) return;
    this.#tooltip = startTooltip({ locale, theme, page: this });
    if (this.#early) this.#tooltip.send(this.#early, performance.now() - this.#earlyTime);
  }

  /** Leaves nothing behind. */
  end(): void {
    this.#pointer.stop();
    this.#tooltip?.destroy();
  }

  send(event: TooltipEvent<PageMention>): void {
    if (this.#tooltip) this.#tooltip.send(event);
    else if ('target' in event) {
      this.#early = event;
      this.#earlyTime = performance.now();
      // Whatever kept the script from coming may be over.
      if (event.type === 'open') this.#request();
    }
    // What was opened by a key or a tap comes, even if the page scrolls to it.
    else if (this.#early?.type !== 'open' || event.type === 'dismiss') this.#early = undefined;
  }

  dismiss(): void {
    this.send({ type: 'dismiss' });
  }

  hear(reply: Extract<PageReply, { readonly type: 'facts' | 'failed' | 'match' }>): void {
    if (reply.type === 'match') this.#tooltip?.explain(reply.visit, reply.match);
    else this.send({ type: 'answer', visit: reply.visit, answer: reply });
  }

  /** The background forgot what it was asked. */
  askAgain(): void {
    if (this.#tooltip) this.#tooltip.askAgain();
    else this.#isRequested = false;
  }

  setTheme(theme: Settings['theme']): void {
    this.#tooltip?.setTheme(theme);
  }

  /** The page scrolled or changed its layout; or marks came, went or moved. */
  follow(): void {
    this.#tooltip?.follow();
  }

  command(name: TooltipCommand): void {
    this.#tooltip?.command(name);
  }

  /** Moves the reader to the next (1) or previous (-1) mention, or back to the one that they are at (0). */
  step(direction: 1 | -1 | 0): void {
    this.#goTo(stepFrom(inPageOrder(this.parts.annotator.mentions), this.stop, direction));
  }

  /** Moves the reader to the n-th mention (0-based, going round) of an entity. */
  jumpTo(entityId: string, occurrence: number): void {
    const all = inPageOrder(this.parts.annotator.mentions).filter(({ entity }) => entity.id === entityId);
    this.#goTo(all[occurrence % all.length]);
  }

  #goTo(mention: PageMention | undefined): void {
    if (!mention) return;
    this.stop = mention;
    scrollToMention(mention, matchMedia('(prefers-reduced-motion: reduce)').matches);
    this.send({ type: 'open', target: mention });
  }

  #request(): void {
    this.#isRequested = true;
    this.parts.send({ type: 'load-tooltip' });
  }
}
