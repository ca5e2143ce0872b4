import { NOBODY } from '../format.ts';
import type { NumberList } from './number-list.ts';

/** Finds the number of a record by the key of its id (`keyOf`). */
export class KeyTable {
  readonly #keys: Float64Array;
  /** Number + 1, or 0 where nothing is. */
  readonly #numbers: Uint32Array;

  /** @param keys Key of record 0, 1, 2 … */
  constructor(keys: { readonly length: number; at(index: number): number }) {
    const capacity = 2 ** Math.ceil(Math.log2(keys.length * 2 + 2));
    this.#keys = new Float64Array(capacity);
    this.#numbers = new Uint32Array(capacity);
    for (let number = 0; number < keys.length; number++) {
      const slot = this.#slotOf(keys.at(number));
      this.#keys[slot] = keys.at(number);
      this.#numbers[slot] = number + 1;
    }
  }

  find(key: number): number | undefined {
    const entry = this.#numbers[this.#slotOf(key)]!;
    return entry === 0 ? undefined : entry - 1;
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (key | 0) & mask;
    while (this.#numbers[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }
}

/**
 * Pairs (fact, what it names), of which the second is known by its key alone, with numbers for keys.
 *
 * @param facts, keys The same length; free after the call.
 */
export function resolvePairs(
  facts: NumberList<Uint32Array<ArrayBuffer>>,
  keys: NumberList<Float64Array<ArrayBuffer>>,
  table: KeyTable,
): Uint32Array<ArrayBuffer> {
  const pairs = new Uint32Array(facts.length * 2);
  for (let at = 0; at < facts.length; at++) {
    pairs[at * 2] = facts.at(at);
    pairs[at * 2 + 1] = table.find(keys.at(at)) ?? NOBODY;
  }
  facts.free();
  keys.free();
  return pairs;
}
