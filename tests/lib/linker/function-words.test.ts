import { describe, expect, it } from 'vitest';
import { hashWord } from '../../../lib/linker/common-words.ts';
import { type FunctionWords, functionWordsOf } from '../../../lib/linker/function-words.ts';
import { entity, readPage, seenOf } from './read-page.ts';

const isIn = (language: string, name: keyof FunctionWords, word: string) =>
  functionWordsOf(language)[name].has(hashWord(word));

describe('functionWordsOf', () => {
  it.each<[string, keyof FunctionWords, string, string]>([
    ['an', 'indefiniteArticles', 'en', 'de'],
    ['die', 'definiteArticles', 'de', 'en'],
    ['war', 'verbs', 'de', 'en'],
    ['son', 'determiners', 'fr', 'en'],
    ['a', 'indefiniteArticles', 'en', 'es'],
    ['à', 'beforePlaces', 'fr', 'en'],
    ['des', 'of', 'fr', 'de'],
  ])('takes “%s” for one of the %s in %s, and not in %s', (word, name, language, other) => {
    expect(isIn(language, name, word)).toBe(true);
    expect(isIn(other, name, word)).toBe(false);
  });

  it('knows a language by its first part, whatever the region', () => {
    expect(functionWordsOf('de-AT')).toBe(functionWordsOf('de'));
  });

  it('knows the words of every language where it does not know which', () => {
    for (const language of ['', 'it']) {
      expect(isIn(language, 'definiteArticles', 'die')).toBe(true);
      expect(isIn(language, 'beforePlaces', 'в')).toBe(true);
      expect(isIn(language, 'of', 'della')).toBe(true);
    }
  });

  it('lets English articles go with English names', () => {
    for (const language of ['de', 'fr', 'es', 'ru'])
      expect(isIn(language, 'definiteArticles', 'the')).toBe(true);
  });
});

describe('the words before a name', () => {
  const beside = (text: string, lang: string) =>
    seenOf('Vestra', readPage([entity('Vestra')], text, { lang }));

  it('are read in the language of the text', () => {
    expect(beside('Sie lagen mehrere Tage lang an Vestra und Berg vorbei.', 'de')).not.toContain('after-a');
    expect(beside('Ils ont vu la ville et sont arrivés à Vestra.', 'fr')).toContain('after-place-word');
    expect(beside('They said it was an Vestra of its own.', 'en')).toContain('after-a');
  });
});
