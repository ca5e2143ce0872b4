import { Gap, gapBefore, hasFlag, WordFlag, type Words } from '../text/words.ts';
import type { Position } from './features.ts';

/** A line with fewer words says too little about how its words are written. */
const FEWEST_WORDS = 3;
/** Share of capitalised words from which a line without long small words is a headline. */
const HEADLINE_SHARE = 0.5;
/** The same for a longer line with one long small word at most. */
const LONG_HEADLINE_SHARE = 0.7;
const CAPS_SHARE = 0.7;
/** Small words up to this length ("with", "from") do not speak against a headline. */
const LONGEST_SMALL_WORD = 4;

const INSIDE = 0;
const HEADLINE = 1;
const CAPS = 2;

/**
 * How the sentence around each word is written: 0 running text, 1 a headline with capitals everywhere,
 * 2 all in capitals. In the last two a capital says nothing about a name.
 */
export function readCasings(text: string, words: Words): Uint8Array {
  const casings = new Uint8Array(words.count);
  for (let start = 0; start < words.count; ) {
    let end = start + 1;
    while (end < words.count && ((words.flags[end] as number) & WordFlag.sentenceStart) === 0) end++;
    casings.fill(casingOfSentence(text, words, start, end), start, end);
    start = end;
  }
  return casings;
}

function casingOfSentence(text: string, words: Words, start: number, end: number): number {
  let count = 0;
  let capitals = 0;
  let caps = 0;
  let longSmall = 0;
  for (let index = start; index < end; index++) {
    const flags = words.flags[index] as number;
    if ((flags & WordFlag.letter) === 0 || (flags & (WordFlag.possessiveEnding | WordFlag.solo)) !== 0)
      continue;
    const length = (words.end[index] as number) - (words.start[index] as number);
    count++;
    if ((flags & WordFlag.capital) !== 0) capitals++;
    else if (length > LONGEST_SMALL_WORD) longSmall++;
    if ((flags & WordFlag.allCaps) !== 0 || (length === 1 && (flags & WordFlag.capital) !== 0)) caps++;
  }
  if (count >= 2 && caps / count > CAPS_SHARE) return CAPS;
  // Short sentences look like headlines, but for their full stop: "Then Ida Berg left."
  if (text.charAt(words.end[end - 1] as number) === '.') return INSIDE;
  if (count >= FEWEST_WORDS && longSmall === 0 && capitals / count > HEADLINE_SHARE) return HEADLINE;
  if (count > FEWEST_WORDS && longSmall <= 1 && capitals / count > LONG_HEADLINE_SHARE) return HEADLINE;
  return INSIDE;
}

/** Where a mention that begins with word `first` stands. */
export function positionOf(
  text: string,
  words: Words,
  casings: Uint8Array,
  first: number,
  last: number,
  hasCapitalNouns: boolean,
): Position {
  let hasCapital = false;
  let hasSmall = false;
  for (let index = first; index <= last; index++) {
    const flags = words.flags[index] as number;
    if ((flags & (WordFlag.capital | WordFlag.innerCaps)) !== 0) hasCapital = true;
    if ((flags & (WordFlag.letter | WordFlag.caseless)) === WordFlag.letter) hasSmall = true;
  }
  if (!hasCapital) return hasSmall ? 'lower' : 'caseless';
  if (casings[first] === CAPS) return 'caps';
  if (casings[first] === HEADLINE) return 'headline';
  if (first === last && isSentenceStart(text, words, first)) return 'start';
  return hasCapitalNouns ? 'noun' : 'inside';
}

/** Also after a colon, an opening quotation mark or bracket, a bullet or a line break: there, too, words get capitals. */
export function isSentenceStart(text: string, words: Words, index: number): boolean {
  if (hasFlag(words, index, WordFlag.sentenceStart)) return true;
  const gap = gapBefore(words, index);
  const from = index === 0 ? 0 : (words.end[index - 1] as number);
  const between = text.slice(from, words.start[index] as number);
  if (gap === Gap.space) return between.includes('\n');
  return gap === Gap.mark && /[\n:;•·|>–—]|["“”„«»‘'([]$/.test(between);
}
