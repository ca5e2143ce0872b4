import { type Closest, TypoCounter } from './typos.ts';

export interface CloseWord extends Closest {
  readonly word: string;
}

/** More words near one of a query than this are no help to anybody. */
const MAX_CLOSE_WORDS = 100;

/** The distinct words of an index, walked like a trie to find those that a misspelled word may mean. */
export class Vocabulary {
  readonly #words: readonly string[];

  constructor(words: Iterable<string>) {
    // In code unit order, so that words with the same beginning stand together.
    this.#words = [...words].sort();
  }

  /**
   * Words within `max` typos, those with the fewest first, and of these the ones that the query comes
   * closest to finishing. Words without a typo are among them.
   */
  findClose(wanted: string, max: number): CloseWord[] {
    const counter = new TypoCounter(wanted);
    const found: CloseWord[] = [];
    const walk = (low: number, high: number): void => {
      const depth = counter.length;
      if (counter.leastTypos > max) {
        // No letter more can help. What was close before stays close, however the word goes on.
        const closest = counter.closest(max);
        if (closest === undefined || closest.length === depth) return;
        for (let at = low; at < high; at++) found.push({ word: this.#words[at] as string, ...closest });
        return;
      }
      let at = low;
      if (this.#words[at]?.length === depth) {
        const closest = counter.closest(max);
        if (closest !== undefined) found.push({ word: this.#words[at] as string, ...closest });
        at++;
      }
      while (at < high) {
        const letter = (this.#words[at] as string).charCodeAt(depth);
        const end = this.#endOf(letter, depth, at, high);
        counter.push(letter);
        walk(at, end);
        counter.truncate(depth);
        at = end;
      }
    };
    walk(0, this.#words.length);
    return found
      .sort((a, b) => a.typos - b.typos || a.word.length - a.length - (b.word.length - b.length))
      .slice(0, MAX_CLOSE_WORDS);
  }

  /** End of the words in `low..high` that have this letter at `depth`; they share all letters before it. */
  #endOf(letter: number, depth: number, low: number, high: number): number {
    let [from, to] = [low + 1, high];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#words[middle] as string).charCodeAt(depth) > letter) to = middle;
      else from = middle + 1;
    }
    return from;
  }
}
