import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Commonness,
  commonnessOf,
  commonWordsOf,
  hashWord,
  packWords,
  unpackWords,
} from '../../../lib/linker/common-words.ts';

const inLanguage = (language: string, word: string) => commonnessOf(commonWordsOf(language), hashWord(word));

describe('packed words', () => {
  it('come out as they went in, sorted', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-zà-öа-я']{1,12}$/)), (words) => {
        expect(unpackWords(packWords(words))).toEqual([...words].sort());
      }),
    );
  });
});

describe('commonnessOf', () => {
  it.each([
    ['en', 'the', Commonness.basic],
    ['en', 'target', Commonness.usual],
    ['en', 'Wednesday', Commonness.calendar],
    ['en', 'Friday', Commonness.calendar],
    ['en', 'Ouagadougou', Commonness.rare],
    ['de', 'nicht', Commonness.basic],
    ['de', 'Spiegel', Commonness.usual],
    ['de', 'Mittwoch', Commonness.calendar],
    ['fr', 'lundi', Commonness.calendar],
    ['ru', 'время', Commonness.basic],
    ['ru', 'в', Commonness.basic],
    ['nb', 'ikke', Commonness.basic],
    ['de', 'Deutschland', Commonness.rare],
    ['ru', 'России', Commonness.rare],
  ])('knows how common “%s: %s” is', (language, word, expected) => {
    expect(inLanguage(language, word)).toBe(expected);
  });

  // Films say these first in a sentence, and English has names that are written like the others.
  it.each([
    ['en', ['what', 'no', 'how', 'why', 'yes', 'where', 'maybe', 'however', 'although', 'meanwhile']],
    ['de', ['das', 'er', 'um', 'da', 'des']],
    ['fr', ['le', 'les', 'des', 'un', 'si']],
    ['es', ['el', 'no', 'las', 'del', 'yo']],
    ['it', ['un', 'lo', 'del', 'come']],
    ['nl', ['van', 'er', 'dan']],
    ['sv', ['det', 'jag', 'och']],
  ])('knows the commonest words of “%s”, whatever they are written like elsewhere', (language, words) => {
    expect(words.filter((word) => inLanguage(language, word) > Commonness.usual)).toEqual([]);
  });

  it('does not take a name that every language says for a word', () => {
    for (const language of ['en', 'de', 'fr', 'es'])
      expect(inLanguage(language, 'Paris')).toBe(Commonness.rare);
  });

  it('takes borrowed English words for occasional ones', () => {
    expect(inLanguage('de', 'target')).toBe(Commonness.occasional);
  });

  it('falls back on English for a language without a list, and for none', () => {
    expect(inLanguage('xx', 'target')).toBe(Commonness.usual);
    expect(inLanguage('', 'target')).toBe(Commonness.usual);
  });

  it('reads the language of a region', () => {
    expect(inLanguage('de-AT', 'nicht')).toBe(Commonness.basic);
  });
});
