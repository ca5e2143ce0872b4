const SHARD_BITS = 6;
const FIRST_SIZE = 64;

/**
 * A hash table of item numbers that grows by parts: 64 shards double one at a time, so that no insertion
 * among millions takes longer than a millisecond or two. What the items are, the subclass knows.
 */
export abstract class HashIndex {
  /** Item + 1 per slot, 0 where there is none. */
  private readonly shards = Array.from({ length: 1 << SHARD_BITS }, () => new Uint32Array(FIRST_SIZE));
  private readonly counts = new Uint32Array(1 << SHARD_BITS);
  /** Where the last search ended. */
  private slot = 0;

  /** Is this item the one looked for? The subclass holds what that is. */
  protected abstract isWanted(item: number): boolean;
  protected abstract hashOf(item: number): number;

  /** @returns the item looked for, or -1; then {@link insert} puts it where it belongs. */
  protected find(hash: number): number {
    const mixed = mix(hash);
    const shard = this.shards[mixed >>> (32 - SHARD_BITS)] as Uint32Array;
    const mask = shard.length - 1;
    let slot = mixed & mask;
    for (let entry = shard[slot] as number; entry !== 0; entry = shard[slot] as number) {
      if (this.isWanted(entry - 1)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    this.slot = slot;
    return -1;
  }

  /** Right after a {@link find} of the same hash that found nothing. */
  protected insert(hash: number, item: number): void {
    const which = mix(hash) >>> (32 - SHARD_BITS);
    const shard = this.shards[which] as Uint32Array;
    shard[this.slot] = item + 1;
    const count = (this.counts[which] as number) + 1;
    this.counts[which] = count;
    if (count * 2 > shard.length) this.shards[which] = this.doubled(shard);
  }

  private doubled(shard: Uint32Array): Uint32Array<ArrayBuffer> {
    const larger = new Uint32Array(shard.length * 2);
    const mask = larger.length - 1;
    for (const entry of shard) {
      if (entry === 0) continue;
      let slot = mix(this.hashOf(entry - 1)) & mask;
      while (larger[slot] !== 0) slot = (slot + 1) & mask;
      larger[slot] = entry;
    }
    return larger;
  }
}

function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
