import { foldInto, MAX_FOLDED_LENGTH, stemInto } from '../text/fold-word.ts';
import { hasFlag, WordFlag, type Words } from '../text/words.ts';

/**
 * Folded words as bytes: a code unit below 0x80 is one byte, the others are two or three as in UTF-8
 * (surrogates each on their own). Half the size of UTF-16 for Latin names, and compared without decoding.
 *
 * @param into At least three times `length`.
 * @returns how many bytes were written.
 */
function encodeWord(units: Uint16Array, length: number, into: Uint8Array): number {
  let size = 0;
  for (let at = 0; at < length; at++) {
    const unit = units[at] as number;
    if (unit < 0x80) into[size++] = unit;
    else if (unit < 0x800) {
      into[size++] = 0xc0 | (unit >>> 6);
      into[size++] = 0x80 | (unit & 0x3f);
    } else {
      into[size++] = 0xe0 | (unit >>> 12);
      into[size++] = 0x80 | ((unit >>> 6) & 0x3f);
      into[size++] = 0x80 | (unit & 0x3f);
    }
  }
  return size;
}

/** Do the bytes of `pool` from `start` to `end` equal the first `length` of `word`? */
export function isSameWord(
  pool: Uint8Array,
  start: number,
  end: number,
  word: Uint8Array,
  length: number,
): boolean {
  if (end - start !== length) return false;
  for (let at = 0; at < length; at++) if (pool[start + at] !== word[at]) return false;
  return true;
}

const units = new Uint16Array(MAX_FOLDED_LENGTH);

/** Room for any encoded word. */
export function newWordBytes(): Uint8Array {
  return new Uint8Array(MAX_FOLDED_LENGTH * 3);
}

/** Encodes the text that the hash of word `index` stands for. @returns its length in bytes. */
export function encodeWordOf(text: string, words: Words, index: number, into: Uint8Array): number {
  let length = foldInto(text, words.start[index] as number, words.end[index] as number, units);
  if (hasFlag(words, index, WordFlag.stemmed)) length = stemInto(units, length);
  return encodeWord(units, length, into);
}
