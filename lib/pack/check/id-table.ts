import { release } from '../../model/memory.ts';

/**
 * Numbers strings in the order in which they are first seen, without keeping them: 64 bits of hash
 * each, in typed arrays: 16 to 32 bytes a string where a Map would take a hundred and more. Two of a
 * million strings collide with a probability of 3 in 100 million.
 */
export class IdTable {
  #slots = new Uint32Array(1024);
  #low = new Uint32Array(512);
  #high = new Uint32Array(512);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** 0-based number of the string, new or known. */
  intern(text: string): number {
    const { low, high, slot, ordinal } = this.#locate(text);
    if (ordinal >= 0) return ordinal;
    const added = this.#size++;
    if (added === this.#low.length) {
      this.#low = grow(this.#low);
      this.#high = grow(this.#high);
    }
    this.#low[added] = low;
    this.#high[added] = high;
    this.#slots[slot] = added + 1;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return added;
  }

  /** Number of a known string, or -1. */
  find(text: string): number {
    return this.#locate(text).ordinal;
  }

  #locate(text: string): { low: number; high: number; slot: number; ordinal: number } {
    let low = 0x811c9dc5;
    let high = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x5f356495) + 0x27d4eb2f;
    }
    low = scramble(low ^ (high >>> 15));
    high = scramble(high ^ (low >>> 13));
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const ordinal = this.#slots[slot]! - 1;
      if (this.#low[ordinal] === low && this.#high[ordinal] === high) return { low, high, slot, ordinal };
    }
    return { low, high, slot, ordinal: -1 };
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let ordinal = 0; ordinal < this.#size; ordinal++) {
      let slot = this.#low[ordinal]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = ordinal + 1;
    }
    release(this.#slots);
    this.#slots = slots;
  }
}

/** The finisher of MurmurHash3: every bit of the result depends on every bit of the input. 0..2³²-1. */
function scramble(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A 32-bit number per ordinal that is 0 until set. */
export class OrdinalNumbers {
  #numbers = new Uint32Array(512);

  get(ordinal: number): number {
    return this.#numbers[ordinal] ?? 0;
  }

  set(ordinal: number, number: number): void {
    while (ordinal >= this.#numbers.length) this.#numbers = grow(this.#numbers);
    this.#numbers[ordinal] = number;
  }
}

/** A list of 32-bit numbers that grows. */
export class NumberList {
  #numbers = new Uint32Array(512);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) this.#numbers = grow(this.#numbers);
    this.#numbers[this.#length++] = number;
  }

  toArray(): Uint32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}

function grow(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(numbers.length * 2);
  grown.set(numbers);
  release(numbers);
  return grown;
}
