import { describe, expect, it } from 'vitest';
import { isWholeWord } from '../../../lib/text/whole-word.ts';

const isWhole = (text: string, name: string) => {
  const start = text.indexOf(name);
  return isWholeWord(text, start, start + name.length);
};

describe('isWholeWord', () => {
  it.each([
    ['Japanese, between words', '彼は京都に住む', '京都', true],
    ['Japanese, across two words', '彼は東京都に住む', '京都', false],
    ['Japanese, part of a word', '日本語を学ぶ', '日本', false],
    ['Chinese, between words', '总理李强说', '李强', true],
    ['Chinese, across two words', '他李强调了这一点', '李强', false],
    ['Chinese, a name that no dictionary knows', '记者明朗岚认为', '明朗岚', true],
    ['Thai', 'เขาอยู่ในเชียงใหม่กับเพื่อน', 'เชียงใหม่', true],
    ['Lao', 'ຢູ່ວຽງຈັນແລະ', 'ວຽງຈັນ', true],
    ['Khmer', 'នៅភ្នំពេញជាមួយ', 'ភ្នំពេញ', true],
    ['Korean, alone', '서울 날씨', '서울', true],
    ['Korean, before a particle', '서울에서 만났다', '서울', true],
    ['Korean, before two particles', '김누리에게는 없다', '김누리', true],
    ['Korean, before a form of address', '김누리씨가 왔다', '김누리', true],
    ['Korean, before the copula', '그는 김누리였다', '김누리', true],
    ['Korean, at the beginning of a longer word', '서울대학교는 크다', '서울', false],
    ['Korean, at the end of a longer word', '북서울 주민', '서울', false],
    ['at both ends of a text', '京都', '京都', true],
  ])('%s', (_case, text, name, expected) => {
    expect(isWhole(text, name)).toBe(expected);
  });
});
