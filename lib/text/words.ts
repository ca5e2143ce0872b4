/**
 * The words of one text as parallel arrays, reused from text to text so that reading a page allocates
 * nothing per word. Word `i` is `text.slice(start[i], end[i])`.
 */
export class Words {
  count = 0;
  /** UTF-16 offsets into the text. */
  start = new Uint32Array(1024);
  /** Exclusive. */
  end = new Uint32Array(1024);
  /** Hash of the folded word (lib/text/hash.ts); Cyrillic words are stemmed first. */
  hash = new Int32Array(1024);
  /** See {@link WordFlag}, and the gap before the word in the bits of {@link GAP_SHIFT}. */
  flags = new Uint16Array(1024);

  /** Empties it and makes room for `capacity` words, so that the reader need not look after it. */
  reserve(capacity: number): void {
    this.count = 0;
    if (capacity <= this.start.length) return;
    const length = 2 ** Math.ceil(Math.log2(capacity));
    this.start = new Uint32Array(length);
    this.end = new Uint32Array(length);
    this.hash = new Int32Array(length);
    this.flags = new Uint16Array(length);
  }
}

export const WordFlag = {
  /** First letter is a capital. */
  capital: 1,
  /** At least two letters, all of them capitals. */
  allCaps: 2,
  /** A capital beyond the first letter, but not all are: "OpenAI", "iPhone", "NATOs". */
  innerCaps: 4,
  /** Holds a digit. */
  digit: 8,
  /** Holds a letter. */
  letter: 16,
  /** First word of the text or of a sentence. */
  sentenceStart: 32,
  /** Followed by a possessive ending: "Altman's", "Altmans’". */
  possessive: 64,
  /** Is itself the "s" of a possessive ending. */
  possessiveEnding: 128,
  /** Letters of a script without spaces; the word is one character and its marks. */
  solo: 256,
  /** The hash is of the stem, not of the folded word. */
  stemmed: 512,
  /** Letters of a script without capitals: Arabic, Hebrew, Devanagari … and all that are `solo`. */
  caseless: 1024,
} as const;

/** What stands between a word and the one before it. Up to `hyphen`, a name may go on across it. */
export const Gap = {
  /** Nothing: "東|京", "C|#". */
  none: 0,
  /** White space, line breaks included. */
  space: 1,
  /** Hyphen, or middle dot between foreign names, without spaces. */
  hyphen: 2,
  /** Apostrophe: "l'|Oréal". */
  apostrophe: 3,
  /** A dot: "Amazon.|com", "St.| Louis". A name goes on only if it is written with it. */
  dot: 4,
  /** Comma, bracket, quotation mark, slash …: as for a dot. */
  mark: 5,
  /** End of a sentence, blank line, or start of the text. */
  sentence: 6,
} as const;
export type Gap = (typeof Gap)[keyof typeof Gap];

/** Position of the {@link Gap} in a word's flags. */
export const GAP_SHIFT = 12;

export function gapBefore(words: Words, index: number): Gap {
  return ((words.flags[index] as number) >> GAP_SHIFT) as Gap;
}

export function hasFlag(words: Words, index: number, flag: number): boolean {
  return ((words.flags[index] as number) & flag) !== 0;
}
