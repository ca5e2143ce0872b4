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
  readonly #mayBeUnfinished: boolean;
  /** Row `n`: typos between the first `n` letters of the other word and the first 0, 1, 2 … letters of `wanted`. */
  readonly #rows: number[][];
  readonly #letters: number[] = [];

  constructor(wanted: string) {
    this.wanted = wanted;
    this.#mayBeUnfinished = wanted.length >= MIN_UNFINISHED;
    this.#rows = [Array.from({ length: wanted.length + 1 }, (_, column) => column)];
  }

  /** Letters of the other word so far. */
  get length(): number {
    return this.#letters.length;
  }

  /** Takes the other word back to its first `length` letters. */
  truncate(length: number): void {
    this.#letters.length = length;
  }

  push(letter: number): void {
    const { wanted } = this;
    this.#letters.push(letter);
    const length = this.#letters.length;
    const last = this.#rows[length - 1] as number[];
    const row = this.#rows[length] ?? [];
    this.#rows[length] = row;
    row[0] = length;
    for (let column = 1; column <= wanted.length; column++) {
      const unit = wanted.charCodeAt(column - 1);
      let typos = Math.min(
        (last[column] as number) + 1,
        (row[column - 1] as number) + 1,
        (last[column - 1] as number) + (unit === letter ? 0 : 1),
      );
      if (
        length > 1 &&
        column > 1 &&
        unit === this.#letters[length - 2] &&
        wanted.charCodeAt(column - 2) === letter
      ) {
        typos = Math.min(typos, (this.#rows[length - 2]?.[column - 2] as number) + 1);
      }
      row[column] = typos;
    }
  }

  /** Typos if the other word ended here. */
  get typos(): number {
    return this.#rows[this.length]?.[this.wanted.length] as number;
  }

  /** Least typos of any word that goes on from here. */
  get leastTypos(): number {
    // A swap may still take one back from the row before.
    const before = this.length > 0 ? Math.min(...(this.#rows[this.length - 1] as number[])) : 0;
    return Math.min(before, ...(this.#rows[this.length] as number[]));
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
      const typos = this.#rows[length]?.[this.wanted.length] as number;
      if (typos < (best?.typos ?? max + 1)) best = { typos, length };
    }
    return best;
  }
}

/** One word of a query against one other word; undefined if more than `max` typos are between them. */
export function compareWords(wanted: string, other: string, max: number): Closest | undefined {
  const counter = new TypoCounter(wanted);
  for (let at = 0; at < other.length && counter.leastTypos <= max; at++) counter.push(other.charCodeAt(at));
  const closest = counter.closest(max);
  const isWhole = counter.length === other.length;
  return closest !== undefined && (isWhole || closest.length < counter.length) ? closest : undefined;
}
