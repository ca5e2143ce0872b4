/**
 * Filters that say of most words of a text, in one or two looks at memory, that no alias begins with them:
 * bit vectors in which an entry sets two bits of one 32-bit word (blocked Bloom filters).
 *
 * A first word has one of two kinds of entry, or both: it may be an alias by itself, or go on. "The" begins
 * thousands of names, so the second kind counts only if the filter of pairs knows it with the word that
 * follows. First words in small letters have a filter of their own, which is much smaller: "target" need not
 * wake the alias "Target", and the many small words of a text find their bits in the processor's nearest cache.
 */

/** Bits per entry; about one word in thirty that begins no alias passes. */
const BITS_PER_ENTRY = 12;
/** So few that the nearest cache holds them, and so many that with a thousand names hardly a word passes. */
const FEWEST_WORDS = 1 << 10;
const MOST_WORDS = 1 << 22;
/** 512 KB: a filter that no near cache holds takes as long to ask as what it would save asking. */
const MOST_WORDS_FOR_STARTS = 1 << 17;

/** 32-bit words of a filter of `entries` entries: a power of two. */
export function filterWordsFor(entries: number): number {
  let words = FEWEST_WORDS;
  while (words * 32 < entries * BITS_PER_ENTRY && words < MOST_WORDS) words *= 2;
  return words;
}

/** The same for a filter of first words: 1 if it is not worth having; then it lets all pass ({@link openFilter}). */
export function startFilterWordsFor(entries: number): number {
  const words = filterWordsFor(entries);
  return words > MOST_WORDS_FOR_STARTS ? 1 : words;
}

/** Lets everything pass a filter that is not worth having. */
export function openFilter(filter: Int32Array): void {
  if (filter.length === 1) filter[0] = -1;
}

/** Spreads a hash: the lower bits choose the filter's word, the upper ones the bits in it. */
export function mixHash(hash: number): number {
  const mixed = Math.imul(hash, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

export function isInFilter(word: number, mixed: number): boolean {
  return ((word >>> (mixed >>> 27)) & (word >>> (mixed >>> 22)) & 1) !== 0;
}

/** The same for words that go on: other bits of the same word of the filter. */
export function isFirstInFilter(word: number, mixed: number): boolean {
  return ((word >>> (mixed >>> 24)) & (word >>> ((mixed >>> 25) ^ 0x15)) & 1) !== 0;
}

/** 1 if either of the two holds, else 0. */
export function isKnown(word: number, mixed: number): number {
  const isAlias = (word >>> (mixed >>> 27)) & (word >>> (mixed >>> 22));
  const isFirst = (word >>> (mixed >>> 24)) & (word >>> ((mixed >>> 25) ^ 0x15));
  return (isAlias | isFirst) & 1;
}

export function addToFilter(filter: Int32Array, mixed: number): void {
  const at = mixed & (filter.length - 1);
  filter[at] = (filter[at] as number) | (1 << (mixed >>> 27)) | (1 << (mixed >>> 22));
}

export function addFirstToFilter(filter: Int32Array, mixed: number): void {
  const at = mixed & (filter.length - 1);
  filter[at] = (filter[at] as number) | (1 << (mixed >>> 24)) | (1 << ((mixed >>> 25) ^ 0x15));
}

/** What the filter of pairs knows two words in a row by, mixed. */
export function mixPair(hash: number, nextHash: number): number {
  return mixHash(Math.imul(hash, 0x85ebca6b) ^ nextHash);
}

export function hasPair(pairs: Int32Array, hash: number, nextHash: number): boolean {
  const mixed = mixPair(hash, nextHash);
  return isInFilter(pairs[mixed & (pairs.length - 1)] as number, mixed);
}
