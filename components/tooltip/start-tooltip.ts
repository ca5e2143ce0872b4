import type { MatchExplanation } from '../../lib/model/mention.ts';
import { TooltipDriver } from '../../lib/tooltip/driver.ts';
import { sentenceAround } from '../../lib/tooltip/sentence.ts';
import { hasAsked, isOpen, type TooltipAnswer, type TooltipState } from '../../lib/tooltip/state.ts';
import type { Tooltip, TooltipContent, TooltipSetup } from '../../lib/tooltip/view.ts';
import { createTooltipView } from './create-tooltip-view.ts';

interface LookUp {
  readonly entityId: string;
  resolve(answer: TooltipAnswer): void;
}

/** Joins what the reader does with marks, the state that follows from it, and what is drawn. */
export function startTooltip<Target>({ locale, theme, page }: TooltipSetup<Target>): Tooltip<Target> {
  /** What the state rests on, drawn: a card is drawn anew only when one of these changes. */
  let shown: { target: Target; answer: TooltipAnswer | undefined; content: TooltipContent } | undefined;
  let match: { visit: number; match: MatchExplanation } | undefined;
  /** Numbered downwards from -1: visits of the state count upwards. */
  const lookUps = new Map<number, LookUp>();
  let lastLookUp = 0;
  /** How long ago what is at work happened, in milliseconds: the script may have come after it. */
  let lateMs = 0;

  const view = createTooltipView({
    locale,
    theme,
    listener: {
      entered: () => driver.send({ type: 'enter' }),
      left: () => driver.send({ type: 'leave' }),
      closed: () => driver.send({ type: 'dismiss' }),
      openDossier: page.openDossier,
      lookUp: (entityId: string) =>
        new Promise<TooltipAnswer>((resolve) => {
          lastLookUp--;
          lookUps.set(lastLookUp, { entityId, resolve });
          page.ask(lastLookUp, entityId, '');
        }),
    },
  });

  const driver = new TooltipDriver<Target>({
    ask(visit, target) {
      const { entity, place } = page.describe(target);
      // A sentence speaks of the entity that stands in it; of others, every fact counts alike.
      page.ask(visit, entity.id, sentenceAround(place.text, place.start, place.end));
    },
    render,
    startTimer(callback, delayMs) {
      const timer = setTimeout(callback, delayMs - lateMs);
      return () => clearTimeout(timer);
    },
  });

  function render(state: TooltipState<Target>): void {
    if (!isOpen(state)) {
      page.setCurrent(undefined);
      view.hide();
      shown = undefined;
      return;
    }
    const { target, answer } = state;
    page.setCurrent(target);
    const { entity, anchor, takesFocus } = page.describe(target);
    if (shown?.target !== target || shown.answer !== answer) {
      const reject: TooltipContent['reject'] = (scope, isOn) => page.reject(target, scope, isOn);
      shown = { target, answer, content: { entity, answer, reject } };
    }
    // Pointing at the mention that the keyboard was at is no reason to take the focus.
    view.show(shown.content, anchor, takesFocus && state.isCommanded);
    if (match && match.visit === state.visit) view.explain(match.match);
  }

  return {
    get isOpen() {
      return isOpen(driver.state);
    },
    get isWaiting() {
      return lookUps.size > 0 || isWaiting(driver.state);
    },
    send(event, ago = 0) {
      const lookUp = event.type === 'answer' && lookUps.get(event.visit);
      if (!lookUp) {
        lateMs = ago;
        driver.send(event);
        lateMs = 0;
        const { state } = driver;
        // Only now: the facts do not wait until a background that was asleep has read the page again.
        if (event.type === 'answer' && hasAsked(state) && state.visit === event.visit)
          page.askWhy(state.visit, state.target);
        return;
      }
      lookUps.delete(event.visit);
      lookUp.resolve(event.answer);
    },
    explain(visit, explanation) {
      match = { visit, match: explanation };
      if (isOpen(driver.state) && driver.state.visit === visit) view.explain(explanation);
    },
    askAgain() {
      if (isWaiting(driver.state)) driver.send({ type: 'ask-again' });
      for (const [visit, { entityId }] of lookUps) page.ask(visit, entityId, '');
    },
    follow() {
      const { state } = driver;
      if (isOpen(state) && !page.describe(state.target).anchor.findRect()) driver.send({ type: 'leave' });
      else view.reposition();
    },
    command: view.command,
    setTheme: view.setTheme,
    destroy() {
      driver.send({ type: 'dismiss' });
      view.destroy();
    },
  };
}

/** Facts were asked for and are not here. */
function isWaiting(state: TooltipState<unknown>): boolean {
  return hasAsked(state) && state.answer === undefined;
}
