import { hashId } from './entity-order.ts';

/** Most words kept for one entity (EntityProfile.keywords). */
export const MAX_KEYWORDS = 64;

/** Words as runs of letters and digits, in lower case; at least three characters, so that most function words fall out. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]{2,}/gu;
const SHORTEST_WORD = 3;
/** Of each ASCII character in lower case: 1 if words are made of it. */
const IS_OF_WORD = Uint8Array.from({ length: 128 }, (_, unit) =>
  Number(/[a-z0-9]/.test(String.fromCharCode(unit))),
);

/** What {@link WORD} finds in a text in lower case; several times faster where all of it is ASCII. */
function findWords(text: string): readonly string[] {
  const words: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127) return text.match(WORD) ?? [];
    if (IS_OF_WORD[unit] === 1) continue;
    if (at - start >= SHORTEST_WORD) words.push(text.slice(start, at));
    start = at + 1;
  }
  if (text.length - start >= SHORTEST_WORD) words.push(text.slice(start));
  return words;
}

/**
 * Words are counted under a number of 16 bits, their hash: fixed tables that stay in the processor's
 * cache serve a pack of any size. Words whose numbers fall together share a count, so that a rare one
 * looks commoner now and then.
 */
const NUMBER_BITS = 16;
const NUMBER_COUNT = 1 << NUMBER_BITS;

function numberOf(word: string): number {
  return hashId(word) >>> (32 - NUMBER_BITS);
}

/** After so many texts only each 16th is counted: by then it is known which words are common. */
const COUNTED_IN_FULL = 20_000;
const SAMPLED_ONE_IN = 16;

/**
 * The words of one text, each once, in the order of the text; `numbers` has the number of each in three
 * characters of six bits, and its length in a fourth. Both are plain strings, so that they can wait with the
 * text outside memory.
 */
export interface TextWords {
  /** Parted by spaces. */
  readonly words: string;
  readonly numbers: string;
}

const SIX_BITS = 63;
/** First of 64 characters without space, quote or backslash: "0" to "o". */
const FIRST_DIGIT = 48;

/** Characters that `numbers` has for a word. */
const DIGITS = 4;
/** Stands for this length and any above. */
const LONG_WORD = SIX_BITS;

function readNumber(numbers: string, at: number): number {
  return (
    ((numbers.charCodeAt(at) - FIRST_DIGIT) << 12) |
    ((numbers.charCodeAt(at + 1) - FIRST_DIGIT) << 6) |
    (numbers.charCodeAt(at + 2) - FIRST_DIGIT)
  );
}

/** Weights are compared in these steps. */
const WEIGHT_STEPS = 1000;
/** More words than an entity can have: there are no more numbers. */
const MAX_FOUND = NUMBER_COUNT;
/** Words of one entity for which there is room from the start. */
const USUAL_FOUND = 1024;

/** How many texts of a pack contain a word, and from that, which words tell an entity from the others. */
export class KeywordPicker {
  readonly #counts = new Uint32Array(NUMBER_COUNT);
  #seen = 0;
  #counted = 0;
  #rarities: Float32Array | undefined;
  /** How many texts of the entity at hand have the word; all 0 between two calls of `pick`. */
  readonly #frequencies = new Uint32Array(NUMBER_COUNT);
  /** Reused from entity to entity: see `pick`. */
  #keys = new Float64Array(USUAL_FOUND);

  /** Reads the words of a text and counts them. To be called for every text before the first `pick`. */
  count(text: string): TextWords {
    this.#seen++;
    const isCounted = this.#seen <= COUNTED_IN_FULL || this.#seen % SAMPLED_ONE_IN === 0;
    if (isCounted) this.#counted++;
    const seen: number[] = [];
    const digits: number[] = [];
    let words = '';
    for (const word of findWords(text.toLowerCase())) {
      const number = numberOf(word);
      if (seen.includes(number)) continue;
      seen.push(number);
      digits.push(
        FIRST_DIGIT + (number >> 12),
        FIRST_DIGIT + ((number >> 6) & SIX_BITS),
        FIRST_DIGIT + (number & SIX_BITS),
        FIRST_DIGIT + Math.min(word.length, LONG_WORD),
      );
      words += words === '' ? word : ` ${word}`;
      if (isCounted) this.#counts[number]!++;
    }
    return { words, numbers: String.fromCharCode(...digits) };
  }

  /**
   * Picks by how many of the entity's texts have the word, times how rare it is in the pack.
   *
   * @param texts Words of the description and of each fact's statement.
   * @param names Names of the entity itself, whose words are left out: a page that has them is not
   *   thereby about this entity rather than about its namesake.
   * @returns the most telling first, at most MAX_KEYWORDS.
   */
  pick(texts: readonly TextWords[], names: readonly string[]): string[] {
    const frequencies = this.#frequencies;
    this.#rarities ??= this.#computeRarities();
    const rarities = this.#rarities;
    const own: number[] = [];
    for (const name of names) {
      for (const word of findWords(name.toLowerCase())) own.push(numberOf(word));
    }
    // Words of the names count as found already, and so are passed over.
    for (const number of own) frequencies[number] = 1;
    // Where each word first stands: its number, its text, and from where to where in the text's words.
    const found: number[] = [];
    const inText: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    for (let text = 0; text < texts.length; text++) {
      const { numbers, words } = texts[text]!;
      let start = 0;
      for (let at = 0; at < numbers.length; at += DIGITS) {
        const number = readNumber(numbers, at);
        const length = numbers.charCodeAt(at + DIGITS - 1) - FIRST_DIGIT;
        const end = length < LONG_WORD ? start + length : endOfWord(words, start);
        if (frequencies[number]!++ === 0) {
          found.push(number);
          inText.push(text);
          starts.push(start);
          ends.push(end);
        }
        start = end + 1;
      }
    }
    // Weight and index in one number each: sorting plain numbers needs no comparison function.
    if (found.length > this.#keys.length) this.#keys = new Float64Array(found.length * 2);
    const keys = this.#keys.subarray(0, found.length);
    for (let i = 0; i < found.length; i++) {
      const number = found[i]!;
      keys[i] = i - Math.round(frequencies[number]! * rarities[number]! * WEIGHT_STEPS) * MAX_FOUND;
    }
    const keywords: string[] = [];
    keys.sort();
    for (let rank = 0; rank < keys.length && rank < MAX_KEYWORDS; rank++) {
      const key = keys[rank]!;
      // What is left of the division by a power of two, which is exact.
      const i = key - Math.floor(key / MAX_FOUND) * MAX_FOUND;
      keywords.push(texts[inText[i]!]!.words.slice(starts[i], ends[i]));
    }
    for (const number of own) frequencies[number] = 0;
    for (const number of found) frequencies[number] = 0;
    return keywords;
  }

  /** Natural logarithm of how rare each word is, ≥ 0; 0 for one that every text has. */
  #computeRarities(): Float32Array {
    const rarities = new Float32Array(NUMBER_COUNT);
    for (let i = 0; i < NUMBER_COUNT; i++)
      rarities[i] = Math.log((this.#counted + 1) / (this.#counts[i]! + 1));
    return rarities;
  }
}

function endOfWord(words: string, start: number): number {
  const end = words.indexOf(' ', start);
  return end < 0 ? words.length : end;
}
