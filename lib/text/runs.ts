import { characterTable, FOLDED_SHIFT } from './characters.ts';
import { EMPTY_HASH, PRIME } from './hash.ts';
import { Gap } from './words.ts';

/** Code units that one call of {@link findRuns} looks at: its records stay in the processor's nearest cache. */
export const RUN_CHUNK = 4096;

/**
 * Runs of plain characters (lib/text/characters.ts): a record for each character that ends one, empty runs
 * included, in parallel arrays.
 */
class Runs {
  count = 0;
  /** Offset of the character that is not plain, where the run before it ends. */
  readonly stop = new Int32Array(RUN_CHUNK + 1);
  /** Hash of the run's folded letters. */
  readonly hash = new Int32Array(RUN_CHUNK + 1);
  /** The character's entry in the table plus the sum of those of the run; the upper half means nothing. */
  readonly info = new Int32Array(RUN_CHUNK + 1);
  /** Of the run that goes on into the next chunk. */
  openHash = EMPTY_HASH;
  openSum = 0;
  /** How far the text was read from the records, and the gap there. */
  at = 0;
  gap: number = Gap.sentence;

  reset(): void {
    this.count = 0;
    this.openHash = EMPTY_HASH;
    this.openSum = 0;
    this.at = 0;
    this.gap = Gap.sentence;
  }
}

/** The one instance: reading is synchronous, and the compiler makes good use of arrays that never change. */
export const runs: Runs = new Runs();
const { stop, hash: hashes, info: infos } = runs;
// Named in this module: what is imported is read from memory, and looked at, each time that it is used.
const table = characterTable;
const FOLDED = FOLDED_SHIFT;
const EMPTY = EMPTY_HASH;
const FACTOR = PRIME;

/**
 * Finds the runs that end between `from` and `to`, at most RUN_CHUNK apart.
 *
 * The loop has no branch: it writes a record at every character and moves on only past those that end a
 * run. The end of a word cannot be foreseen, and a processor that guesses wrong loses as much time as six
 * characters take; so this is twice as fast as stopping at each.
 */
export function findRuns(text: string, from: number, to: number): void {
  // Whole numbers of 32 bits, says the "| 0", which the compiler could not know of a property.
  let hash = runs.openHash | 0;
  let sum = runs.openSum | 0;
  let count = 0;
  for (let at = from; at < to; at++) {
    const entry = table[text.charCodeAt(at)] as number;
    const info = (sum + entry) | 0;
    stop[count] = at;
    hashes[count] = hash;
    infos[count] = info;
    /** All ones if the run ends here, else 0: the entry's NOT_PLAIN, spread. */
    const ends = (entry << 16) >> 31;
    count -= ends;
    const longer = Math.imul(hash ^ (entry >>> FOLDED), FACTOR);
    // Chooses between the two without a branch.
    hash = ((longer ^ EMPTY) & ~ends) ^ EMPTY;
    sum = info & ~ends;
  }
  runs.count = count;
  runs.openHash = hash;
  runs.openSum = sum;
}

/** Closes the run that reaches the end of the text, as if `entry` stood there. */
export function closeRun(at: number, entry: number): void {
  stop[runs.count] = at;
  hashes[runs.count] = runs.openHash;
  infos[runs.count] = runs.openSum + entry;
  runs.count++;
}
