import { foldInto, MAX_FOLDED_LENGTH, stemInto } from './fold-word.ts';
import { hashUnits } from './hash.ts';

const CACHE_SIZE = 1 << 13;
/** Hash of a folded word → hash of its stem; a page uses the same words again and again. */
const wordHashes = new Int32Array(CACHE_SIZE);
const stemHashes = new Int32Array(CACHE_SIZE);
const scratch = new Uint16Array(MAX_FOLDED_LENGTH);

/** Hash of the stem of the word at `start`..`end`, whose folded form has the hash `hash`. */
export function stemHashOf(hash: number, text: string, start: number, end: number): number {
  const at = (hash ^ (hash >>> 13)) & (CACHE_SIZE - 1);
  if (wordHashes[at] === hash && hash !== 0) return stemHashes[at] as number;
  const stemHash = hashUnits(scratch, 0, stemInto(scratch, foldInto(text, start, end, scratch)));
  wordHashes[at] = hash;
  stemHashes[at] = stemHash;
  return stemHash;
}
