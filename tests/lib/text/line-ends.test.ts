import { describe, expect, it } from 'vitest';
import { mendLineEnds } from '../../../lib/text/line-ends.ts';

/** A text as it is read: without the soft hyphens that keep everything in its place. */
const shown = (text: string) => text.replaceAll('\u00AD', '');

/** Finds these names, longer ones first, whatever soft hyphens stand in them. */
const finder = (names: readonly string[]) => {
  const patterns = names
    .toSorted((one, other) => other.length - one.length)
    .map((name) => [...name].join('\u00AD*'));
  return (reading: string) =>
    [...reading.matchAll(new RegExp(patterns.join('|'), 'g'))].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
};

describe('mendLineEnds', () => {
  const NAMES = ['SoftBank', 'Coca-Cola', 'Stratford-upon-Avon', 'GPT-4', 'Bank'];

  it.each([
    ['joins the halves of a name', 'said Soft-\nBank lends', 'said SoftBank lends'],
    ['joins a word that goes on with a small letter', 'the govern-\nment said', 'the government said'],
    ['keeps the hyphen of a name', 'said Coca-\nCola sells', 'said Coca-Cola sells'],
    ['keeps it before a small letter, too', 'in Stratford-\nupon-Avon', 'in Stratford-upon-Avon'],
    ['keeps it before a digit', 'with GPT-\n4 it', 'with GPT-4 it'],
    ['keeps the hyphen of capitalised words that nobody knows', 'by Meyer-\nLandrut', 'by Meyer-Landrut'],
    ['knows the hyphens of typesetters', 'Soft\u2010\nBank and Soft\u00AD\nBank', 'SoftBank and SoftBank'],
    ['passes over the space that indents a line', 'Soft- \n   Bank', 'SoftBank'],
    ['decides for each end of a line', 'Soft-\nBank, Coca-\nCola', 'SoftBank, Coca-Cola'],
  ])('%s', (_rule, text, expected) => {
    expect(shown(mendLineEnds(text, finder(NAMES)))).toBe(expected);
  });

  it.each([
    ['a dash between lines', 'Soft -\nBank'],
    ['a list', 'Buy:\n-\nBank'],
    ['a blank line', 'Soft-\n\nBank'],
    ['a hyphen within a line', 'Soft-Bank\nlends'],
    ['a line that ends without one', 'Soft\nBank'],
    ['a hyphen before a space that ends no line', 'soft- and hardware'],
  ])('leaves %s alone', (_what, text) => {
    expect(mendLineEnds(text, finder(NAMES))).toBe(text);
  });

  it('leaves everything where it was', () => {
    const text = 'The govern-\n  ment asked Soft\u2010\nBank and Coca-\nCola.';
    const mended = mendLineEnds(text, finder(NAMES));
    expect(mended).toHaveLength(text.length);
    expect(mended.indexOf('asked')).toBe(text.indexOf('asked'));
  });

  it('does not take a name that ends at the line for one that goes on', () => {
    // "Bank" is known, and stands behind the hyphen alone.
    expect(shown(mendLineEnds('the Spar-\nBank', finder(NAMES)))).toBe('the Spar-Bank');
  });

  it('looks at each of many names a few times, however many lines end so', () => {
    const count = 2_000;
    let looks = 0;
    const find = () =>
      Array.from({ length: count }, (_, i) => ({
        get start() {
          looks++;
          return 3 * count + 3 * i;
        },
        get end() {
          looks++;
          return 3 * count + 3 * i + 2;
        },
      }));
    mendLineEnds('a-\n'.repeat(count) + 'US '.repeat(count), find);
    expect(looks).toBeLessThan(10 * count);
  });

  it('asks for names only where a line ends so', () => {
    const never = () => {
      throw new Error('asked');
    };
    expect(mendLineEnds('Ada\nLovelace, well-known', never)).toBe('Ada\nLovelace, well-known');
  });
});
