import { describe, expect, it } from 'vitest';
import { isolate } from '../../../components/shared/isolate.ts';

describe('a text of a pack within a sentence of ours', () => {
  it.each([
    ['as it is where both run from left to right', 'It borrowed money.', 'ltr', 'It borrowed money.'],
    ['apart in an Arabic sentence', 'It borrowed money.', 'rtl', '\u2068It borrowed money.\u2069'],
    ['apart where it is Arabic itself', 'اقترضت المال.', 'ltr', '\u2068اقترضت المال.\u2069'],
  ] as const)('stands %s', (_rule, text, direction, expected) => {
    expect(isolate(text, direction)).toBe(expected);
  });
});
