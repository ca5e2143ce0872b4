import { Gap, gapBefore, hasFlag, WordFlag, type Words } from '../../text/words.ts';
import { Commonness } from '../common-words.ts';
import type { BlockWords } from '../draft.ts';
import { type Observations, type Position, toldApart } from '../features.ts';
import { DEFINITE_ARTICLES, GENERIC_ENDINGS, TITLES } from '../word-classes.ts';

const COMMONNESS_NAME = Object.fromEntries(
  Object.entries(Commonness).map(([name, value]) => [value, name]),
) as Record<Commonness, string>;

export function commonnessName(commonness: Commonness): string {
  return COMMONNESS_NAME[commonness];
}

/** Longest length that is told apart; longer surface forms count as this. */
const LONGEST = 5;

/**
 * What kind of name the surface form would be: how many words, how long, how common its rarest word is
 * at this place, an acronym, a number.
 */
export function describeSurface(
  { words }: BlockWords,
  first: number,
  last: number,
  position: Position,
  commonness: Commonness,
  seen: Observations,
): void {
  let count = 0;
  let hasLetter = false;
  for (let index = first; index <= last; index++) {
    if (hasFlag(words, index, WordFlag.possessiveEnding)) continue;
    // "Coca-Cola" and "U-20" are as long as one word.
    if (count === 0 || gapBefore(words, index) !== Gap.none) count++;
    if (hasFlag(words, index, WordFlag.letter)) hasLetter = true;
  }
  const name = commonnessName(commonness);
  seen.add(`count.${Math.min(3, count)}`);
  if (count === 1) {
    // A Chinese character or a Korean syllable says as much as two letters.
    const perCharacter = hasFlag(words, first, WordFlag.solo) ? 2 : 1;
    const length = ((words.end[last] as number) - (words.start[first] as number)) * perCharacter;
    const isAcronym = hasFlag(words, first, WordFlag.allCaps) && position !== 'caps';
    seen.add(`word.${name}.${isAcronym ? 'acronym' : toldApart(position)}`);
    seen.add(`length.${Math.min(LONGEST, length)}`);
    if (TITLES.has(words.hash[first] as number)) seen.add('is-title');
    if (GENERIC_ENDINGS.has(words.hash[first] as number)) {
      seen.add('is-generic');
      if (position === 'inside' && endsName(words, first)) seen.add('generic.after-name');
    }
    if (isAcronym) seen.add('acronym');
  } else {
    seen.add(`words.${name}.${position === 'lower' || position === 'headline' ? position : 'inside'}`);
  }
  if (!hasLetter) seen.add('number');
}

/** "Roman Empire", of which the pack lists "Empire": does the word before make a name with this one? */
function endsName(words: Words, index: number): boolean {
  const before = index - 1;
  if (before < 0 || gapBefore(words, index) !== Gap.space) return false;
  const hash = words.hash[before] as number;
  return hasFlag(words, before, WordFlag.capital) && !TITLES.has(hash) && !DEFINITE_ARTICLES.has(hash);
}
