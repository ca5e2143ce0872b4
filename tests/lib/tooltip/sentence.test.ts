import { describe, expect, it } from 'vitest';
import { sentenceAround } from '../../../lib/tooltip/sentence.ts';

const around = (text: string, name: string) => {
  const start = text.indexOf(name);
  return sentenceAround(text, start, start + name.length);
};

describe('sentenceAround', () => {
  it.each([
    ['the sentence alone', 'He left. Ada stayed behind. Rain fell.', 'Ada stayed behind.'],
    ['the first sentence', 'Ada stayed. Rain fell.', 'Ada stayed.'],
    ['the last sentence', 'Rain fell. So said Ada', 'So said Ada'],
    ['a sentence of a script without spaces', '雨が降った。Adaは残った。彼は去った。', 'Adaは残った。'],
  ])('finds %s', (_what, text, sentence) => {
    expect(around(text, 'Ada')).toBe(sentence);
  });

  it('reaches only so far in text without full stops', () => {
    const text = `${'word '.repeat(1000)}Ada ${'word '.repeat(1000)}`;
    expect(around(text, 'Ada').length).toBeLessThan(1000);
    expect(around(text, 'Ada')).toContain('Ada');
  });
});
