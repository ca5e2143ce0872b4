import { describe, expect, it } from 'vitest';
import { isCommonName } from '../../../lib/services/is-common-name.ts';

describe('isCommonName', () => {
  it.each([
    ['Target', 'en', true],
    ['target', 'en-GB', true],
    ['May', 'en', true],
    ['Welt', 'de', true],
    ['Welt', 'en', false],
    ['Nscale', 'en', false],
    ['Target Corporation', 'en', false],
    ['Microsoft', 'en', false],
  ])('%s in %s: %s', (name, language, expected) => {
    expect(isCommonName(name, language)).toBe(expected);
  });
});
