import { describe, expect, it } from 'vitest';
import { formatFactValue } from '../../../components/shared/fact-value.ts';
import { readEnglish } from '../../../lib/locale/english.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import type { FactValue } from '../../../lib/model/fact-pack.ts';

const TRANSLATOR = createTranslator(readEnglish(['shared']));
const money = (amount: number, rest: object = {}): FactValue => ({
  type: 'money',
  amount,
  currency: 'USD',
  ...rest,
});
const quantity = (amount: number, rest: object = {}): FactValue => ({
  type: 'quantity',
  amount,
  unit: 'MW',
  ...rest,
});

describe('formatFactValue', () => {
  it.each<[string, FactValue, string]>([
    ['says an exact amount as it is', money(2e9), '$2 billion'],
    ['calls an approximate amount so', money(2e9, { approx: true }), 'about $2 billion'],
    ['says which end of a range an amount is', money(40e9, { bound: 'at-most' }), 'up to $40 billion'],
    ['says so of quantities', quantity(100, { bound: 'at-least' }), 'at least 100 MW'],
    [
      'says the range alone of an approximate end',
      quantity(100, { bound: 'at-least', approx: true }),
      'at least 100 MW',
    ],
    ['keeps a monstrous sum short', money(-1e300), '-$1E300'],
    ['keeps a monstrous quantity short', quantity(1.25e300), '1.25E300 MW'],
    ['does not round a small quantity to nothing', quantity(0.00042), '0.00042 MW'],
    ['nor a tiny one', quantity(4.2e-12), '4.2E-12 MW'],
    ['nor a small sum', money(0.0031), '$0.0031'],
    ['leaves zero alone', quantity(0), '0 MW'],
    ['shows an unknown entity by its id', { type: 'entity', entity: 'org:x' }, 'org:x'],
  ])('%s', (_rule, value, expected) => {
    expect(formatFactValue(value, TRANSLATOR)).toBe(expected);
  });
});
