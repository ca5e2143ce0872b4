import { describe, expect, it } from 'vitest';
import { splitText } from '../../../scripts/linking/text-blocks.ts';

const texts = (text: string) => splitText(text).map((block) => block.text);

describe('splitText', () => {
  it('takes every line for a paragraph', () => {
    expect(texts('One.\nTwo.\n\nThree.')).toEqual(['One.', 'Two.', 'Three.']);
  });

  it('joins lines that are wrapped at a width', () => {
    const line = 'the quick brown fox jumps over the lazy dog and runs along the';
    expect(texts(`${line}\n${line}\n${line}\n${line}\n\nThe end.`)).toEqual([
      `${line}\n${line}\n${line}\n${line}`,
      'The end.',
    ]);
  });

  it('says where each begins', () => {
    const text = '\n\nOne.\n \nTwo.';
    for (const { offset, text: block } of splitText(text))
      expect(text.slice(offset, offset + block.length)).toBe(block);
    expect(splitText(text)).toHaveLength(2);
  });

  it('has nothing to say about an empty text', () => {
    expect(splitText('\n \n')).toEqual([]);
  });
});
