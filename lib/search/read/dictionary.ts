/** Half-open range of words, by their order. */
export interface TermRange {
  readonly low: number;
  readonly high: number;
}

/** All words of an index in the order of their code units, in one text. */
export class Dictionary {
  readonly text: string;
  readonly offsets: Uint32Array;

  constructor(text: string, offsets: Uint32Array) {
    this.text = text;
    this.offsets = offsets;
  }

  get count(): number {
    return this.offsets.length - 1;
  }

  lengthOf(term: number): number {
    return this.offsets[term + 1]! - this.offsets[term]!;
  }

  wordOf(term: number): string {
    return this.text.slice(this.offsets[term], this.offsets[term + 1]);
  }

  /** Undefined if the index does not have the word. */
  find(word: string): number | undefined {
    const at = this.#lowerBound(word);
    return at < this.count && this.wordOf(at) === word ? at : undefined;
  }

  /** Words that begin with this one, itself included. */
  findBeginning(beginning: string): TermRange {
    const low = this.#lowerBound(beginning);
    let [from, to] = [low, this.count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#beginsWith(middle, beginning)) from = middle + 1;
      else to = middle;
    }
    return { low, high: from };
  }

  #lowerBound(word: string): number {
    let [from, to] = [0, this.count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#isBelow(middle, word)) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #isBelow(term: number, word: string): boolean {
    const start = this.offsets[term]!;
    const length = this.offsets[term + 1]! - start;
    const shared = Math.min(length, word.length);
    for (let at = 0; at < shared; at++) {
      const difference = this.text.charCodeAt(start + at) - word.charCodeAt(at);
      if (difference !== 0) return difference < 0;
    }
    return length < word.length;
  }

  #beginsWith(term: number, beginning: string): boolean {
    return this.lengthOf(term) >= beginning.length && this.text.startsWith(beginning, this.offsets[term]);
  }
}
