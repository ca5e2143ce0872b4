import { addToHash, finishHash, HASH_START, hashId } from './entity-order.ts';

/** Most words kept for one entity (EntityProfile.keywords). */
export const MAX_KEYWORDS = 64;

/** Words as runs of letters and digits, in lower case; at least three characters, so that most function words fall out. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]{2,}/gu;
const SHORTEST_WORD = 3;
const FIRST_BEYOND_ASCII = 128;
/** Of each ASCII character: its lower case if words are made of it, 0 if not. */
const WORD_UNITS = Uint8Array.from({ length: FIRST_BEYOND_ASCII }, (_, unit) => {
  const small = String.fromCharCode(unit).toLowerCase();
  return /[a-z0-9]/.test(small) ? small.charCodeAt(0) : 0;
});

/**
 * Words are counted under a number of 16 bits, their hash: fixed tables that stay in the processor's
 * cache serve a pack of any size. Words whose numbers fall together share a count, so that a rare one
 * looks commoner now and then.
 */
const NUMBER_BITS = 16;
const NUMBER_COUNT = 1 << NUMBER_BITS;

/** After so many texts only each 16th is counted: by then it is known which words are common. */
const COUNTED_IN_FULL = 20_000;
const SAMPLED_ONE_IN = 16;

/** A text, or where in a longer one it stands: what is found need not be cut out first. */
export interface TextSpan {
  readonly text: string;
  /** UTF-16 code units of `text`. */
  readonly start: number;
  readonly end: number;
}

export function wholeText(text: string): TextSpan {
  return { text, start: 0, end: text.length };
}

/** Words of a text for which there is room from the start. */
const USUAL_WORDS = 256;
/** A word and what parts it from the next. */
const UNITS_PER_WORD = SHORTEST_WORD + 1;

/** Finds the words of one text after the other, several times faster where all of a text is ASCII. */
class WordFinder {
  count = 0;
  /** What the words stand in. */
  text = '';
  /** Whether the text has no other characters, so that its words can be read letter by letter. */
  isAscii = true;
  numbers = new Uint16Array(USUAL_WORDS);
  starts = new Uint32Array(USUAL_WORDS);
  ends = new Uint32Array(USUAL_WORDS);

  find({ text, start, end }: TextSpan): void {
    this.count = 0;
    this.text = text;
    this.isAscii = true;
    this.#makeRoom(Math.ceil((end - start + 1) / UNITS_PER_WORD));
    for (let at = start; at < end; at++) {
      const first = at;
      let hash = HASH_START;
      for (; at < end; at++) {
        const code = text.charCodeAt(at);
        if (code >= FIRST_BEYOND_ASCII) {
          this.#findForeign(text.slice(start, end).toLowerCase());
          return;
        }
        const unit = WORD_UNITS[code]!;
        if (unit === 0) break;
        hash = addToHash(hash, unit);
      }
      if (at - first >= SHORTEST_WORD) this.#add(finishHash(hash), first, at);
    }
  }

  #findForeign(text: string): void {
    this.count = 0;
    this.text = text;
    this.isAscii = false;
    // Lower case may be longer.
    this.#makeRoom(Math.ceil((text.length + 1) / UNITS_PER_WORD));
    for (const { 0: word, index } of text.matchAll(WORD)) this.#add(hashId(word), index, index + word.length);
  }

  #add(hash: number, start: number, end: number): void {
    const word = this.count++;
    this.numbers[word] = hash >>> (32 - NUMBER_BITS);
    this.starts[word] = start;
    this.ends[word] = end;
  }

  #makeRoom(words: number): void {
    if (words <= this.numbers.length) return;
    this.numbers = new Uint16Array(words);
    this.starts = new Uint32Array(words);
    this.ends = new Uint32Array(words);
  }
}

/** Weights are compared in these steps. */
const WEIGHT_STEPS = 1000;
/** More words than an entity can have: there are no more numbers. */
const MAX_FOUND = NUMBER_COUNT;
/** Words of one entity for which there is room from the start. */
const USUAL_FOUND = 1024;

/** The words of one entity, each where it first stands. Reused from entity to entity. */
class FoundWords {
  count = 0;
  numbers = new Uint16Array(USUAL_FOUND);
  /** Where it stands: in which of `texts`, and from where to where in it. */
  inText = new Uint32Array(USUAL_FOUND);
  starts = new Uint32Array(USUAL_FOUND);
  ends = new Uint32Array(USUAL_FOUND);
  /** Weight and index in one number each: sorting plain numbers needs no comparison function. */
  keys = new Float64Array(USUAL_FOUND);
  texts: string[] = [];

  clear(): void {
    this.count = 0;
    this.texts = [];
  }

  add(number: number, start: number, end: number): void {
    if (this.count === this.numbers.length) this.#grow();
    const word = this.count++;
    this.numbers[word] = number;
    this.inText[word] = this.texts.length - 1;
    this.starts[word] = start;
    this.ends[word] = end;
  }

  textOf(word: number): string {
    return this.texts[this.inText[word]!]!.slice(this.starts[word], this.ends[word]).toLowerCase();
  }

  #grow(): void {
    const length = this.count * 2;
    this.numbers = withRoom(this.numbers, new Uint16Array(length));
    this.inText = withRoom(this.inText, new Uint32Array(length));
    this.starts = withRoom(this.starts, new Uint32Array(length));
    this.ends = withRoom(this.ends, new Uint32Array(length));
    this.keys = new Float64Array(length);
  }
}

function withRoom<List extends Uint16Array | Uint32Array>(list: List, larger: List): List {
  larger.set(list);
  return larger;
}

const QUOTE = '"'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const OPEN = '['.charCodeAt(0);
const CLOSE = ']'.charCodeAt(0);
/** Bytes of a list of keywords for which there is room from the start. */
const USUAL_BYTES = 4096;

/** How many texts of a pack contain a word, and from that, which words tell an entity from the others. */
export class KeywordPicker {
  readonly #counts = new Uint32Array(NUMBER_COUNT);
  #seen = 0;
  #counted = 0;
  #rarities: Float32Array | undefined;
  /** How many texts of the entity at hand have the word; all 0 between two calls of `pick`. */
  readonly #frequencies = new Uint32Array(NUMBER_COUNT);
  /** The latest text that had the word, so that each counts once a text. */
  readonly #latest = new Uint32Array(NUMBER_COUNT);
  #text = 0;
  readonly #words = new WordFinder();
  readonly #found = new FoundWords();
  /** Reused from entity to entity: a list of keywords as it is written. */
  #bytes = new Uint8Array(USUAL_BYTES);
  readonly #decoder = new TextDecoder();

  /** Counts the words of a text. To be called for every text before the first `pick`. */
  count(text: TextSpan): void {
    this.#seen++;
    if (this.#seen > COUNTED_IN_FULL && this.#seen % SAMPLED_ONE_IN !== 0) return;
    this.#counted++;
    const words = this.#words;
    words.find(text);
    const turn = ++this.#text;
    for (let word = 0; word < words.count; word++) {
      const number = words.numbers[word]!;
      if (this.#isFirst(number, turn)) this.#counts[number]!++;
    }
  }

  /**
   * Picks by how many of the entity's texts have the word, times how rare it is in the pack.
   *
   * @param texts The description and each fact's statement.
   * @param names Names of the entity itself, whose words are left out: a page that has them is not
   *   thereby about this entity rather than about its namesake.
   * @returns JSON of a list: the most telling first, at most MAX_KEYWORDS.
   */
  pick(texts: readonly TextSpan[], names: readonly string[]): string {
    const frequencies = this.#frequencies;
    this.#rarities ??= this.#computeRarities();
    const rarities = this.#rarities;
    const own: number[] = [];
    // Words of the names count as found already, and so are passed over.
    const words = this.#words;
    for (const name of names) {
      words.find(wholeText(name));
      for (let word = 0; word < words.count; word++) {
        const number = words.numbers[word]!;
        own.push(number);
        frequencies[number] = 1;
      }
    }
    const found = this.#found;
    found.clear();
    let isAscii = true;
    for (const text of texts) {
      words.find(text);
      found.texts.push(words.text);
      isAscii &&= words.isAscii;
      const turn = ++this.#text;
      for (let word = 0; word < words.count; word++) {
        const number = words.numbers[word]!;
        if (!this.#isFirst(number, turn) || frequencies[number]!++ > 0) continue;
        found.add(number, words.starts[word]!, words.ends[word]!);
      }
    }
    const keys = found.keys.subarray(0, found.count);
    for (let i = 0; i < keys.length; i++) {
      const number = found.numbers[i]!;
      keys[i] = i - Math.round(frequencies[number]! * rarities[number]! * WEIGHT_STEPS) * MAX_FOUND;
    }
    keys.sort();
    const best = keys.subarray(0, MAX_KEYWORDS);
    // What is left of the division by a power of two, which is exact.
    for (let rank = 0; rank < best.length; rank++)
      best[rank]! -= Math.floor(best[rank]! / MAX_FOUND) * MAX_FOUND;
    for (const number of own) frequencies[number] = 0;
    for (let i = 0; i < found.count; i++) frequencies[found.numbers[i]!] = 0;
    return isAscii ? this.#writeAscii(best) : JSON.stringify(Array.from(best, (word) => found.textOf(word)));
  }

  /** Letter by letter: sixty small strings for each of a hundred thousand entities cost more than finding them. */
  #writeAscii(chosen: Float64Array): string {
    const { texts, inText, starts, ends } = this.#found;
    let bytes = this.#bytes;
    let at = 0;
    bytes[at++] = OPEN;
    for (let rank = 0; rank < chosen.length; rank++) {
      const word = chosen[rank]!;
      const text = texts[inText[word]!]!;
      const end = ends[word]!;
      const needed = at + end - starts[word]! + '",""]'.length;
      if (needed > bytes.length) {
        const larger = new Uint8Array(needed * 2);
        larger.set(bytes);
        bytes = larger;
        this.#bytes = larger;
      }
      if (rank > 0) bytes[at++] = COMMA;
      bytes[at++] = QUOTE;
      for (let unit = starts[word]!; unit < end; unit++) bytes[at++] = WORD_UNITS[text.charCodeAt(unit)]!;
      bytes[at++] = QUOTE;
    }
    bytes[at++] = CLOSE;
    return this.#decoder.decode(bytes.subarray(0, at));
  }

  /** Whether the text of this turn has not had the word yet. */
  #isFirst(number: number, turn: number): boolean {
    if (this.#latest[number] === turn) return false;
    this.#latest[number] = turn;
    return true;
  }

  /** Natural logarithm of how rare each word is, ≥ 0; 0 for one that every text has. */
  #computeRarities(): Float32Array {
    const rarities = new Float32Array(NUMBER_COUNT);
    for (let i = 0; i < NUMBER_COUNT; i++)
      rarities[i] = Math.log((this.#counted + 1) / (this.#counts[i]! + 1));
    return rarities;
  }
}
