import { describe, expect, it } from 'vitest';
import { languageOfBlock } from '../../../lib/linker/guess-language.ts';
import { readWords } from '../../../lib/text/read-words.ts';

const GERMAN =
  'Sie sagte, dass sie es nicht mehr kann und dass er das auch so sieht, aber nun ist es zu spät.';
const ENGLISH = 'She said that she could not do it any more and that he sees it so, but now it is too late.';
const RUSSIAN = 'Она сказала, что больше не может и что он тоже так думает, но теперь уже поздно.';

describe('languageOfBlock', () => {
  it.each([
    ['is the page’s where its small words are', GERMAN, 'de', 'de'],
    ['keeps the page’s region', GERMAN, 'de-AT', 'de-AT'],
    ['is known by small words where the page names none', GERMAN, '', 'de'],
    ['is known by small words where the page names another', GERMAN, 'en', 'de'],
    ['may be English on a page of another language', ENGLISH, 'de', 'en'],
    ['may be Russian', RUSSIAN, '', 'ru'],
    ['is the page’s in a short block', 'Mehr dazu hier', 'en', 'en'],
    [
      'is the page’s in a list of names',
      'Ada Berg, Ida Lund, Jon Vik, Kai Holm, Lea Moe, Nils Dahl, Pia Rud',
      'en',
      'en',
    ],
    ['is unknown where nothing tells it', 'Zork blim vrumf gnarl pilk sodd wump quib fnord', '', ''],
    [
      'is the page’s where we have no words of it',
      'Gaur goizean mendira joan ginen eta ez zegoen inor han goian',
      'eu',
      'eu',
    ],
  ])('%s', (_rule, text, page, expected) => {
    expect(languageOfBlock(readWords(text), page)).toBe(expected);
  });
});
