import { describe, expect, it } from 'vitest';
import { type SuggestionPart, toMarkup, toPlainText } from '../../../lib/extension/omnibox.ts';

const PARTS: readonly SuggestionPart[] = [
  { text: 'Smith & ' },
  { text: '<Sons>', style: 'match' },
  { text: ' – "it\'s"', style: 'dim' },
];

describe('a suggestion', () => {
  it('is markup for Chromium, in which no text of a pack is markup', () => {
    expect(toMarkup(PARTS)).toBe(
      'Smith &amp; <match>&lt;Sons&gt;</match><dim> – &quot;it&apos;s&quot;</dim>',
    );
  });

  it('is plain text for Firefox', () => {
    expect(toPlainText(PARTS)).toBe('Smith & <Sons> – "it\'s"');
  });

  it.each(['\u0000', '\u001b', '\ud800', '\ufffe'])('holds nothing that XML cannot hold (%j)', (sign) => {
    expect(toMarkup([{ text: `a${sign}b😀` }])).toBe('a b😀');
  });
});
