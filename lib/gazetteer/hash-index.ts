import { scatter } from './slots.ts';

const SHARD_BITS = 6;
const FIRST_SIZE = 64;

/**
 * A hash table of item numbers that grows by parts: 64 shards double one at a time, so that no insertion
 * among millions takes longer than a millisecond or two. The hash stands beside its item, so that others'
 * items need no look. What the items are, the subclass knows.
 */
export abstract class HashIndex {
  /** Two numbers a slot: item + 1, or 0 where there is none, and its hash. */
  private readonly shards = Array.from({ length: 1 << SHARD_BITS }, () => new Int32Array(2 * FIRST_SIZE));
  private readonly counts = new Uint32Array(1 << SHARD_BITS);
  /** Where the last search ended. */
  private slot = 0;
  private readonly factor: number;

  /** @param factor See {@link scatter}. */
  constructor(factor: number) {
    this.factor = factor;
  }

  /** Is this item, whose hash is the one looked for, the item looked for? The subclass holds what that is. */
  protected abstract isWanted(item: number): boolean;

  /** @returns the item looked for, or -1; then {@link insert} puts it where it belongs. */
  protected find(hash: number): number {
    const mixed = scatter(hash, this.factor);
    const shard = this.shards[mixed >>> (32 - SHARD_BITS)] as Int32Array;
    const mask = shard.length - 2;
    let slot = homeIn(shard, mixed);
    for (let entry = shard[slot] as number; entry !== 0; entry = shard[slot] as number) {
      if (shard[slot + 1] === mixed && this.isWanted(entry - 1)) return entry - 1;
      slot = (slot + 2) & mask;
    }
    this.slot = slot;
    return -1;
  }

  /** Right after a {@link find} of the same hash that found nothing. */
  protected insert(hash: number, item: number): void {
    const mixed = scatter(hash, this.factor);
    const which = mixed >>> (32 - SHARD_BITS);
    const shard = this.shards[which] as Int32Array;
    shard[this.slot] = item + 1;
    shard[this.slot + 1] = mixed;
    const count = (this.counts[which] as number) + 1;
    this.counts[which] = count;
    if (count * 4 > shard.length) this.shards[which] = doubled(shard);
  }
}

function doubled(shard: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(shard.length * 2);
  const mask = larger.length - 2;
  for (let at = 0; at < shard.length; at += 2) {
    const entry = shard[at] as number;
    if (entry === 0) continue;
    const mixed = shard[at + 1] as number;
    let slot = homeIn(larger, mixed);
    while (larger[slot] !== 0) slot = (slot + 2) & mask;
    larger[slot] = entry;
    larger[slot + 1] = mixed;
  }
  return larger;
}

/** By the bits below those that chose the shard. */
function homeIn(shard: Int32Array, mixed: number): number {
  return ((mixed << SHARD_BITS) >>> Math.clz32((shard.length >> 1) - 1)) << 1;
}
