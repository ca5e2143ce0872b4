/** A list of numbers in one typed array that doubles, for millions of them without an object each. */
export class NumberList {
  length = 0;
  items: Uint32Array;

  constructor(capacity = 1024) {
    this.items = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }

  at(index: number): number {
    return this.items[index] as number;
  }
}

/** The same for bytes, added by the run. */
export class ByteList {
  length = 0;
  items = new Uint8Array(4096);

  append(bytes: Uint8Array, count: number): void {
    if (this.length + count > this.items.length) {
      const larger = new Uint8Array(Math.max(this.items.length * 2, this.length + count));
      larger.set(this.items);
      this.items = larger;
    }
    for (let at = 0; at < count; at++) this.items[this.length + at] = bytes[at] as number;
    this.length += count;
  }
}
