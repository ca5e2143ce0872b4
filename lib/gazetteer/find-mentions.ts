import type { Words } from '../text/words.ts';
import { endingsOf } from './endings.ts';
import { findStarts, Starts } from './find-starts.ts';
import type { Gazetteer } from './gazetteer.ts';
import { MentionSearch } from './mention-search.ts';
import { Mentions } from './mentions.ts';

export interface FindOptions {
  /** First word to look at. Default 0. */
  readonly from?: number;
  /** Word before which to stop; no mention goes beyond it. Default: all. */
  readonly to?: number;
  /** Longest mention, in words: one less than a rejected mention's finds what is nested in it. */
  readonly maxWords?: number;
  /**
   * Every alias at every word, instead of leftmost-longest; where several start at one word, the longest
   * comes first. For nested annotation.
   */
  readonly overlapping?: boolean;
  /**
   * Let "target" be a mention of "Target". By default a surface form that begins with a small letter is one
   * only of an alias that does so too, or that is marked `insensitive`: at a million names nearly every
   * word is somebody's name in other letters.
   */
  readonly ignoreCase?: boolean;
  /** BCP 47 tag of the text: says which endings a name may take. Default: those of all languages known here. */
  readonly language?: string;
}

/**
 * Finds every mention of a known alias: leftmost first and, where several aliases start at one word, the
 * longest only. "New York Times" is one mention, not also "New York". Several gazetteers (one per pack) are
 * searched as if they were one: the longest alias of any wins, and candidates of equal length come together.
 *
 * A surface form agrees with an alias if their words fold alike, or with a simple ending taken off the
 * former (MatchFlag.inflected). Beyond the first letter, case is evidence, which the linker weighs.
 *
 * @param words The words of `text` (readWords).
 * @param into Reused when given; its former content is gone.
 */
export function findMentions(
  gazetteers: readonly Gazetteer[],
  words: Words,
  text: string,
  into: Mentions = new Mentions(),
  options: FindOptions = NO_OPTIONS,
): Mentions {
  const { from = 0, overlapping = false, ignoreCase = false } = options;
  into.begin(gazetteers, words, text, ignoreCase);
  const to = Math.min(options.to ?? words.count, words.count);
  const maxWords = options.maxWords ?? to;
  const endings = endingsOf(options.language);
  findStarts(gazetteers, words, from, to, ignoreCase, starts);
  if (starts.count === 0) return into;
  const search = new MentionSearch(gazetteers, words, text, into, endings, ignoreCase);
  let free = from;
  for (let start = 0; start < starts.count; start++) {
    const index = starts.indices[start] as number;
    if (index < free) continue;
    let found = search.findAt(index, Math.min(to, index + maxWords));
    if (!overlapping) free = index + found;
    else while (found > 1) found = search.findAt(index, index + found - 1);
  }
  return into;
}

const starts = new Starts();
const NO_OPTIONS: FindOptions = {};
