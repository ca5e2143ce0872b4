/**
 * Entities are kept in the order of (32-bit hash of the id, id). The order depends on nothing but the
 * ids, so that two generations can be compared by walking both; it spreads any pack evenly over
 * partitions, so that a pack larger than memory can be grouped part by part; and it needs no id index,
 * because a binary search over the first hash of each chunk finds the chunk.
 */

/** Partitions that records are spread over while they stream in: a pack is grouped a 128th at a time. */
export const PARTITION_COUNT = 128;
const PARTITION_SHIFT = 25;

/** FNV-1a over UTF-16 code units, finished as in MurmurHash3 so that the high bits depend on every unit. 0..2³²-1. */
export function hashId(id: string): number {
  let hash = HASH_START;
  for (let i = 0; i < id.length; i++) hash = addToHash(hash, id.charCodeAt(i));
  return finishHash(hash);
}

/** {@link hashId} unit by unit, for a text that is not there as a string: of no unit. */
export const HASH_START = 0x811c9dc5;

export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

export function finishHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 0..PARTITION_COUNT-1, ascending with the hash. */
export function partitionOf(hash: number): number {
  return hash >>> PARTITION_SHIFT;
}

/** Negative, zero or positive, as Array.prototype.sort wants it. Ids compare by code unit. */
export function compareEntityIds(a: string, b: string): number {
  return compareHashed(hashId(a), a, hashId(b), b);
}

export function compareHashed(hashA: number, a: string, hashB: number, b: string): number {
  if (hashA !== hashB) return hashA - hashB;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The chunks that can hold an id of this hash, as a half-open range. One chunk but for ids that collide
 * across the border of two.
 *
 * @param firstHashes Hash of the first entity of each chunk, ascending.
 */
export function chunksOf(firstHashes: Uint32Array, hash: number): { start: number; end: number } {
  const end = lowerBound(firstHashes, hash + 1);
  // The chunk before the first that starts with this hash may end with it.
  const start = Math.max(0, lowerBound(firstHashes, hash) - 1);
  return { start: Math.min(start, end), end };
}

/** Position of the first value that is not below `bound`. */
export function lowerBound(sorted: Uint32Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
