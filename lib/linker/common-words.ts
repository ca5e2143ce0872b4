import { foldInto, isCyrillic, MAX_FOLDED_LENGTH, stemInto } from '../text/fold-word.ts';
import { addToHash, EMPTY_HASH, hashUnits } from '../text/hash.ts';
import { COMMON_WORDS } from './common-words-data.ts';

/**
 * How common a word is in a language, as bands of its rank among all words:
 * a name that is also a common word needs more evidence before it is marked.
 */
export const Commonness = {
  /** Function words and the first few hundred others: "the", "next", "will". */
  basic: 0,
  frequent: 1,
  usual: 2,
  occasional: 3,
  /** Not on the list: hardly a common word. */
  rare: 4,
  /** A month or a day of the week. */
  calendar: 5,
} as const;
export type Commonness = (typeof Commonness)[keyof typeof Commonness];

/** Rank at which each band but the last ends. */
export const COMMON_WORD_RANKS = [400, 1_500, 5_000, 15_000] as const;

const CALENDAR_INDEX = 0;
const BASIC_INDEX = 1;
const FALLBACK = 'en';
/** Codes that name a language also, or only in part, known by another. */
const SAME_LANGUAGE: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', iw: 'he' };

/** Word hash (as in lib/text's `Words.hash`) → commonness. */
export type CommonWords = ReadonlyMap<number, Commonness>;

const tables = new Map<string, CommonWords>();

/**
 * The common words of a page's language together with the English ones, which occur everywhere.
 * Decoding takes a few milliseconds, once per language.
 *
 * @param language BCP 47 tag; an unknown or empty one gives English alone.
 */
export function commonWordsOf(language: string): CommonWords {
  const code = languageCode(language);
  const key = Object.hasOwn(COMMON_WORDS, code) ? code : FALLBACK;
  let table = tables.get(key);
  if (!table) {
    table = readTable(key);
    tables.set(key, table);
  }
  return table;
}

/** The language of a BCP 47 tag: "de-AT" → "de", "nb" → "no". */
export function languageCode(tag: string): string {
  const code = tag.toLowerCase().split('-')[0] ?? '';
  return SAME_LANGUAGE[code] ?? code;
}

/** Languages that have a list of words here. */
export const LISTED_LANGUAGES: readonly string[] = Object.keys(COMMON_WORDS);

/** Hashes of a language's commonest few hundred words. */
export function basicWordsOf(code: string): readonly number[] {
  const hashes: number[] = [];
  hashPackedWords(COMMON_WORDS[code]?.[BASIC_INDEX] ?? '', (hash) => hashes.push(hash));
  return hashes;
}

function readTable(code: string): CommonWords {
  const table = new Map<number, Commonness>();
  // English words are borrowed everywhere ("Standard", "Zoom"): no name by themselves, nor common either.
  if (code !== FALLBACK) {
    for (const [hash, commonness] of commonWordsOf(FALLBACK)) {
      if (commonness <= Commonness.usual) table.set(hash, Commonness.occasional);
    }
  }
  // The commonest last: where several Russian words have one stem, the commonest of them counts.
  const bands = COMMON_WORDS[code] ?? [];
  for (let index = bands.length - 1; index >= 0; index--) {
    const commonness = (index === CALENDAR_INDEX ? Commonness.calendar : index - 1) as Commonness;
    hashPackedWords(bands[index] as string, (hash) => table.set(hash, commonness));
  }
  return table;
}

/**
 * Hashes of packed words without unpacking them: a word takes its hash up from the letters that it shares
 * with the one before. A waking background reads a table of 15,000 words before its first page.
 */
function hashPackedWords(packed: string, take: (hash: number) => void): void {
  const hashes = new Int32Array(MAX_FOLDED_LENGTH + 1);
  hashes[0] = EMPTY_HASH;
  let word = '';
  /** Where the first letter stands that has to be read with care: an apostrophe, or one of a word to be stemmed. */
  let firstUnusual = Number.POSITIVE_INFINITY;
  for (let at = 0; at < packed.length; ) {
    let length = packed.charCodeAt(at++) - FIRST_PREFIX;
    word = word.slice(0, length);
    if (firstUnusual >= length) firstUnusual = Number.POSITIVE_INFINITY;
    const start = at;
    for (; at < packed.length; at++) {
      const unit = packed.charCodeAt(at);
      if (unit >= FIRST_PREFIX && unit <= LAST_PREFIX) break;
      if (unit < FIRST_PREFIX || isCyrillic(unit)) firstUnusual = Math.min(firstUnusual, length);
      hashes[length + 1] = addToHash(hashes[length] as number, unit);
      length++;
    }
    word += packed.slice(start, at);
    take(firstUnusual < length ? hashWord(word) : (hashes[length] as number));
  }
}

export function commonnessOf(words: CommonWords, hash: number): Commonness {
  return words.get(hash) ?? Commonness.rare;
}

const scratch = new Uint16Array(MAX_FOLDED_LENGTH);

/** The hash that lib/text gives to a word standing alone. */
export function hashWord(word: string): number {
  let length = foldInto(word, 0, word.length, scratch);
  if (length > 0 && isCyrillic(scratch[length - 1] as number)) length = stemInto(scratch, length);
  return hashUnits(scratch, 0, length);
}

const FIRST_PREFIX = 'A'.charCodeAt(0);
const LAST_PREFIX = 'Z'.charCodeAt(0);
const LONGEST_PREFIX = LAST_PREFIX - FIRST_PREFIX;

/**
 * Sorted words, each as a capital that says how many letters it shares with the one before (A = none,
 * B = one …) and the rest of its letters. Folded words hold no capitals, so nothing else separates them.
 */
export function packWords(words: readonly string[]): string {
  let before = '';
  let packed = '';
  for (const word of [...words].sort()) {
    let shared = 0;
    while (shared < LONGEST_PREFIX && shared < word.length && word[shared] === before[shared]) shared++;
    packed += String.fromCharCode(FIRST_PREFIX + shared) + word.slice(shared);
    before = word;
  }
  return packed;
}

export function unpackWords(packed: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const [entry] of packed.matchAll(/[A-Z][^A-Z]*/g)) {
    word = word.slice(0, entry.charCodeAt(0) - FIRST_PREFIX) + entry.slice(1);
    words.push(word);
  }
  return words;
}
