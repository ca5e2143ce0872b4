import { grown } from './term-table.ts';

/** Numbers without an object each, in an array that doubles. */
export class NumberList<List extends Uint8Array | Uint32Array | Float64Array> {
  length = 0;
  #items: List;
  readonly #create: new (
    length: number,
  ) => List;

  constructor(create: new (length: number) => List) {
    this.#create = create;
    this.#items = new create(1024);
  }

  push(value: number): void {
    if (this.length === this.#items.length) {
      this.#items = grown(this.#items, new this.#create(this.length * 2));
    }
    this.#items[this.length++] = value;
  }

  at(index: number): number {
    return this.#items[index]!;
  }

  /** A copy of what was pushed. */
  toArray(): List {
    return this.#items.slice(0, this.length) as List;
  }
}
