import { describe, expect, it } from 'vitest';
import { describeField } from '../../../components/settings/describe-change.ts';
import { readEnglish } from '../../../lib/locale/english.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';

const translator = createTranslator(readEnglish(['settings', 'shared']));
const money = (amount: number) => ({ type: 'money', amount, currency: 'USD' });
const source = { id: 's', title: 'The Gazette' };

describe('a changed field', () => {
  it.each([
    ['shows a text before and after', 'old', 'new', ['old'], ['new']],
    ['shows what was not there as coming', undefined, 'new', [], ['new']],
    ['shows what is there no more as going', 'old', undefined, ['old'], []],
    ['shows of a list only what differs', ['a', 'b', 'c'], ['a', 'c', 'd'], ['b'], ['d']],
    ['shows both lists where only the order differs', ['a', 'b'], ['b', 'a'], ['a', 'b'], ['b', 'a']],
    ['says amounts as everywhere else', money(2e9), money(3e9), ['$2 billion'], ['$3 billion']],
    [
      'says a citation by its quote and source',
      [],
      [{ source, quote: 'Nine berths.', locator: 'p. 2' }],
      [],
      ['“Nine berths.” – The Gazette – p. 2'],
    ],
    [
      'says a record by its fields',
      undefined,
      { text: 'ML', kind: 'acronym' },
      [],
      ['text: ML, kind: acronym'],
    ],
    ['keeps small numbers whole', 0.125, 0.5, ['0.125'], ['0.5']],
  ])('%s', (_rule, before, after, gone, come) => {
    expect(describeField({ field: 'x', before, after }, translator)).toEqual({
      field: 'x',
      before: gone,
      after: come,
    });
  });
});
