import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  compileGazetteerNow,
  type GazetteerAlias,
  type GazetteerEntry,
} from '../../../lib/gazetteer/compile.ts';
import { type FindOptions, findMentions } from '../../../lib/gazetteer/find-mentions.ts';
import type { Gazetteer } from '../../../lib/gazetteer/gazetteer.ts';
import { MatchFlag, Mentions } from '../../../lib/gazetteer/mentions.ts';
import { ALIAS_CASES, ALIAS_KINDS } from '../../../lib/model/fact-pack.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { findNaively, type PlainMention } from './naive.ts';

vi.setConfig({ testTimeout: 60_000 });

function alias(text: string, options: Partial<GazetteerAlias> = {}): GazetteerAlias {
  return { text, kind: 'name', case: 'auto', ...options };
}

/** One entity per alias, numbered in order. */
function gazetteerOf(...aliases: (string | GazetteerAlias)[]): Gazetteer {
  return compileGazetteerNow(
    aliases.map((item, ordinal) => ({ ordinal, aliases: [typeof item === 'string' ? alias(item) : item] })),
  );
}

function find(gazetteers: readonly Gazetteer[], text: string, options?: FindOptions): Mentions {
  return findMentions(gazetteers, readWords(text), text, new Mentions(), options);
}

function surfaces(gazetteers: readonly Gazetteer[], text: string, options?: FindOptions): string[] {
  const mentions = find(gazetteers, text, options);
  return Array.from({ length: mentions.count }, (_, i) => text.slice(mentions.start[i], mentions.end[i]));
}

describe('findMentions', () => {
  it.each([
    [
      'takes the longest alias at a word',
      ['New York', 'New York Times'],
      'the New York Times wrote',
      ['New York Times'],
    ],
    [
      'takes the leftmost alias where two overlap',
      ['Bank of America', 'America Movil'],
      'Bank of America Movil',
      ['Bank of America'],
    ],
    [
      'takes the shorter alias when the longer breaks off',
      ['New York', 'New York Times'],
      'New York Tribune',
      ['New York'],
    ],
    ['ignores aliases inside longer words', ['Ada', 'New York'], 'Adagio in New Yorkshire', []],
    [
      'sees through line breaks and NBSP',
      ['New York'],
      'New\n  York, New\u00a0York',
      ['New\n  York', 'New\u00a0York'],
    ],
    ['sees through soft hyphens', ['Bundesbank'], 'die Bundes\u00adbank', ['Bundes\u00adbank']],
    [
      'takes hyphens and spaces for the same',
      ['Coca-Cola', 'Rolls Royce'],
      'Coca Cola, Rolls-Royce',
      ['Coca Cola', 'Rolls-Royce'],
    ],
    ['finds a name in a compound', ['SoftBank'], 'a SoftBank-backed firm', ['SoftBank']],
    ['leaves the possessive ending out', ['Altman'], 'Altman’s firm', ['Altman']],
    ['finds names that end in a possessive', ["McDonald's", 'McDonald'], 'at McDonald’s', ['McDonald’s']],
    ['does not start at a possessive ending', ['S'], 'Altman’s', []],
    ['finds plurals', ['Altman', 'Korea'], 'the Altmans and two Koreas', ['Altmans', 'Koreas']],
    [
      'reads & as the word',
      ['Johnson & Johnson', 'AT&T'],
      'Johnson and Johnson, AT&T',
      ['Johnson and Johnson', 'AT&T'],
    ],
    ['ignores the dots of initials', ['N.J.', 'US'], 'in N.J. and the U.S.', ['N.J.', 'U.S.']],
    [
      'goes across a comma only where the name has one',
      ['Washington, DC', 'Target Field'],
      'Washington, DC; Target, Field',
      ['Washington, DC'],
    ],
    ['finds a name with a comma without it', ['Washington, DC'], 'Washington DC', ['Washington DC']],
    ['stops at the end of a sentence', ['Target Field'], 'at Target. Field trips', []],
    [
      'goes across the dot of an abbreviation',
      ['St Louis', 'Mr Bean'],
      'St. Louis, Mr. Bean',
      ['St. Louis', 'Mr. Bean'],
    ],
    [
      'takes a mark that belongs to the name',
      ['Yahoo!', 'Warner Bros.', 'Target'],
      'Yahoo! Warner Bros. Target!',
      ['Yahoo!', 'Warner Bros.', 'Target'],
    ],
    ['finds Chinese names in running text', ['東京', '大阪'], '新大阪から東京へ', ['大阪', '東京']],
    ['finds Russian names in any case', ['Москва'], 'в Москве, МОСКВА', ['Москве', 'МОСКВА']],
    ['ignores accents', ['Núñez', 'Škoda'], 'Nunez drives a Skoda', ['Nunez', 'Skoda']],
    ['finds names in capitals', ['Grand Rapids'], 'GRAND RAPIDS', ['GRAND RAPIDS']],
    ['leaves small words to themselves', ['Target', 'Gap'], 'the target of a gap', []],
    ['lets “the” be small in a name', ['The Beatles'], 'the Beatles, the beatles', ['the Beatles']],
    ['finds small names of one word', ['iPhone', 'eBay'], 'an iphone from ebay', ['iphone', 'ebay']],
    [
      'wants a capital further on in longer ones',
      ['von der Leyen'],
      'von der Leyen, von der leyen',
      ['von der Leyen'],
    ],
    ['finds names written in small letters', ['bell hooks'], 'bell hooks', ['bell hooks']],
  ])('%s', (_rule, names, text, expected) => {
    expect(surfaces([gazetteerOf(...names)], text)).toEqual(expected);
  });

  it.each([
    ['en', 'der Deutschen Bank, Berlins', ['Berlins']],
    ['de', 'der Deutschen Bank, Berlins', ['Deutschen Bank', 'Berlins']],
    ['fr', 'der Deutschen Bank, Berlins', []],
    [undefined, 'der Deutschen Bank, Berlins', ['Deutschen Bank', 'Berlins']],
  ])('takes off the endings of the language %s', (language, text, expected) => {
    const options = language === undefined ? {} : { language };
    expect(surfaces([gazetteerOf('Deutsche Bank', 'Berlin')], text, options)).toEqual(expected);
  });

  it('ignores case when told to, or when the alias says so', () => {
    expect(surfaces([gazetteerOf('Target')], 'the target', { ignoreCase: true })).toEqual(['target']);
    expect(surfaces([gazetteerOf(alias('Target', { case: 'insensitive' }))], 'the target')).toEqual([
      'target',
    ]);
  });

  it.each([
    ['exact', 'OpenAI', 'OpenAI', MatchFlag.exact],
    ['exact but for accents and hyphens', 'Coca-Cóla', 'Coca Cola', MatchFlag.exact],
    ['in other letters', 'OpenAI', 'OPENAI', MatchFlag.otherCase],
    ['in other letters, inside', 'OpenAI', 'Openai', MatchFlag.otherCase],
    ['with an ending', 'Berlin', 'Berlins', MatchFlag.inflected],
    ['in another Russian case', 'Москва', 'Москвы', MatchFlag.inflected],
    ['in Russian capitals', 'Москва', 'МОСКВА', MatchFlag.otherCase],
  ])('says that a surface form is %s', (_what, name, text, match) => {
    expect(find([gazetteerOf(name)], text).candidates(0)).toMatchObject([{ ordinal: 0, match }]);
  });

  it.each([
    ['lower', 'in'],
    ['capitalised', 'Bank of America'],
    ['caps', 'NATO'],
    ['mixed', 'iPhone'],
  ] as const)('tells that an alias is written %s', (casing, text) => {
    expect(find([gazetteerOf(text)], text).candidates(0)).toMatchObject([{ casing }]);
  });

  it('keeps kind and case policy of every candidate of a name', () => {
    const kinds = ALIAS_KINDS.flatMap((kind) =>
      ALIAS_CASES.map((policy) => alias('Ada', { kind, case: policy })),
    );
    const candidates = find([gazetteerOf(...kinds)], 'Ada').candidates(0);
    expect(candidates.map(({ kind, case: policy }) => ({ text: 'Ada', kind, case: policy }))).toEqual(kinds);
  });

  it('searches several gazetteers as one: the longest of any, and equals together', () => {
    const one = gazetteerOf('New York', 'Times');
    const other = gazetteerOf('New York Times');
    const third = gazetteerOf('Ada', 'New York');
    expect(surfaces([one, other], 'New York Times')).toEqual(['New York Times']);
    expect(find([one, other, third], 'New York City').candidates(0)).toMatchObject([
      { segment: 0, ordinal: 0 },
      { segment: 2, ordinal: 1 },
    ]);
  });

  it('finds what is nested in a mention', () => {
    const gazetteer = gazetteerOf('New York Times', 'New York', 'York', 'Times');
    const text = 'the New York Times wrote';
    expect(surfaces([gazetteer], text, { from: 1, to: 4, maxWords: 2 })).toEqual(['New York', 'Times']);
    expect(surfaces([gazetteer], text, { overlapping: true })).toEqual([
      'New York Times',
      'New York',
      'York',
      'Times',
    ]);
  });

  it('stays within the words that it is given', () => {
    expect(surfaces([gazetteerOf('New York', 'New')], 'New York New York', { from: 1, to: 3 })).toEqual([
      'New',
    ]);
  });

  it('reuses the arrays that it is given', () => {
    const gazetteers = [gazetteerOf('Ada')];
    const many = Array.from({ length: 300 }, () => 'Ada').join(' ');
    const into = findMentions(gazetteers, readWords(many), many);
    expect(into.count).toBe(300);
    expect(findMentions(gazetteers, readWords('No'), 'No', into).count).toBe(0);
    findMentions(gazetteers, readWords('No, Ada'), 'No, Ada', into);
    expect(into.candidates(0)).toMatchObject([{ ordinal: 0 }]);
  });

  const word = fc.constantFrom(
    'new',
    'New',
    'NEW',
    'York',
    'york',
    'Yorks',
    'times',
    'Times',
    'the',
    'The',
    'Altman',
  );
  const otherWord = fc.constantFrom(
    'Altmans',
    'Landes',
    'Land',
    'Deutsche',
    'Deutschen',
    'iPhone',
    'US',
    'U.S.',
    'Москва',
  );
  const rareWord = fc.constantFrom(
    'Москвы',
    '東',
    '京',
    'l’Oréal',
    "York's",
    '3M',
    'C#',
    '&',
    'and',
    'a',
    'A',
    's',
  );
  const anyWord = fc.oneof(word, word, otherWord, rareWord);
  const gap = fc.constantFrom(' ', ' ', ' ', ' ', '-', '', ', ', '. ', '.', '\n', "'", ' – ', '! ');
  const phrase = (maxLength: number) =>
    fc
      .array(fc.tuple(anyWord, gap), { minLength: 1, maxLength })
      .map((parts) => parts.flat().join('').trim());
  const anAlias = fc.record({
    text: fc.tuple(phrase(3), fc.constantFrom('', '', '', '.', '!')).map((parts) => parts.join('')),
    kind: fc.constantFrom(...ALIAS_KINDS),
    case: fc.constantFrom(...ALIAS_CASES),
  });
  const someEntries = fc
    .array(fc.array(anAlias, { minLength: 1, maxLength: 3 }), { maxLength: 14 })
    .map((lists): GazetteerEntry[] => lists.map((aliases, ordinal) => ({ ordinal, aliases })));

  function plain(mentions: Mentions, text: string): PlainMention[] {
    return Array.from({ length: mentions.count }, (_, i) => ({
      surface: text.slice(mentions.start[i], mentions.end[i]),
      start: mentions.start[i] as number,
      candidates: mentions
        .candidates(i)
        .map(({ ordinal, kind, match }) => `${ordinal}:${kind}:${match}`)
        .sort(),
    }));
  }

  it('agrees with a naive matcher on random names and texts', () => {
    const options = fc.record({
      language: fc.constantFrom('en', 'de', 'fr'),
      ignoreCase: fc.boolean(),
      overlapping: fc.boolean(),
    });
    fc.assert(
      fc.property(someEntries, phrase(25), options, (entries, text, chosen) => {
        const found = plain(find([compileGazetteerNow(entries)], text, chosen), text);
        expect(found).toEqual(findNaively(entries, text, chosen));
      }),
      { numRuns: 1500 },
    );
  });
});
