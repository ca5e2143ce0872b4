import { Gap, gapBefore, hasFlag, WordFlag } from '../../text/words.ts';
import { Commonness, commonnessOf } from '../common-words.ts';
import type { BlockWords } from '../draft.ts';
import type { Observations } from '../features.ts';
import { AND } from '../word-classes.ts';

/** What stands beside a mention across a comma. */
export interface CommaNeighbours {
  readonly afterComma: boolean;
  readonly beforeComma: boolean;
}

/**
 * Names in a row, "Java, Python and Rust", "Houston, Texas": whether another name stands across a comma or
 * an "and", and whether the pack knows it.
 */
export function describeEnumeration(
  block: BlockWords,
  first: number,
  last: number,
  seen: Observations,
): CommaNeighbours {
  const { words, covered, common } = block;
  const before = first - 1;
  const after = last + 1;
  const nameAt = (index: number) =>
    index < 0 || index >= words.count || !hasFlag(words, index, WordFlag.capital)
      ? undefined
      : covered[index] === 1
        ? 'known'
        : commonnessOf(common, words.hash[index] as number) === Commonness.rare
          ? 'name'
          : 'common';
  const nameBefore = isComma(block, first) ? nameAt(before) : undefined;
  if (nameBefore) seen.add(`comma.before.${nameBefore}`);
  const nameAfter = after < words.count && isComma(block, after) ? nameAt(after) : undefined;
  if (nameAfter) seen.add(`comma.after.${nameAfter}`);
  if (before >= 0 && AND.has(words.hash[before] as number) && gapBefore(words, first) === Gap.space) {
    const joined = nameAt(before - 1);
    if (joined) seen.add(`and.before.${joined}`);
  }
  if (after < words.count && AND.has(words.hash[after] as number) && gapBefore(words, after) === Gap.space) {
    const joined = nameAt(after + 1);
    if (joined) seen.add(`and.after.${joined}`);
  }
  return { afterComma: nameBefore !== undefined, beforeComma: nameAfter !== undefined };
}

/** Does nothing but a comma stand before the word? */
function isComma({ text, words }: BlockWords, index: number): boolean {
  if (index === 0 || gapBefore(words, index) !== Gap.mark) return false;
  const between = text.slice(words.end[index - 1], words.start[index]);
  return between.length <= 3 && between.trim() === ',';
}
