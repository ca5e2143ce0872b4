import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readWords } from '../../../lib/text/read-words.ts';

/**
 * Word boundaries against ICU's (Intl.Segmenter), which follow UAX 29. Unicode's own file of cases
 * (word-break-test.test.ts) holds pairs; here are all triples and random texts of the classes.
 *
 * Where names need other boundaries, the rule is undone on one side, and only there:
 *
 * | UAX 29 keeps together        | we split, because                                               |
 * |------------------------------|-----------------------------------------------------------------|
 * | letters around . : · "       | "Amazon.com" mentions Amazon; initials are kept (read-words)     |
 * | letters around apostrophes   | only at "'s" and elided articles; kept together otherwise        |
 * | Hangul syllables             | Korean puts particles right after a name                        |
 * | Han, Hiragana, Thai … words  | names are in no dictionary; the trie joins their characters      |
 * | ; between digits             | it separates                                                    |
 * | letter, joiner, emoji        | an emoji is part of no name                                     |
 *
 * | UAX 29 splits                | we keep together, because                                        |
 * |------------------------------|-----------------------------------------------------------------|
 * | Katakana next to letters     | "Xリーグ" is rare, and one class of letters is simpler            |
 * | at zero-width spaces         | pages put them inside names as places to break the line         |
 */
const CLASSES = {
  ALetter: 'a',
  capital: 'B',
  accented: 'é',
  Cyrillic: 'ж',
  Hebrew_Letter: 'א',
  Arabic: 'ب',
  Devanagari: 'क',
  Numeric: '7',
  ArabicNumeric: '٣',
  ExtendNumLet: '_',
  MidNum: ',',
  Extend: '\u0308',
  Format: '\u00ad',
  ZWJ: '\u200d',
  SpacingMark: 'ा',
  WSegSpace: ' ',
  CR: '\r',
  LF: '\n',
  Newline: '\u0085',
  Regional_Indicator: '🇦',
  Pictographic: '😀',
  Han: '東',
  Hiragana: 'あ',
  Other: '(',
  beyondThePlane: '𝐀',
};

vi.setConfig({ testTimeout: 60_000 });

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const SOLO = /[\p{Script=Han}\p{Script=Hiragana}]/u;

/** Segments that hold a letter, digit or underscore, without the invisible characters that trail them. */
function spansOfUnicode(text: string): string[] {
  const spans: string[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    if (!/[\p{L}\p{N}_]/u.test(segment)) continue;
    // Undoes the dictionary.
    const parts = SOLO.test(segment) ? (segment.match(/.[\p{M}\u00ad\u200d]*/gu) as string[]) : [segment];
    let start = index;
    for (const part of parts) {
      const word = part.replace(/\u200d\p{Extended_Pictographic}.*$/u, '').replace(/[\u00ad\u200d]+$/u, '');
      if (/[\p{L}\p{N}_]/u.test(word)) spans.push(`${start}:${word}`);
      start += part.length;
    }
  }
  return spans;
}

function spansOfOurs(text: string): string[] {
  const words = readWords(text);
  return Array.from({ length: words.count }, (_, i) => {
    const start = words.start[i] as number;
    return `${start}:${text.slice(start, words.end[i]).replace(/[\u00ad\u200d]+$/u, '')}`;
  });
}

describe('word boundaries', () => {
  it('agree with UAX 29 on all triples of the classes that we follow', () => {
    const characters = Object.values(CLASSES);
    const differences: string[] = [];
    for (const first of characters) {
      for (const second of characters) {
        for (const third of characters) {
          const text = `${first}${second}${third}`;
          const ours = spansOfOurs(text);
          const theirs = spansOfUnicode(text);
          if (ours.join('|') !== theirs.join('|'))
            differences.push(`${JSON.stringify(text)}: ${ours.join('|')} / ${theirs.join('|')}`);
        }
      }
    }
    expect(differences).toEqual([]);
  });

  it('agree with UAX 29 on random texts of these classes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(CLASSES)), { maxLength: 12 }), (characters) => {
        const text = characters.join('');
        expect(spansOfOurs(text)).toEqual(spansOfUnicode(text));
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['Amazon.com', ['Amazon.com'], ['Amazon', 'com']],
    ["Altman's", ["Altman's"], ['Altman', 's']],
    ['l’Oréal', ['l’Oréal'], ['l', 'Oréal']],
    ['삼성이', ['삼성이'], ['삼', '성', '이']],
    ['1;2', ['1;2'], ['1', '2']],
    ['Xリーグ', ['X', 'リーグ'], ['Xリーグ']],
    ['Open\u200bAI', ['Open', 'AI'], ['Open\u200bAI']],
    ['U.S.', ['U.S'], ['U.S.']],
    ['J. K.', ['J', 'K'], ['J. K.']],
  ])('differ on %s', (text, theirs, ours) => {
    const strip = (span: string) => span.slice(span.indexOf(':') + 1);
    expect(spansOfUnicode(text).map(strip)).toEqual(theirs);
    expect(spansOfOurs(text).map(strip)).toEqual(ours);
  });
});
