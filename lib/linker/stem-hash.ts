import { foldedUnitOf } from '../text/characters.ts';
import { removeFromHash } from '../text/hash.ts';
import { hasFlag, WordFlag, type Words } from '../text/words.ts';

/** Shortest word, in code units, that loses its ending. */
const SHORTEST = 5;
const S = 's'.charCodeAt(0);
const E = 'e'.charCodeAt(0);
const N = 'n'.charCodeAt(0);
const A = 'a'.charCodeAt(0);

/**
 * Hash of a word without the endings that hide that two words belong together: "banks" and "bank",
 * "leagues" and "league", "Americans" and "America". Coarse on purpose: it compares descriptions with
 * pages and never decides what a name is. Cyrillic words are stems already.
 */
export function stemHash(text: string, words: Words, index: number): number {
  const hash = words.hash[index] as number;
  if (hasFlag(words, index, WordFlag.stemmed)) return hash;
  const start = words.start[index] as number;
  let end = words.end[index] as number;
  let stem = hash;
  const drop = (unit: number) => {
    if (end - start < SHORTEST || foldedUnitOf(text.charCodeAt(end - 1)) !== unit) return false;
    stem = removeFromHash(stem, unit);
    end--;
    return true;
  };
  drop(S);
  drop(N);
  if (!drop(A)) drop(E);
  return stem;
}

/** Stems of all words of a text. */
export function readStems(text: string, words: Words): Int32Array {
  const stems = new Int32Array(words.count);
  for (let index = 0; index < words.count; index++) stems[index] = stemHash(text, words, index);
  return stems;
}
