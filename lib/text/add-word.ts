import { GAP_SHIFT, Gap, WordFlag, type Words } from './words.ts';

/** Appends a word; `words` has room for it ({@link Words.reserve}). */
export function addWord(
  words: Words,
  start: number,
  end: number,
  hash: number,
  flags: number,
  gap: Gap,
): void {
  const index = words.count;
  words.start[index] = start;
  words.end[index] = end;
  words.hash[index] = hash;
  words.flags[index] = flags | gapFlags(gap);
  words.count = index + 1;
}

/** The gap before a word as its flags hold it. */
export function gapFlags(gap: Gap): number {
  return gap === Gap.sentence ? (Gap.sentence << GAP_SHIFT) | WordFlag.sentenceStart : gap << GAP_SHIFT;
}
