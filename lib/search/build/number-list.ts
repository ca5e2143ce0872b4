import { release } from '../../model/memory.ts';
import { GROWTH, grown } from './term-table.ts';

/** Numbers without an object each, in an array that grows. */
export class NumberList<
  List extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>,
> {
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
      this.#items = grown(this.#items, new this.#create(this.length * GROWTH));
    }
    this.#items[this.length++] = value;
  }

  at(index: number): number {
    return this.#items[index]!;
  }

  /** Hands over what was pushed, and is empty then. */
  take(): List {
    const items = this.#items.slice(0, this.length) as List;
    this.free();
    return items;
  }

  /** Gives its memory back; nothing can be added any more. */
  free(): void {
    release(this.#items);
    this.length = 0;
  }
}
