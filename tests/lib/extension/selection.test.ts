import { describe, expect, it } from 'vitest';
import { toLookUpText } from '../../../lib/extension/selection.ts';

describe('a selected text', () => {
  it.each([
    ['is taken as it is', 'Port of Exampleton', 'Port of Exampleton'],
    ['is one line, without hidden hyphens', '  Port\n of\u00a0Example\u00adton ', 'Port of Exampleton'],
    ['loses the punctuation around it', '“Exampleton”,', 'Exampleton'],
    ['keeps punctuation inside', 'Smith & Sons, Inc', 'Smith & Sons, Inc'],
    ['loses a possessive ending', 'Exampleton’s', 'Exampleton'],
    ['is cut where no name goes on', 'x'.repeat(900), 'x'.repeat(200)],
    ['may be nothing', ' … ', ''],
  ])('%s', (_rule, selection, expected) => {
    expect(toLookUpText(selection)).toBe(expected);
  });
});
