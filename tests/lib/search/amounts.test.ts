import { describe, expect, it } from 'vitest';
import { spellOutAmounts } from '../../../lib/search/amounts.ts';

describe('spellOutAmounts', () => {
  it.each([
    ['en', '40 billion', '40000000000'],
    ['en', 'loan of $40bn', 'loan of $40000000000'],
    ['en', '$14.6B', '$14600000000'],
    ['en', '1,200 million', '1200000000'],
    ['en', '3K', '3000'],
    ['de', '14,6 Mrd.', '14600000000.'],
    ['de', '2 Millionen', '2000000'],
    ['fr', '5 milliards', '5000000000'],
    ['ar-EG', '5 مليون', '5000000'],
    ['zh-yue', '40bn', '40000000000'],
  ])('in %s: "%s"', (language, text, spelled) => {
    expect(spellOutAmounts(text, language)).toBe(spelled);
  });

  it.each(['40', '100 MW', 'G20 summit', 'billion'])('leaves "%s" as it is', (text) => {
    expect(spellOutAmounts(text, 'en')).toBeUndefined();
  });
});
