import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeywordPicker, MAX_KEYWORDS, wholeText } from '../../../lib/store/keywords.ts';

describe('KeywordPicker', () => {
  /** Keywords of an entity with these texts, in a pack that has the other texts too. */
  function pick(own: readonly string[], names: readonly string[], others: readonly string[] = []): string[] {
    const picker = new KeywordPicker();
    for (const text of [...others, ...own]) picker.count(wholeText(text));
    return JSON.parse(picker.pick(own.map(wholeText), names));
  }

  it.each([
    [
      'takes words of three letters or more, in lower case',
      ['He sails a Big BARGE'],
      [],
      ['sails', 'big', 'barge'],
    ],
    ['takes each word once', ['barge on barge'], [], ['barge']],
    ['leaves out the entity’s own names', ['Vesna Tamm sails'], ['Vesna Tamm'], ['sails']],
    ['reads every script', ['Верфь в Łódź 造船所です'], [], ['верфь', 'łódź', '造船所です']],
    ['keeps numbers', ['since 1987'], [], ['since', '1987']],
    ['finds none in no text', ['', '–'], [], []],
  ])('%s', (_rule, texts, names, expected) => {
    expect(pick(texts, names)).toEqual(expected);
  });

  it('finds the same words in ASCII, where it looks letter by letter, as anywhere else', () => {
    const aText = fc.string({ unit: fc.constantFrom(...'abZ09_-.\u2019 \n"éß東\u0301'), maxLength: 60 });
    fc.assert(
      fc.property(aText, (text) => {
        const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]{2,}/gu) ?? [];
        expect(pick([text], [])).toEqual([...new Set(words)]);
      }),
    );
  });

  it('keeps a word whole, however long', () => {
    const long = 'a'.repeat(100);
    expect(pick([`before ${long} after`, `${long}s`], [])).toEqual(['before', long, 'after', `${long}s`]);
  });

  it('puts first what is rare in the pack', () => {
    const others = ['the company grows', 'the company shrinks', 'the company sleeps', 'the harbour sleeps'];
    expect(pick(['the company has a lighthouse'], [], others)).toEqual([
      'has',
      'lighthouse',
      'company',
      'the',
    ]);
  });

  it('puts first what many of the entity’s texts have, if it is as rare', () => {
    const others = Array.from({ length: 50 }, (_, i) => `filler number ${i}`);
    const texts = ['dredger sold', 'dredger built', 'dredger lost'];
    expect(pick(texts, [], others)[0]).toBe('dredger');
  });

  it('keeps a bounded number of them, and forgets one entity before the next', () => {
    const picker = new KeywordPicker();
    const many = wholeText(Array.from({ length: 200 }, (_, i) => `word${i}`).join(' '));
    const few = wholeText('single');
    picker.count(many);
    picker.count(few);
    expect(JSON.parse(picker.pick([many], []))).toHaveLength(MAX_KEYWORDS);
    expect(JSON.parse(picker.pick([few], []))).toEqual(['single']);
    expect(JSON.parse(picker.pick([many], []))).toHaveLength(MAX_KEYWORDS);
  });

  it('reads a text where it stands in a longer one', () => {
    const text = '{"statement":"Quiet HARBOUR"}';
    const start = text.indexOf('Quiet');
    const picker = new KeywordPicker();
    expect(JSON.parse(picker.pick([{ text, start, end: text.length - 2 }], []))).toEqual([
      'quiet',
      'harbour',
    ]);
  });
});
