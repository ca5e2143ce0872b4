import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { foldInto, MAX_FOLDED_LENGTH, stemInto } from '../../../lib/text/fold-word.ts';
import { hashUnits } from '../../../lib/text/hash.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { RUN_CHUNK } from '../../../lib/text/runs.ts';
import { Gap, gapBefore, hasFlag, WordFlag, Words } from '../../../lib/text/words.ts';

// Properties over many texts, on machines that have other work too.
vi.setConfig({ testTimeout: 60_000 });

function surfaces(text: string): string[] {
  const words = readWords(text);
  return indices(words).map((i) => text.slice(words.start[i], words.end[i]));
}

function indices(words: Words): number[] {
  return Array.from({ length: words.count }, (_, index) => index);
}

function snapshot(words: Words) {
  return indices(words).map((i) => [words.start[i], words.end[i], words.hash[i], words.flags[i]]);
}

/** Text as pages have it: words, names, numbers and marks of several scripts, and noise. */
const pageText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'the',
        'Altman',
        'OpenAI',
        'U.S.',
        'J. K.',
        'O’Brien',
        "Altman's",
        'Coca-Cola',
        'AT&T',
        '3.5',
      ),
      fc.constantFrom(
        '1,000',
        'd’Orsay',
        'Straße',
        'E\u0301tat',
        'soft\u00adware',
        'Москвы',
        '東京',
        '서울',
        'ไทย',
        '𝐀𝐁',
        '😀',
      ),
      fc.constantFrom(
        ' ',
        '\u00a0',
        '\n',
        '\n\n',
        ', ',
        '. ',
        '.',
        '-',
        ' – ',
        '(',
        '“',
        '”',
        '’',
        '!',
        '#',
        '+',
        '&',
        '\u200b',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

/** All but fillers, parts of Hangul syllables, voicing marks and letters that serve as apostrophes. */
const VISIBLE_LETTERS =
  /[[\p{L}\p{N}]--[\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7fb\uff9e\uff9fʼʻʹʽꞌ]]/gv;

describe('readWords', () => {
  it.each([
    ['splits at spaces and punctuation', 'He said: “Go, now!”', ['He', 'said', 'Go', 'now']],
    [
      'sets the possessive ending apart',
      "Altman’s and ALTMAN'S plan",
      ['Altman', 's', 'and', 'ALTMAN', 'S', 'plan'],
    ],
    ['leaves the plural possessive a plain word', 'the Altmans’ house', ['the', 'Altmans', 'house']],
    ['keeps apostrophes inside words', "O'Brien doesn’t", ["O'Brien", 'doesn’t']],
    [
      'splits off articles that French and Italian elide',
      'd’Orsay, l’Oréal, dell’Arte',
      ['d', 'Orsay', 'l', 'Oréal', 'dell', 'Arte'],
    ],
    ['splits at hyphens', 'SoftBank-backed Coca‑Cola', ['SoftBank', 'backed', 'Coca', 'Cola']],
    [
      'takes initials as one word',
      'the U.S. and N.J., J. K. Rowling, J.R.R. Tolkien',
      ['the', 'U.S.', 'and', 'N.J.', 'J. K.', 'Rowling', 'J.R.R.', 'Tolkien'],
    ],
    ['does not run a country into a person', 'in the U.S. J. Doe', ['in', 'the', 'U.S.', 'J', 'Doe']],
    ['leaves the dot of a lone letter to the sentence', 'plan B. It', ['plan', 'B', 'It']],
    ['splits at dots between longer words', 'Amazon.com', ['Amazon', 'com']],
    ['takes & as a word', 'AT&T, Johnson & Johnson', ['AT', '&', 'T', 'Johnson', '&', 'Johnson']],
    [
      'takes + and # as words right after a letter only',
      'C# and Disney+ but # 1 + 2',
      ['C', '#', 'and', 'Disney', '+', 'but', '1', '2'],
    ],
    ['keeps numbers together', '1,000.5 or 3.5, 7.', ['1,000.5', 'or', '3.5', '7']],
    [
      'sees through soft hyphens and zero-width characters',
      'soft\u00adware Open\u200bAI',
      ['soft\u00adware', 'Open\u200bAI'],
    ],
    ['keeps combining marks with their letter', 'E\u0301tat', ['E\u0301tat']],
    [
      'takes each Han character, Hiragana and Hangul syllable as a word',
      '東京 あい 서울',
      ['東', '京', 'あ', 'い', '서', '울'],
    ],
    ['keeps runs of Katakana together', 'トヨタ・カローラ', ['トヨタ', 'カローラ']],
    ['takes a Thai letter with its marks as a word', 'ที่นี่', ['ที่', 'นี่']],
    ['reads letters beyond the basic plane', '𝐀𝐁 𠮷', ['𝐀𝐁', '𠮷']],
    ['finds nothing in a text without words', ' … — ! 😀', []],
  ])('%s', (_rule, text, expected) => {
    expect(surfaces(text)).toEqual(expected);
  });

  it.each([
    ['composed and decomposed letters', 'État', 'E\u0301tat'],
    ['case', 'SOFTBANK', 'SoftBank'],
    ['dots of initials', 'U.S.A.', 'USA'],
    ['spaced initials', 'J. K.', 'JK'],
    ['apostrophes inside words', 'O’Brien', "O'Brien"],
    ['ß and ss', 'Strauß', 'Strauss'],
    ['& and the word', '&', 'and'],
    ['full width', 'ＮＴＴ', 'NTT'],
    ['half-width Katakana', 'ｶﾞｽ', 'ガス'],
    ['Hangul letters and syllables', '\u1112\u1161\u11ab', '한'],
    ['the Russian cases', 'Москвы', 'Москве'],
    ['math letters', '𝐀𝐁', 'ab'],
  ])('gives one hash to %s', (_what, one, other) => {
    expect(readWords(one).hash[0]).toBe(readWords(other).hash[0]);
  });

  it.each([
    ['capital', 'Altman', WordFlag.letter | WordFlag.capital],
    ['small letters', 'altman', WordFlag.letter],
    ['capitals only', 'NATO', WordFlag.letter | WordFlag.capital | WordFlag.allCaps],
    ['a lone capital, which is not all of a word in capitals', 'A', WordFlag.letter | WordFlag.capital],
    ['a capital inside', 'iPhone', WordFlag.letter | WordFlag.innerCaps],
    ['capitals and small letters', 'OpenAI', WordFlag.letter | WordFlag.capital | WordFlag.innerCaps],
    ['a number', '2026', WordFlag.digit],
    ['digits before a capital', '3M', WordFlag.letter | WordFlag.digit | WordFlag.capital],
    ['a stem', 'Москва', WordFlag.letter | WordFlag.capital | WordFlag.stemmed],
    ['a script without spaces', '東', WordFlag.letter | WordFlag.solo],
    ['many capitals', 'A'.repeat(40), WordFlag.letter | WordFlag.capital | WordFlag.allCaps],
    ['many digits', '1'.repeat(40), WordFlag.digit],
  ])('flags %s', (_what, text, flags) => {
    const words = readWords(`x ${text}`);
    expect((words.flags[1] as number) & 0x3ff).toBe(flags);
  });

  it('marks possessives and their endings', () => {
    const words = readWords('Altman’s, the Altmans’ and Altman');
    const has = (flag: number) => indices(words).filter((i) => hasFlag(words, i, flag));
    expect(has(WordFlag.possessive)).toEqual([0, 3]);
    expect(has(WordFlag.possessiveEnding)).toEqual([1]);
  });

  it.each([
    ['nothing', '東京', Gap.none],
    ['space', 'New York', Gap.space],
    ['spaces and a line break', 'New \n York', Gap.space],
    ['a hyphen', 'Coca-Cola', Gap.hyphen],
    ['a middle dot', 'トヨタ・カローラ', Gap.hyphen],
    ['an apostrophe', 'l’Oréal', Gap.apostrophe],
    ['a dot', 'Amazon.com', Gap.dot],
    ['an abbreviation', 'St. Louis', Gap.space],
    ['an initial', 'George W. Bush', Gap.space, 2],
    ['a comma', 'Washington, DC', Gap.mark],
    ['a dash', 'north – south', Gap.mark],
    ['a quotation mark', 'say ‘Target', Gap.mark],
    ['the end of a sentence', 'home. Then', Gap.sentence],
    ['a question', 'Why? Then', Gap.sentence],
    ['a blank line', 'Title\n\nText', Gap.sentence],
    ['a line break of two characters', 'Title\r\nText', Gap.space],
  ])('tells a gap of %s', (_what, text, gap, index = 1) => {
    expect(gapBefore(readWords(text), index)).toBe(gap);
  });

  it('marks the first word of the text and of each sentence', () => {
    const words = readWords('One two. Three four? Five');
    expect(indices(words).filter((i) => hasFlag(words, i, WordFlag.sentenceStart))).toEqual([0, 2, 4]);
  });

  it('gives spans in order that slice to the surface, whatever the text', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        const words = readWords(text);
        let before = 0;
        for (const i of indices(words)) {
          const start = words.start[i] as number;
          const end = words.end[i] as number;
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toMatch(/[\p{L}\p{N}\p{M}\p{Alphabetic}_‿⁀＿&＆﹠+#＋＃]/u);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('hashes what fold-word.ts makes of the same span', () => {
    const units = new Uint16Array(MAX_FOLDED_LENGTH);
    fc.assert(
      fc.property(pageText, (text) => {
        const words = readWords(text);
        for (const i of indices(words)) {
          let length = foldInto(text, words.start[i] as number, words.end[i] as number, units);
          if (hasFlag(words, i, WordFlag.stemmed)) length = stemInto(units, length);
          expect(words.hash[i]).toBe(hashUnits(units, 0, length));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves no letter or digit out', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        const words = readWords(text);
        const covered = indices(words)
          .map((i) => text.slice(words.start[i], words.end[i]))
          .join('');
        const letters = (s: string) => s.match(VISIBLE_LETTERS) ?? [];
        expect(letters(covered)).toEqual(letters(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same on both sides of a chunk of its inner loop', () => {
    fc.assert(
      fc.property(pageText, fc.integer({ min: 0, max: 60 }), (text, before) => {
        const filler = `${'x'.repeat(RUN_CHUNK - 2 - before)}! `;
        const shifted = snapshot(readWords(filler + text)).slice(1);
        const expected = snapshot(readWords(`! ${text}`)).map(([start, end, ...rest]) => [
          (start as number) - 2 + filler.length,
          (end as number) - 2 + filler.length,
          ...rest,
        ]);
        expect(shifted).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('forgets what the arrays held before', () => {
    const reused = readWords('a long text of many words that was read before this one', new Words());
    readWords('Two words', reused);
    expect(snapshot(reused)).toEqual(snapshot(readWords('Two words')));
  });
});
