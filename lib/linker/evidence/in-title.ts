import { hasFlag, WordFlag } from '../../text/words.ts';
import type { BlockWords } from '../draft.ts';
import type { Observations } from '../features.ts';

/** Longest title, in code units, that is looked for on each side of a mention. */
const FARTHEST = 60;
/** Words with capitals, numbers, and small words as names have them: "of", "und". */
const WORDS_OF_A_NAME = /^(?:[ ,:]*(?:\p{Lu}[\p{L}\p{M}\d'’.-]*|\d+|\p{Ll}{1,3}|&)(?=[ ,:.]|$))*[ ,:.]*$/u;
/** Words on each side whose capitals are counted; the direct neighbours are other evidence. */
const AROUND = 4;

/**
 * Is the mention a word of something's title: between quotation marks with other words, or among words
 * that mostly have capitals although the sentence as a whole has not?
 */
export function describeTitle(
  { text, words, covered }: BlockWords,
  first: number,
  last: number,
  end: number,
  seen: Observations,
): void {
  const start = words.start[first] as number;
  const before = text.slice(Math.max(0, start - FARTHEST), start);
  const after = text.slice(end, end + FARTHEST);
  const opens = /["“„«‘]([^"“”„«»‘]*)$/.exec(before)?.[1];
  const closes = /^([^"“”„«»‘]*)["”“»’‘]/.exec(after)?.[1];
  const isTitle = opens !== undefined && closes !== undefined && /\p{L}/u.test(opens + closes);
  if (isTitle && !/[.!?,;:]/.test(opens + closes)) seen.add('in-title');
  if (isTitle && WORDS_OF_A_NAME.test(`${opens} ${closes}`)) seen.add('in-quoted-name');
  let capitals = 0;
  let count = 0;
  for (let step = 2; step <= AROUND; step++) {
    for (const index of [first - step, last + step]) {
      if (index < 0 || index >= words.count || covered[index] === 1) continue;
      count++;
      if (hasFlag(words, index, WordFlag.capital)) capitals++;
    }
  }
  if (count > 1) seen.add('capitals-around', capitals / count);
}
