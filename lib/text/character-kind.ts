/** Kinds of code units. Letters and digits come first, so that `kind <= LAST_WORD_KIND` asks "may be in a word?". */
export const CharacterKind = {
  lower: 1,
  upper: 2,
  digit: 3,
  /** A letter of a script that writes no spaces between words: a word of its own. */
  solo: 4,
  /** A combining mark: goes with the character before it. */
  mark: 5,
  /** Soft hyphen, zero-width characters, direction marks: as if it were not there. */
  ignorable: 6,
  /** High or low surrogate: the code point decides. */
  surrogate: 7,
  space: 8,
  lineBreak: 9,
  hyphen: 10,
  apostrophe: 11,
  dot: 12,
  comma: 13,
  /** Ends a sentence: ! ? … and their kin. */
  sentenceEnd: 14,
  ampersand: 15,
  /** Plus and number sign: part of a name right after a letter ("Disney+", "C#"), else punctuation. */
  suffixSign: 16,
  /** Quotation marks and brackets that open something. */
  opening: 17,
  other: 18,
  /** Stands behind the text; no character is of this kind. */
  end: 19,
} as const;
export type CharacterKind = (typeof CharacterKind)[keyof typeof CharacterKind];
