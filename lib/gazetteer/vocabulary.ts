import { characterTable, FOLDED_SHIFT, NOT_PLAIN } from '../text/characters.ts';
import type { Words } from '../text/words.ts';
import { ByteList, NumberList } from './growable.ts';
import { HashIndex } from './hash-index.ts';
import { encodeWordOf, isSameWord, newWordBytes } from './word-text.ts';

/** Words that may share one 32-bit hash; by chance three never do, and a forged pack must not slow the scan. */
export const MAX_TWINS = 8;

/** The distinct words of all aliases while a gazetteer is built, numbered as they come. */
export class Vocabulary extends HashIndex {
  readonly hash = new NumberList();
  /** Where each word's text begins; one more entry ends the last. */
  readonly start = new NumberList();
  readonly text = new ByteList();

  private readonly bytes = newWordBytes();
  private source = '';
  private words: Words | undefined;
  private index = 0;
  private wanted = 0;
  private twins = 0;

  /** @param factor See {@link HashIndex}. */
  constructor(factor: number) {
    super(factor);
    this.start.push(0);
  }

  /** @returns the number of word `index`, or -1 if too many words share its hash. */
  add(text: string, words: Words, index: number): number {
    this.source = text;
    this.words = words;
    this.index = index;
    this.wanted = (words.hash[index] as number) >>> 0;
    this.twins = 0;
    const found = this.find(this.wanted);
    if (found >= 0) return found;
    if (this.twins >= MAX_TWINS) return -1;
    const size = encodeWordOf(text, words, index, this.bytes);
    const word = this.hash.length;
    this.hash.push(this.wanted);
    this.text.append(this.bytes, size);
    this.start.push(this.text.length);
    this.insert(this.wanted, word);
    return word;
  }

  protected override isWanted(word: number): boolean {
    const isSame = isWordOf(
      this.text.items,
      this.start.at(word),
      this.start.at(word + 1),
      this.source,
      this.words as Words,
      this.index,
      this.bytes,
    );
    if (!isSame) this.twins++;
    return isSame;
  }
}

// Named in this module, so that the compiler sees constants.
const table = characterTable;
const FOLDED = FOLDED_SHIFT;
const UNUSUAL = NOT_PLAIN;

/**
 * Do the bytes of `pool` from `start` to `stop` hold word `index`, without its last `cut` letters? Plain
 * ASCII, nearly all there is, is compared letter by letter; else the word is encoded first.
 */
export function isWordOf(
  pool: Uint8Array,
  start: number,
  stop: number,
  text: string,
  words: Words,
  index: number,
  bytes: Uint8Array,
  cut = 0,
): boolean {
  const end = (words.end[index] as number) - cut;
  let pooled = start;
  for (let at = words.start[index] as number; at < end; at++) {
    const entry = table[text.charCodeAt(at)] as number;
    const folded = entry >>> FOLDED;
    if (folded >= 0x80 || (entry & UNUSUAL) !== 0) {
      return isSameWord(pool, start, stop, bytes, encodeWordOf(text, words, index, bytes) - cut);
    }
    if (pooled === stop || pool[pooled++] !== folded) return false;
  }
  return pooled === stop;
}
