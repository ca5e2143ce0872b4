import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWords } from '../../../lib/text/read-words.ts';

/**
 * Every line of Unicode's own test of word boundaries. Where names need other boundaries, the line counts
 * under the reason; each reason is a predicate on the text, not a list of lines, and says how many there
 * are, so that a new difference cannot hide behind an old one.
 */
const FILE = path.resolve(import.meta.dirname, '../../fixtures/unicode/WordBreakTest.txt');

interface Line {
  readonly text: string;
  readonly segments: readonly string[];
}

function readLines(): Line[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('÷'))
    .map((line) => {
      const segments = line
        .split('÷')
        .map((part) =>
          [...part.matchAll(/[0-9A-F]+/g)]
            .map(([point]) => String.fromCodePoint(Number.parseInt(point, 16)))
            .join(''),
        )
        .filter((segment) => segment !== '');
      return { text: segments.join(''), segments };
    });
}

const HAS_WORD = /[\p{L}\p{N}_]/u;
/** What belongs to the word before it and says nothing: spans may end before or after. */
const TRAILING = /[\p{M}\p{Cf}]+$/u;

function unicodeWords({ segments }: Line): string[] {
  const words: string[] = [];
  let start = 0;
  for (const segment of segments) {
    if (HAS_WORD.test(segment)) words.push(`${start}:${segment.replace(TRAILING, '')}`);
    start += segment.length;
  }
  return words;
}

function ourWords({ text }: Line): string[] {
  const words = readWords(text);
  return Array.from({ length: words.count }, (_, index) => {
    const start = words.start[index] as number;
    return `${start}:${text.slice(start, words.end[index]).replace(TRAILING, '')}`;
  });
}

const IGNORED = '[\\p{M}\\p{Cf}]*';
/** Why we differ, the first that holds counts. */
const REASONS: readonly [string, RegExp][] = [
  ['Katakana is as any letter', /[\p{Script=Katakana}〱]/u],
  ['dots, colons and quotation marks separate letters', new RegExp(`[\\p{L}_]${IGNORED}[.:·"'’]`, 'u')],
  ['an apostrophe with a mark on it separates digits', /\p{N}'\p{M}/u],
  ['an emoji is part of no word', /\u200d\p{So}/u],
];

describe('Unicode’s WordBreakTest.txt', () => {
  const lines = readLines();
  const differences = lines.filter((line) => ourWords(line).join('|') !== unicodeWords(line).join('|'));

  it('is there, all of it', () => {
    expect(lines).toHaveLength(1823);
  });

  it('is followed but where names need other boundaries', () => {
    const counts = new Map<string, number>();
    const unexplained: string[] = [];
    for (const line of differences) {
      const reason = REASONS.find(([, pattern]) => pattern.test(line.text))?.[0];
      if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      else unexplained.push(`${JSON.stringify(line.text)}: ${ourWords(line)} / ${unicodeWords(line)}`);
    }
    expect(unexplained).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({
      'Katakana is as any letter': 33,
      'dots, colons and quotation marks separate letters': 41,
      'an apostrophe with a mark on it separates digits': 5,
      'an emoji is part of no word': 2,
    });
  });
});
