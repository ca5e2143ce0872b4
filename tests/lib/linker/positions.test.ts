import { describe, expect, it } from 'vitest';
import { positionOf, readCasings } from '../../../lib/linker/positions.ts';
import { readWords } from '../../../lib/text/read-words.ts';

/** Position of the word in square brackets. */
function position(marked: string, hasCapitalNouns = false): string {
  const start = marked.indexOf('[');
  const text = marked.replace(/[[\]]/g, '');
  const words = readWords(text);
  const index = words.start.subarray(0, words.count).indexOf(start);
  return positionOf(text, words, readCasings(text, words), index, index, hasCapitalNouns);
}

describe('positionOf', () => {
  it.each([
    ['inside', 'the shop called [Target] opened'],
    ['start', 'It was late. [Target] opened a shop then.'],
    ['start', 'He said: [Target] opened a shop there.'],
    ['start', 'They called it “[Target] practice for beginners” and left.'],
    ['headline', 'Why [Target] Shares Fell'],
    ['caps', 'WHY [TARGET] SHARES FELL'],
    ['inside', 'Then Ida [Target] left.'],
    ['lower', 'they missed the [target] again'],
  ])('is %s in “%s”', (expected, marked) => {
    expect(position(marked)).toBe(expected);
  });

  it('says that a capital is a noun’s where every noun has one', () => {
    expect(position('sie sah in den [Spiegel] und lachte', true)).toBe('noun');
  });

  it('does not take a sentence with one capital for a headline', () => {
    expect(position('the plan of [Lumen] is to build batteries')).toBe('inside');
  });
});
