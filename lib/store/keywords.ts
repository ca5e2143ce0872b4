import { hashId } from './entity-order.ts';

/** Most words kept for one entity (EntityProfile.keywords). */
export const MAX_KEYWORDS = 64;

/** Words as runs of letters and digits, in lower case; at least three characters, so that most function words fall out. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]{2,}/gu;

/** Each word once, in the order of the text. */
export function distinctWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(WORD);
  return words === null ? [] : [...new Set(words)];
}

const TABLE_BITS = 17;
/** After so many texts only each 16th is counted: by then it is known which words are common. */
const COUNTED_IN_FULL = 20_000;
const SAMPLED_ONE_IN = 16;

/**
 * How many texts of a pack contain a word, counted in a fixed table: words whose hashes fall together
 * share a count, which makes a rare word look commoner now and then, and costs 512 KB at any size of pack.
 */
export class WordCounts {
  readonly #counts = new Uint32Array(1 << TABLE_BITS);
  #seen = 0;
  #counted = 0;

  /** @param words Those of one text, each once. */
  add(words: readonly string[]): void {
    if (++this.#seen > COUNTED_IN_FULL && this.#seen % SAMPLED_ONE_IN !== 0) return;
    this.#counted++;
    for (const word of words) this.#counts[slotOf(word)]!++;
  }

  /** Natural logarithm of how rare the word is, ≥ 0; 0 for a word that every text has. */
  rarity(word: string): number {
    return Math.log((this.#counted + 1) / (this.#counts[slotOf(word)]! + 1));
  }
}

function slotOf(word: string): number {
  return hashId(word) >>> (32 - TABLE_BITS);
}

/**
 * Picks the words that tell an entity from others of its pack: how many of its texts have the word,
 * times how rare it is in the pack. Words become numbers here, because those of half a million sentences
 * pass through; make a new picker for each part of a pack, so that its vocabulary stays small.
 */
export class KeywordPicker {
  readonly #wordCounts: WordCounts;
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #rarities: number[] = [];
  /** By word number; all 0 between two calls of `pick`. */
  readonly #frequencies: number[] = [];

  constructor(wordCounts: WordCounts) {
    this.#wordCounts = wordCounts;
  }

  /**
   * @param texts Words of the description and of each fact's statement, each once.
   * @param names Names of the entity itself, whose words are left out: a page that has them is not
   *   thereby about this entity rather than about its namesake.
   * @returns the most telling first, at most MAX_KEYWORDS.
   */
  pick(texts: readonly (readonly string[])[], names: readonly string[]): string[] {
    const frequencies = this.#frequencies;
    const rarities = this.#rarities;
    const found: number[] = [];
    for (const text of texts) {
      for (const word of text) {
        const number = this.#numbers.get(word) ?? this.#learn(word);
        if (frequencies[number]!++ === 0) found.push(number);
      }
    }
    const own = new Set(names.flatMap(distinctWords));
    const picked = found
      .filter((number) => !own.has(this.#words[number]!))
      // Of equal weight, those that come first in the texts.
      .sort((a, b) => frequencies[b]! * rarities[b]! - frequencies[a]! * rarities[a]!)
      .slice(0, MAX_KEYWORDS)
      .map((number) => this.#words[number]!);
    for (const number of found) frequencies[number] = 0;
    return picked;
  }

  #learn(word: string): number {
    const number = this.#words.length;
    this.#numbers.set(word, number);
    this.#words.push(word);
    this.#rarities.push(this.#wordCounts.rarity(word));
    this.#frequencies.push(0);
    return number;
  }
}
