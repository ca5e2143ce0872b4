import { PARTITION_COUNT } from './entity-order.ts';

/** Neighbouring partitions that share their sources; their numbers fit the bits of one 32-bit mask. */
export const GROUP_COUNT = 32;

export function groupOf(partition: number): number {
  return Math.floor((partition * GROUP_COUNT) / PARTITION_COUNT);
}

/**
 * Which groups of partitions cite a source, as one bit a group, by the hash of the source's id. A pack
 * may have as many sources as facts, so this is a table of 8 bytes a slot rather than a Map. Sources
 * whose hashes collide share their bits, which at worst sends a source where nobody cites it.
 */
export class SourceUses {
  #hashes = new Uint32Array(1024);
  /** 0 marks a free slot: a use always has a bit. */
  #masks = new Uint32Array(1024);
  #isFound = new Uint8Array(1024);
  #size = 0;
  #found = 0;

  /** Whether every source that is cited was found; those with the same hash count as one. */
  get isComplete(): boolean {
    return this.#found === this.#size;
  }

  add(hash: number, mask: number): void {
    if (mask === 0) throw new RangeError('A use of a source names no partition');
    if (this.#size * 2 >= this.#hashes.length) this.#grow();
    const slot = this.#slotOf(hash);
    if (this.#masks[slot] === 0) {
      this.#hashes[slot] = hash;
      this.#size++;
    }
    this.#masks[slot]! |= mask;
  }

  /** To be called for each source, once all uses are added. @returns who cites it; 0 if nobody does. */
  find(hash: number): number {
    const slot = this.#slotOf(hash);
    const mask = this.#masks[slot]!;
    if (mask !== 0 && this.#isFound[slot] === 0) {
      this.#isFound[slot] = 1;
      this.#found++;
    }
    return mask;
  }

  #slotOf(hash: number): number {
    const last = this.#hashes.length - 1;
    let slot = hash & last;
    while (this.#masks[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const masks = this.#masks;
    this.#hashes = new Uint32Array(hashes.length * 2);
    this.#masks = new Uint32Array(masks.length * 2);
    this.#isFound = new Uint8Array(masks.length * 2);
    this.#size = 0;
    for (let i = 0; i < hashes.length; i++) if (masks[i] !== 0) this.add(hashes[i]!, masks[i]!);
  }
}
