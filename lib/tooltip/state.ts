import type { EntityFacts } from '../model/entity-facts.ts';

/** Pause before facts are asked for, in milliseconds: a pointer that passes by asks nothing. Value as in Wikipedia's previews. */
export const ASK_DELAY_MS = 150;

/** Pause before a tooltip opens, in milliseconds from the moment the pointer came. Value as in Wikipedia's previews. */
export const OPEN_DELAY_MS = 500;

/** How long facts may be late, in milliseconds after the tooltip was due, before it opens to say that it waits. */
export const LOADING_DELAY_MS = 300;

/** Pause before a tooltip closes, in milliseconds, so that the pointer can cross the gap. Value as in Wikipedia's previews. */
export const CLOSE_DELAY_MS = 300;

/** What came back for a visit. */
export type TooltipAnswer =
  | { readonly type: 'facts'; readonly facts: EntityFacts }
  /** The facts could not be read. Without a message, nobody answered. */
  | { readonly type: 'failed'; readonly message?: string | undefined };

/**
 *   hidden --point-at--> dwelling --due--> asked --due--> overdue --due--> shown
 *      ^                                     |               |             ^   |
 *      |                            due, answer known     answer   enter,  |   | leave,
 *      |                                     +---------------+-> shown  point-at | point-at another
 *      |                                                                   |   v
 *      +---------------------------- due -------------------------------- leaving --due, at another--> asked
 *
 * Before it is shown, `leave` and `interrupt` lead back to hidden; `dismiss` does so from everywhere, and
 * `open` (a key, a tap) leads to overdue from everywhere.
 *
 * A visit is one target, from pointing at it to leaving it; an answer for another visit is dropped.
 */
export type TooltipState<Target> =
  | { readonly phase: 'hidden'; readonly visit: number }
  | { readonly phase: 'dwelling'; readonly visit: number; readonly target: Target }
  | Asking<Target, 'asked'>
  | Asking<Target, 'overdue'>
  | Asking<Target, 'shown'>
  | (Asking<Target, 'leaving'> & {
      /** What the pointer has moved on to. */
      readonly next?: Target | undefined;
    });

interface Asking<Target, Phase> {
  readonly phase: Phase;
  readonly visit: number;
  readonly target: Target;
  /** Missing in a tooltip that is shown: it shows that it waits. */
  readonly answer?: TooltipAnswer | undefined;
  /** Opened by a key or a tap: a pointer somewhere else does not close it. */
  readonly isCommanded: boolean;
}

export type TooltipEvent<Target> =
  | { readonly type: 'point-at'; readonly target: Target }
  /** The pointer is on no mark and not on the tooltip. */
  | { readonly type: 'leave' }
  /** The pointer is on the tooltip. */
  | { readonly type: 'enter' }
  /** The reader scrolls, types or selects: whatever has not opened yet will not. */
  | { readonly type: 'interrupt' }
  | { readonly type: 'open'; readonly target: Target }
  | { readonly type: 'answer'; readonly visit: number; readonly answer: TooltipAnswer }
  /** The state's time is over ({@link delayOf}). */
  | { readonly type: 'due' }
  | { readonly type: 'dismiss' }
  /** The facts are out of date, or the question was lost: they are asked for again, and the old ones stay meanwhile. */
  | { readonly type: 'ask-again' };

export function nextTooltip<Target>(
  state: TooltipState<Target>,
  event: TooltipEvent<Target>,
): TooltipState<Target> {
  switch (event.type) {
    case 'point-at':
      return pointAt(state, event.target);
    case 'leave':
      return leave(state);
    case 'enter':
      return state.phase === 'leaving' ? reopen(state) : state;
    case 'interrupt':
      return isWaiting(state) && !('isCommanded' in state && state.isCommanded) ? hide(state) : state;
    case 'open':
      return { phase: 'overdue', visit: state.visit + 1, target: event.target, isCommanded: true };
    case 'answer':
      return answer(state, event.visit, event.answer);
    case 'due':
      return due(state);
    case 'dismiss':
      return state.phase === 'hidden' ? state : hide(state);
    case 'ask-again':
      return 'isCommanded' in state ? { ...state, visit: state.visit + 1 } : state;
  }
}

/** How long a state lasts by itself, in milliseconds; undefined: until something happens. */
export function delayOf(state: TooltipState<unknown>): number | undefined {
  switch (state.phase) {
    case 'dwelling':
      return ASK_DELAY_MS;
    case 'asked':
      return OPEN_DELAY_MS - ASK_DELAY_MS;
    case 'overdue':
      return LOADING_DELAY_MS;
    case 'leaving':
      return CLOSE_DELAY_MS;
    default:
      return undefined;
  }
}

/** Whether the reader sees a tooltip. */
export function isOpen<Target>(
  state: TooltipState<Target>,
): state is Extract<TooltipState<Target>, { phase: 'shown' | 'leaving' }> {
  return state.phase === 'shown' || state.phase === 'leaving';
}

/** Whether facts were asked for, so that an answer is awaited or here. */
export function hasAsked<Target>(
  state: TooltipState<Target>,
): state is Exclude<TooltipState<Target>, { phase: 'hidden' | 'dwelling' }> {
  return state.phase !== 'hidden' && state.phase !== 'dwelling';
}

function isWaiting({ phase }: TooltipState<unknown>): boolean {
  return phase === 'dwelling' || phase === 'asked' || phase === 'overdue';
}

function pointAt<Target>(state: TooltipState<Target>, target: Target): TooltipState<Target> {
  switch (state.phase) {
    case 'shown':
      if (state.isCommanded || state.target === target) return state;
      return { ...state, phase: 'leaving', next: target };
    case 'leaving':
      return state.target === target ? reopen(state) : { ...state, next: target };
    default:
      if (state.phase !== 'hidden' && state.target === target) return state;
      return { phase: 'dwelling', visit: state.visit + 1, target };
  }
}

function leave<Target>(state: TooltipState<Target>): TooltipState<Target> {
  if (state.phase === 'hidden' || ('isCommanded' in state && state.isCommanded)) return state;
  if (state.phase === 'shown') return { ...state, phase: 'leaving' };
  return state.phase === 'leaving' ? { ...state, next: undefined } : hide(state);
}

function reopen<Target>({
  visit,
  target,
  answer,
  isCommanded,
}: Asking<Target, 'leaving'>): TooltipState<Target> {
  return { phase: 'shown', visit, target, answer, isCommanded };
}

function answer<Target>(
  state: TooltipState<Target>,
  visit: number,
  given: TooltipAnswer,
): TooltipState<Target> {
  // An answer for an earlier visit must not replace what the reader now points at.
  if (!hasAsked(state) || state.visit !== visit) return state;
  return state.phase === 'overdue'
    ? { ...state, phase: 'shown', answer: given }
    : { ...state, answer: given };
}

function due<Target>(state: TooltipState<Target>): TooltipState<Target> {
  switch (state.phase) {
    case 'dwelling':
      return { ...state, phase: 'asked', isCommanded: false };
    case 'asked':
      return { ...state, phase: state.answer ? 'shown' : 'overdue' };
    case 'overdue':
      return { ...state, phase: 'shown' };
    case 'leaving':
      if (state.next === undefined) return hide(state);
      return { phase: 'asked', visit: state.visit + 1, target: state.next, isCommanded: false };
    default:
      return state;
  }
}

function hide({ visit }: TooltipState<unknown>): { phase: 'hidden'; visit: number } {
  // The number goes up, so that an answer underway finds nobody.
  return { phase: 'hidden', visit: visit + 1 };
}
