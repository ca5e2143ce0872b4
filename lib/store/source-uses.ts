/**
 * Which partitions cite a source, as one bit a partition, by the hash of the source's id. A pack may
 * have as many sources as facts, so this is a table of 8 bytes a slot rather than a Map. Sources whose
 * hashes collide share their bits, which at worst sends a source where nobody cites it.
 */
export class SourceUses {
  #hashes = new Uint32Array(1024);
  /** 0 marks a free slot: a use always has a bit. */
  #masks = new Uint32Array(1024);
  #size = 0;

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

  /** @returns 0 if nothing cites the source. */
  get(hash: number): number {
    return this.#masks[this.#slotOf(hash)]!;
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
    this.#size = 0;
    for (let i = 0; i < hashes.length; i++) if (masks[i] !== 0) this.add(hashes[i]!, masks[i]!);
  }
}
