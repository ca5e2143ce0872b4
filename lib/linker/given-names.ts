import { hashWord, unpackWords } from './common-words.ts';
import { GIVEN_NAMES } from './given-names-data.ts';

let hashes: ReadonlySet<number> | undefined;

/** Is the word with this hash (as in lib/text's `Words.hash`) a given name, and no common word? */
export function isGivenName(hash: number): boolean {
  hashes ??= new Set(unpackWords(GIVEN_NAMES).map(hashWord));
  return hashes.has(hash);
}
