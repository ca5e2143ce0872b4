import { Commonness } from '../common-words.ts';
import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import type { PageKnowledge } from '../page-knowledge.ts';

/** Doublings after which more occurrences tell no more. */
const MOST_SMALL = 2;
const MOST_CAPITAL = 3;

/**
 * How the page writes the word elsewhere: "the target" speaks against "Target"; capitals inside
 * sentences, again and again, for it. For surface forms of one word.
 */
export function describeOccurrences(draft: Draft, page: PageKnowledge, seen: Observations): void {
  const [hash] = draft.hashes;
  if (hash === undefined || draft.hashes.length > 1 || draft.position === 'lower') return;
  if (draft.position === 'caseless') return;
  const small = page.smallOccurrences(hash);
  seen.add('also-lower', Math.min(MOST_SMALL, Math.log2(1 + small)));
  seen.add(
    'often-capitalised',
    Math.min(MOST_CAPITAL, Math.log2(Math.max(1, page.capitalOccurrences(hash)))),
  );
  if (draft.position === 'start' && draft.commonness <= Commonness.usual && small > 0)
    seen.add('ordinary-start');
}

/** "Vestra School" again and again is one name, and not Vestra's: does the page repeat the mention with its neighbour? */
export function describeRepetition(
  { hashes, hashBefore, hashAfter }: Draft,
  page: PageKnowledge,
  seen: Observations,
): void {
  const isRepeated = (first: number, second: number) => page.pairOccurrences(first, second) > 1;
  if (hashBefore !== undefined && isRepeated(hashBefore, hashes[0] as number)) seen.add('before.repeated');
  if (hashAfter !== undefined && isRepeated(hashes.at(-1) as number, hashAfter)) seen.add('after.repeated');
}
