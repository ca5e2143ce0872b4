import type { EntityType } from '../model/fact-pack.ts';
import type { MatchExplanation, MentionedEntity } from '../model/mention.ts';
import type { LocaleMessages } from '../model/messages.ts';
import type { RejectionScope } from '../model/rejection.ts';
import type { Settings } from '../model/settings.ts';
import type { TooltipAnswer, TooltipEvent } from './state.ts';

/*
 * What the content script and the tooltip's own script, which comes later and only to pages in which the
 * reader nears a mention, know of each other. Both run in the same isolated world, out of the page's reach.
 */

/** @typeParam Target What a tooltip is opened for; only the page knows what it is. */
export interface TooltipSetup<Target> {
  readonly locale: LocaleMessages;
  readonly theme: Settings['theme'];
  readonly page: TooltipPage<Target>;
}

/** What a tooltip needs of the page. */
export interface TooltipPage<Target> {
  /**
   * Asks for facts. They come back as an event with this visit.
   *
   * @param sentence The one that speaks of the entity; empty for an entity that a fact names.
   */
  ask(visit: number, entityId: string, sentence: string): void;
  /** Asks why a mention is linked as it is. What comes back with this visit goes to {@link Tooltip.explain}. */
  askWhy(visit: number, target: Target): void;
  describe(target: Target): TooltipSubject;
  /** Brings out the mention whose tooltip is open; none, if undefined. */
  setCurrent(target: Target | undefined): void;
  /** Shows all that is known about an entity, beside the page. */
  openDossier(entity: Subject): void;
  /** The reader says that the mention is not this entity, or takes that back. */
  reject(target: Target, scope: RejectionScope, isOn: boolean): void;
}

/** What a tooltip speaks of. */
export type Subject = Omit<MentionedEntity, 'type'> & {
  /** Missing where a reader looked up what no pack knows. */
  readonly type?: EntityType | undefined;
};

/** What there is to say of a mention before its facts are here. */
export interface TooltipSubject {
  readonly entity: Subject;
  readonly anchor: TooltipAnchor;
  /** Where it stands: offsets in a text, UTF-16 code units. */
  readonly place: { readonly text: string; readonly start: number; readonly end: number };
  /** The keyboard is at this mention: the focus moves into the tooltip. */
  readonly takesFocus: boolean;
}

/** The tooltip of a page, from its script's arrival to the page's end. */
export interface Tooltip<Target> {
  /** Whether the reader sees one that follows the pointer; pinned ones do not count. */
  readonly isOpen: boolean;
  /** Whether facts were asked for that are not here yet. */
  readonly isWaiting: boolean;
  /** @param ago How long ago it happened, in milliseconds; the reader's pause began then. */
  send(event: TooltipEvent<Target>, ago?: number): void;
  explain(visit: number, match: MatchExplanation): void;
  /** See {@link TooltipView.command}. */
  command(name: TooltipCommand): void;
  /** Whoever was asked died without an answer. */
  askAgain(): void;
  /** The page scrolled or changed: stays beside its mention, or goes with it. */
  follow(): void;
  setTheme(theme: Settings['theme']): void;
  /** Leaves nothing behind. */
  destroy(): void;
}

/** What a key does to the tooltip, wherever the focus is. */
export type TooltipCommand = 'pin' | 'close';

/** What the reader does with a tooltip. */
export interface TooltipListener {
  entered(): void;
  left(): void;
  closed(): void;
  openDossier(entity: Subject): void;
  /** What is known about an entity that a fact names. */
  lookUp(entityId: string): Promise<TooltipAnswer>;
}

export interface TooltipContent {
  readonly entity: Subject;
  /** undefined while the facts are on their way. */
  readonly answer: TooltipAnswer | undefined;
  /** Says that the mention is not this entity, or takes that back. */
  reject(scope: RejectionScope, isOn: boolean): void;
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
  /** Adds to the card that is shown why its mention is linked as it is. */
  explain(match: MatchExplanation): void;
  /** Pins the card that is shown, or closes it; where none is, lets go of the one that was pinned last. */
  command(name: TooltipCommand): void;
  /** The page scrolled or changed its layout. */
  reposition(): void;
  hide(): void;
  setTheme(theme: Settings['theme']): void;
  /** Leaves nothing behind. */
  destroy(): void;
}

/** Name of the one element that is ever added to a page, while a tooltip is shown. */
export const HOST_NAME = 'factmark-tooltip';
