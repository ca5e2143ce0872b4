import { hasFlag, WordFlag, type Words } from '../text/words.ts';
import {
  basicWordsOf,
  Commonness,
  commonnessOf,
  commonWordsOf,
  LISTED_LANGUAGES,
  languageCode,
} from './common-words.ts';

/** A shorter block says too little: its language is the page's. */
const FEWEST_WORDS = 8;
/** Share of a text's small words that are among the commonest few hundred of its language; English has 0.6, Russian 0.3. */
const LEAST_SHARE = 0.15;
/** How far the language guessed has to be ahead of the next one. */
const LEAD = 1.25;
/** Words that are looked at; the first lines of a block tell its language. */
const MOST_WORDS = 80;

/** Word hash → languages that have it among their commonest words, as bits in the order of LISTED_LANGUAGES. */
let languagesOf: Map<number, number> | undefined;

/**
 * The language of a block: the page's, unless the block's small words are another's. Pages often name
 * none, name their site's, or quote.
 *
 * @param pageLanguage BCP 47 tag; empty if unknown.
 * @returns a BCP 47 tag; empty if unknown.
 */
export function languageOfBlock(words: Words, pageLanguage: string): string {
  const common = commonWordsOf(pageLanguage);
  const isListed = LISTED_LANGUAGES.includes(languageCode(pageLanguage));
  let count = 0;
  let own = 0;
  for (let index = 0; index < words.count && count < MOST_WORDS; index++) {
    if (!isCounted(words, index)) continue;
    count++;
    if (commonnessOf(common, words.hash[index] as number) === Commonness.basic) own++;
  }
  if (count < FEWEST_WORDS || (isListed && own >= count * LEAST_SHARE)) return pageLanguage;
  return guess(words, count, isListed ? own : 0) ?? pageLanguage;
}

/** Small words: names tell nothing of the language around them. */
function isCounted(words: Words, index: number): boolean {
  return (
    hasFlag(words, index, WordFlag.letter) &&
    !hasFlag(words, index, WordFlag.capital | WordFlag.solo | WordFlag.possessiveEnding)
  );
}

/** @param own Words that speak for the page's own language; another needs twice as many. */
function guess(words: Words, count: number, own: number): string | undefined {
  languagesOf ??= readLanguages();
  const hits = new Float64Array(LISTED_LANGUAGES.length);
  /** The same, a word that several languages share counting for each of them in part. */
  const shares = new Float64Array(LISTED_LANGUAGES.length);
  let seen = 0;
  for (let index = 0; seen < count; index++) {
    if (!isCounted(words, index)) continue;
    seen++;
    const bits = languagesOf.get(words.hash[index] as number) ?? 0;
    const share = 1 / countBits(bits);
    for (let language = 0; language < hits.length; language++) {
      if (((bits >>> language) & 1) === 0) continue;
      hits[language] = (hits[language] as number) + 1;
      shares[language] = (shares[language] as number) + share;
    }
  }
  const [first, second] = [...shares.entries()].sort((one, other) => other[1] - one[1]);
  if (!first || !second || first[1] < second[1] * LEAD) return undefined;
  const least = Math.max(count * LEAST_SHARE, own * 2);
  return (hits[first[0]] as number) < least ? undefined : LISTED_LANGUAGES[first[0]];
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Takes some ten milliseconds, once, and only where a page's language is missing or wrong. */
function readLanguages(): Map<number, number> {
  const languages = new Map<number, number>();
  LISTED_LANGUAGES.forEach((language, at) => {
    for (const hash of basicWordsOf(language)) languages.set(hash, (languages.get(hash) ?? 0) | (1 << at));
  });
  return languages;
}
