/** A number with its score, and whatever else is to be remembered of it. */
export interface Ranked {
  readonly number: number;
  readonly score: number;
  readonly detail: number;
}

/** The best so many of any number: a heap with the worst of them on top. */
export class TopHits {
  readonly #limit: number;
  readonly #heap: Ranked[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A score below which nothing more gets in; -Infinity while there is room. */
  get least(): number {
    return this.#heap.length === this.#limit ? (this.#heap[0]?.score ?? Infinity) : -Infinity;
  }

  add(number: number, score: number, detail = 0): void {
    const heap = this.#heap;
    if (heap.length === this.#limit) {
      const worst = heap[0];
      if (worst === undefined || score < worst.score) return;
      if (score === worst.score && number > worst.number) return;
      heap[0] = { number, score, detail };
      this.#sink();
      return;
    }
    heap.push({ number, score, detail });
    this.#rise();
  }

  /** Best first; of equals, the lower number. */
  best(): Ranked[] {
    return this.#heap.toSorted((a, b) => (isWorse(b, a) ? -1 : 1));
  }

  #rise(): void {
    const heap = this.#heap;
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isWorse(heap[at]!, heap[parent]!)) return;
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      let child = at * 2 + 1;
      if (child >= heap.length) return;
      if (child + 1 < heap.length && isWorse(heap[child + 1]!, heap[child]!)) child++;
      if (!isWorse(heap[child]!, heap[at]!)) return;
      [heap[at], heap[child]] = [heap[child]!, heap[at]!];
      at = child;
    }
  }
}

function isWorse(a: Ranked, b: Ranked): boolean {
  return a.score < b.score || (a.score === b.score && a.number > b.number);
}
