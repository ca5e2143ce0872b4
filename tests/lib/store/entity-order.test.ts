import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chunksOf,
  compareEntityIds,
  hashId,
  PARTITION_COUNT,
  partitionOf,
} from '../../../lib/store/entity-order.ts';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 200 });

describe('the order of entities', () => {
  it('is stored on disk, so its hash never changes', () => {
    expect(['', 'e1', 'shared', 'wikidata:Q95', '東京'].map(hashId)).toEqual([
      2_872_998_923, 2_132_947_933, 2_521_462_073, 3_041_401_795, 745_305_631,
    ]);
  });

  it('goes partition by partition', () => {
    fc.assert(
      fc.property(ids, (all) => {
        const partitions = all.toSorted(compareEntityIds).map((id) => partitionOf(hashId(id)));
        expect(partitions).toEqual(partitions.toSorted((a, b) => a - b));
        expect(partitions.every((partition) => partition >= 0 && partition < PARTITION_COUNT)).toBe(true);
      }),
    );
  });

  it('spreads ids that differ in their last character only', () => {
    const counts = new Map<number, number>();
    for (let i = 0; i < 128_000; i++) {
      const partition = partitionOf(hashId(`entity:${i}`));
      counts.set(partition, (counts.get(partition) ?? 0) + 1);
    }
    expect(counts.size).toBe(PARTITION_COUNT);
    expect(Math.max(...counts.values())).toBeLessThan(1200);
  });
});

describe('chunksOf', () => {
  it('finds the chunks that can hold an id, and hardly another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (some, size) => {
          const hashes = some.toSorted((a, b) => a - b);
          const firsts = Uint32Array.from(hashes.filter((_, i) => i % size === 0));
          for (const [i, hash] of hashes.entries()) {
            const { start, end } = chunksOf(firsts, hash);
            const chunk = Math.floor(i / size);
            expect(start <= chunk && chunk < end).toBe(true);
            // Only the first may start below the hash, and none above it.
            for (let other = start + 1; other < end; other++) expect(firsts[other]).toBe(hash);
            expect(firsts[start]).toBeLessThanOrEqual(hash);
          }
        },
      ),
    );
  });

  it('finds none below the first hash, nor in an empty generation', () => {
    expect(chunksOf(Uint32Array.of(10, 20), 9)).toEqual({ start: 0, end: 0 });
    expect(chunksOf(new Uint32Array(), 9)).toEqual({ start: 0, end: 0 });
    expect(chunksOf(Uint32Array.of(10, 20), 4_294_967_295)).toEqual({ start: 1, end: 2 });
  });
});
