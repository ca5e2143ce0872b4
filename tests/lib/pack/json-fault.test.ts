import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeJsonFault } from '../../../lib/pack/json-fault.ts';

const faultOf = (text: string) => {
  const { code, place, params } = describeJsonFault(text, 1);
  return code === 'not-json'
    ? `${place.line}:${'column' in params ? params.column : ''}`
    : `cut off in ${place.line}`;
};

describe('describeJsonFault', () => {
  it.each([
    ['{"a" 1}', '1:6'],
    ['{"a": 1,}', '1:9'],
    ['{"a": 1 "b": 2}', '1:9'],
    ['{\n  "a": oops\n}', '2:8'],
    ['[1, 2}', '1:6'],
    ['{"a": [1]]', '1:10'],
    ['{} {}', '1:4'],
    ['{a: 1}', '1:2'],
    ["{'a': 1}", '1:2'],
    ['{"a": 01}', '1:8'],
    ['{"a": "b\tc"}', '1:9'],
    ['{"a": "b\\x"}', '1:9'],
    ['{"a": "b\\u12G4"}', '1:9'],
    ['{"a": NaN}', '1:7'],
    ['{"a": .5}', '1:7'],
    ['{"a"', 'cut off in 1'],
    ['{\n"a": [1,\n', 'cut off in 3'],
    ['{"a": "b', 'cut off in 1'],
    ['{"a": "b\\', 'cut off in 1'],
    ['{"a": "b\\u12', 'cut off in 1'],
    ['{"a": tru', 'cut off in 1'],
    ['{"a": -', 'cut off in 1'],
  ])('finds the fault in %j', (text, expected) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(faultOf(text)).toBe(expected);
  });

  it('agrees with JSON.parse on what is valid: a valid text has no fault but its end', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(faultOf(text)).toMatch(/^cut off/);
        expect(faultOf(`${text} @`)).toBe(`1:${text.length + 2}`);
      }),
    );
  });

  it('calls every true beginning of an object cut off', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, at) => {
        const text = JSON.stringify(value);
        expect(faultOf(text.slice(0, at % text.length))).toBe('cut off in 1');
      }),
    );
  });
});
