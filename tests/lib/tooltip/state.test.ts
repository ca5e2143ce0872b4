import { describe, expect, it } from 'vitest';
import {
  ASK_DELAY_MS,
  CLOSE_DELAY_MS,
  delayOf,
  LOADING_DELAY_MS,
  nextTooltip,
  OPEN_DELAY_MS,
  type TooltipAnswer,
  type TooltipEvent,
  type TooltipState,
} from '../../../lib/tooltip/state.ts';

const FACTS: TooltipAnswer = { type: 'facts', facts: { sections: [], named: [] } };
const HIDDEN: TooltipState<string> = { phase: 'hidden', visit: 0 };

const pointAt = (target: string): TooltipEvent<string> => ({ type: 'point-at', target });
const open = (target: string): TooltipEvent<string> => ({ type: 'open', target });
const answer = (visit: number): TooltipEvent<string> => ({ type: 'answer', visit, answer: FACTS });
const due: TooltipEvent<string> = { type: 'due' };
const leave: TooltipEvent<string> = { type: 'leave' };
const enter: TooltipEvent<string> = { type: 'enter' };
const interrupt: TooltipEvent<string> = { type: 'interrupt' };
const dismiss: TooltipEvent<string> = { type: 'dismiss' };
const askAgain: TooltipEvent<string> = { type: 'ask-again' };

function stateAfter(...events: TooltipEvent<string>[]): TooltipState<string> {
  return events.reduce(nextTooltip<string>, HIDDEN);
}

/** Points at Ada and waits until her facts are shown. */
const SHOWN = [pointAt('ada'), due, answer(1), due];

describe('nextTooltip', () => {
  it.each<[string, TooltipEvent<string>[], string]>([
    ['rests before it asks', [pointAt('ada')], 'dwelling'],
    ['asks after the first pause', [pointAt('ada'), due], 'asked'],
    ['waits for the second pause with the facts in hand', [pointAt('ada'), due, answer(1)], 'asked'],
    ['shows facts after the second pause', SHOWN, 'shown'],
    ['waits a little for late facts', [pointAt('ada'), due, due], 'overdue'],
    ['shows late facts at once', [pointAt('ada'), due, due, answer(1)], 'shown'],
    ['shows that it waits, at last', [pointAt('ada'), due, due, due], 'shown'],
    ['forgets a name that the pointer only crosses', [pointAt('ada'), leave], 'hidden'],
    ['forgets it while the facts are on their way', [pointAt('ada'), due, leave], 'hidden'],
    ['opens nothing for a reader who scrolls, types or selects', [pointAt('ada'), due, interrupt], 'hidden'],
    ['stays open for a reader who scrolls', [...SHOWN, interrupt], 'shown'],
    ['lingers when the pointer leaves', [...SHOWN, leave], 'leaving'],
    ['closes when the pointer stays away', [...SHOWN, leave, due], 'hidden'],
    ['stays when the pointer crosses the gap to it', [...SHOWN, leave, enter], 'shown'],
    ['stays when the pointer comes back to the name', [...SHOWN, leave, pointAt('ada')], 'shown'],
    ['lingers at another name, which may be on the way to it', [...SHOWN, pointAt('bob')], 'leaving'],
    ['goes on to another name when the pointer stays there', [...SHOWN, pointAt('bob'), due], 'asked'],
    ['closes when the pointer leaves the other name too', [...SHOWN, pointAt('bob'), leave, due], 'hidden'],
    ['closes at once when dismissed', [...SHOWN, dismiss], 'hidden'],
    ['opens without a pause by key or tap', [open('ada'), answer(1)], 'shown'],
    ['stays open by key, wherever the pointer goes', [open('ada'), answer(1), leave], 'shown'],
    [
      'stays at its name by key, whatever the pointer crosses',
      [open('ada'), answer(1), pointAt('bob')],
      'shown',
    ],
    ['opens by key although the page scrolls there', [open('ada'), interrupt], 'overdue'],
    ['closes by key when dismissed', [open('ada'), answer(1), dismiss], 'hidden'],
  ])('%s', (_rule, events, phase) => {
    expect(stateAfter(...events).phase).toBe(phase);
  });

  it('drops an answer for an earlier visit', () => {
    const state = stateAfter(pointAt('ada'), due, leave, pointAt('bob'), due, answer(1), due);
    expect(state).toMatchObject({ phase: 'overdue', target: 'bob' });
    expect(state).not.toHaveProperty('answer');
  });

  it('drops an answer that comes after the tooltip closed', () => {
    expect(stateAfter(pointAt('ada'), due, dismiss, answer(1)).phase).toBe('hidden');
  });

  it('gives each visit a number of its own, the same name’s second visit too', () => {
    const first = stateAfter(pointAt('ada'));
    const second = stateAfter(pointAt('ada'), leave, pointAt('ada'));
    expect(second.visit).toBeGreaterThan(first.visit);
  });

  it('keeps old facts in sight while it asks for new ones', () => {
    const state = stateAfter(...SHOWN, askAgain);
    expect(state).toMatchObject({ phase: 'shown', answer: FACTS });
    expect(state.visit).toBeGreaterThan(stateAfter(...SHOWN).visit);
  });

  it('changes nothing, not even the object, for events that mean nothing', () => {
    const shown = stateAfter(...SHOWN);
    expect(nextTooltip(shown, pointAt('ada'))).toBe(shown);
    expect(nextTooltip(shown, answer(99))).toBe(shown);
    for (const event of [leave, enter, interrupt, dismiss, due, askAgain, answer(1)]) {
      expect(nextTooltip(HIDDEN, event)).toBe(HIDDEN);
    }
  });
});

describe('delayOf', () => {
  it('opens half a second after the pointer came, as Wikipedia’s previews do', () => {
    const delays = [stateAfter(pointAt('ada')), stateAfter(pointAt('ada'), due)].map(delayOf);
    expect(delays).toEqual([ASK_DELAY_MS, OPEN_DELAY_MS - ASK_DELAY_MS]);
    expect(OPEN_DELAY_MS).toBe(500);
  });

  it('waits for late facts and for a pointer to come back, and for nothing else', () => {
    expect(delayOf(stateAfter(open('ada')))).toBe(LOADING_DELAY_MS);
    expect(delayOf(stateAfter(...SHOWN, leave))).toBe(CLOSE_DELAY_MS);
    expect(delayOf(stateAfter(...SHOWN))).toBeUndefined();
    expect(delayOf(HIDDEN)).toBeUndefined();
  });
});
