/**
 * Typos forgiven in a word of a query: none in short words, where every other word is a typo away
 * ("Ada", "Ala"), one from 4 letters on, two from 8.
 */
export function allowedTypos(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Letters from which on a word may have typos and be unfinished at once ("sofbt" for "softbank"). Its first
 * letter must then be right: fewer than one typo in twenty is there, and half of all words would be close.
 */
export const MIN_UNFINISHED = 5;

/** More than any word of an index has (MAX_TERM in lib/search/format.ts). */
const MAX_LETTERS = 256;

/** Typos between a word of a query and a word that it may mean. */
export interface Closest {
  readonly typos: number;
  /** Code units of the meant word that the query's covers; fewer than it has when the query's is unfinished. */
  readonly length: number;
}

/**
 * Compares a word of a query with one word after another, letter by letter, and takes letters back: what two
 * words in sorted order share is compared once. Typos are letters added, left out, replaced, or swapped with
 * their neighbour (optimal string alignment), in UTF-16 code units.
 */
export class TypoCounter {
  readonly wanted: string;
  readonly #max: number;
  readonly #mayBeUnfinished: boolean;
  readonly #units: Uint16Array;
  /** Row `n`: typos between the first `n` letters of the other word and the first 0, 1, 2 … letters of `wanted`. */
  readonly #rows: Uint16Array[];
  /** The least number of each row. */
  readonly #least: number[] = [0];
  /** Longer words than the index keeps are never compared. */
  readonly #letters = new Uint16Array(MAX_LETTERS);
  /** Letters of the other word so far. */
  length = 0;

  /** @param max More typos than this need not be told apart. */
  constructor(wanted: string, max: number) {
    this.wanted = wanted;
    this.#max = max;
    this.#mayBeUnfinished = wanted.length >= MIN_UNFINISHED;
    this.#units = Uint16Array.from({ length: wanted.length }, (_, at) => wanted.charCodeAt(at));
    this.#rows = [Uint16Array.from({ length: wanted.length + 1 }, (_, column) => Math.min(column, max + 1))];
  }

  /** Takes the other word back to its first `length` letters. */
  truncate(length: number): void {
    this.length = length;
  }

  push(letter: number): void {
    const units = this.#units;
    const tooMany = this.#max + 1;
    this.#letters[this.length++] = letter;
    const { length } = this;
    const last = this.#rows[length - 1] as Uint16Array;
    this.#rows[length] ??= new Uint16Array(units.length + 1);
    const row = this.#rows[length] as Uint16Array;
    const beforeLast = length > 1 ? (this.#rows[length - 2] as Uint16Array) : undefined;
    const letterBefore = length > 1 ? this.#letters[length - 2] : -1;
    // Where lengths differ by more, typos do as well: only a band around the diagonal is of interest.
    const from = Math.max(1, length - this.#max);
    const to = Math.min(units.length, length + this.#max);
    let left = from === 1 ? Math.min(length, tooMany) : tooMany;
    row[from - 1] = left;
    let least = left;
    let above = last[from - 1] as number;
    for (let column = from; column <= to; column++) {
      const unit = units[column - 1] as number;
      const corner = above;
      above = last[column] as number;
      let typos = unit === letter ? corner : corner + 1;
      if (above < typos) typos = above + 1;
      if (left < typos) typos = left + 1;
      if (beforeLast !== undefined && column > 1 && unit === letterBefore && units[column - 2] === letter) {
        typos = Math.min(typos, (beforeLast[column - 2] as number) + 1);
      }
      row[column] = typos;
      left = typos;
      if (typos < least) least = typos;
    }
    if (to < units.length) row[to + 1] = tooMany;
    this.#least[length] = least;
  }

  /** Typos if the other word ended here. */
  get typos(): number {
    return this.#typosAt(this.length);
  }

  #typosAt(length: number): number {
    const { wanted } = this;
    if (Math.abs(length - wanted.length) > this.#max) return this.#max + 1;
    return this.#rows[length]?.[wanted.length] as number;
  }

  /** Least typos of any word that goes on from here. */
  get leastTypos(): number {
    const { length } = this;
    // A swap may still take one back from the row before.
    const before = length > 0 ? (this.#least[length - 1] as number) : 0;
    return Math.min(before, this.#least[length] as number);
  }

  /**
   * The other word as meant by the whole of `wanted`, or by as much of it as is typed; the fewest typos, and
   * of equals the longest part. Undefined if there are more than `max`.
   */
  closest(max: number): Closest | undefined {
    let best: Closest | undefined =
      this.typos <= max ? { typos: this.typos, length: this.length } : undefined;
    if (!this.#mayBeUnfinished || this.#letters[0] !== this.wanted.charCodeAt(0)) return best;
    for (let length = this.length - 1; length > 0; length--) {
      const typos = this.#typosAt(length);
      if (typos < (best?.typos ?? max + 1)) best = { typos, length };
    }
    return best;
  }
}

/** One word of a query against one other word; undefined if more than `max` typos are between them. */
export function compareWords(wanted: string, other: string, max: number): Closest | undefined {
  const counter = new TypoCounter(wanted, max);
  for (let at = 0; at < Math.min(other.length, MAX_LETTERS) && counter.leastTypos <= max; at++)
    counter.push(other.charCodeAt(at));
  const closest = counter.closest(max);
  const isWhole = counter.length === other.length;
  return closest !== undefined && (isWhole || closest.length < counter.length) ? closest : undefined;
}
