import { delayOf, hasAsked, nextTooltip, type TooltipEvent, type TooltipState } from './state.ts';

/** What a tooltip's state sets in motion. */
export interface TooltipEffects<Target> {
  /** Asks for the facts; the answer comes back as an event with this visit. */
  ask(visit: number, target: Target): void;
  render(state: TooltipState<Target>): void;
  /** @returns cancels the timer. */
  startTimer(callback: () => void, delayMs: number): () => void;
}

/** Runs a tooltip's state machine: keeps its state, its one timer, and asks once a visit. */
export class TooltipDriver<Target> {
  readonly #effects: TooltipEffects<Target>;
  #state: TooltipState<Target> = { phase: 'hidden', visit: 0 };
  #askedVisit = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(effects: TooltipEffects<Target>) {
    this.#effects = effects;
  }

  get state(): TooltipState<Target> {
    return this.#state;
  }

  send(event: TooltipEvent<Target>): void {
    const previous = this.#state;
    const state = nextTooltip(previous, event);
    if (state === previous) return;
    this.#state = state;
    if (state.phase !== previous.phase || state.visit !== previous.visit) this.#restartTimer(state);
    if (hasAsked(state) && state.visit > this.#askedVisit) {
      this.#askedVisit = state.visit;
      this.#effects.ask(state.visit, state.target);
    }
    // Asking may have been answered at once, and what came of it is rendered already.
    if (this.#state === state) this.#effects.render(state);
  }

  #restartTimer(state: TooltipState<Target>): void {
    this.#cancelTimer?.();
    const delay = delayOf(state);
    this.#cancelTimer =
      delay === undefined ? undefined : this.#effects.startTimer(() => this.send({ type: 'due' }), delay);
  }
}
