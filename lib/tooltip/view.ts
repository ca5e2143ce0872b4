import type { MentionedEntity } from '../model/mention.ts';
import type { LocaleMessages } from '../model/messages.ts';
import type { Settings } from '../model/settings.ts';
import type { ReadingContext } from './arrange-facts.ts';
import type { TooltipAnswer } from './state.ts';

/*
 * What the content script and the tooltip's own script, which comes later and only to pages with
 * mentions, know of each other. Both run in the same isolated world, out of the page's reach.
 */

/** Where the content script waits for the tooltip's script, on the isolated world's global object. */
export const HANDOVER = Symbol.for('factmark.tooltip');

export type Handover = (createView: CreateTooltipView) => void;

export type CreateTooltipView = (setup: TooltipSetup) => TooltipView;

export interface TooltipSetup {
  readonly locale: LocaleMessages;
  readonly theme: Settings['theme'];
  readonly listener: TooltipListener;
}

/** What the reader does with a tooltip. */
export interface TooltipListener {
  entered(): void;
  left(): void;
  closed(): void;
}

export interface TooltipContent {
  readonly entity: MentionedEntity;
  /** undefined while the facts are on their way. */
  readonly answer: TooltipAnswer | undefined;
  readonly context: ReadingContext;
}

/** A mark, as far as a tooltip needs it to stand beside it. */
export interface TooltipAnchor {
  /** Where the mark's text stands: decides on which dialog the tooltip has to lie. */
  readonly element: Element;
  /** Box of the line that is pointed at, in viewport coordinates; undefined while it is not rendered. */
  findRect(): DOMRect | undefined;
}

export interface TooltipView {
  /** @param takesFocus moves the focus in; it goes back to where it was on `hide`. */
  show(content: TooltipContent, anchor: TooltipAnchor, takesFocus: boolean): void;
  /** The page scrolled or changed its layout. */
  reposition(): void;
  hide(): void;
  setTheme(theme: Settings['theme']): void;
  /** Leaves nothing behind. */
  destroy(): void;
}

/** Name of the one element that is ever added to a page, while a tooltip is shown. */
export const HOST_NAME = 'factmark-tooltip';
