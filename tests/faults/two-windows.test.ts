import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { type ImportLocks, ProcessLocks } from '../../lib/store/import-locks.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
import { expectWholePacks, findLeftovers } from './invariant.ts';
import { OPERATIONS, type Operation } from './operations.ts';

const openWindow = (locks: ImportLocks) => openFactStore({ locks, getFolder: undefined });

/** How much later the second window begins, in rounds of the event loop. `npm run faults` tries more moments. */
const DELAYS = process.env.FACTMARK_FAULTS === 'all' ? [0, 3, 12, 30, 80] : [3];

async function runLater(operation: Operation, store: FactStore, rounds: number): Promise<void> {
  for (let i = 0; i < rounds; i++) await new Promise(setImmediate);
  await operation.run(store);
}

/** Each with itself and with every other. */
const PAIRS = OPERATIONS.flatMap((one, i) => OPERATIONS.slice(i).map((other) => [one, other] as const));

describe('two windows at once', () => {
  it.each(PAIRS.map(([one, other]) => [one.name, other.name, one, other] as const))(
    '%s and %s: both see the same whole packs afterwards',
    async (_one, _other, first, second) => {
      for (const rounds of DELAYS) {
        globalThis.indexedDB = new IDBFactory();
        const locks = new ProcessLocks();
        const [here, there] = await Promise.all([openWindow(locks), openWindow(locks)]);
        await first.prepare(here);
        // One may well be refused: the pack is busy, or what it speaks of is gone. Neither may do harm.
        const results = await Promise.allSettled([first.run(here), runLater(second, there, rounds)]);
        for (const result of results) if (result.status === 'rejected') expectToBeNamed(result.reason);
        const seen = await expectWholePacks(here);
        expect(await expectWholePacks(there)).toEqual(seen);
        // What an import that lives has staged is nobody's to sweep; the next process may.
        here.close();
        there.close();
        const next = await openWindow(new ProcessLocks());
        await next.sweep();
        expect(await expectWholePacks(next)).toEqual(seen);
        expect(await findLeftovers(next)).toEqual([]);
        next.close();
      }
    },
  );
});

/** A refusal, an error of the store, or of the caller who speaks of a pack that is gone. */
function expectToBeNamed(reason: unknown): void {
  const isRefusal = (reason as { refusal?: string }).refusal !== undefined;
  const isNamed = ['StoreError', 'RangeError'].includes((reason as Error).name);
  const isNothingThere = reason instanceof TypeError && /undefined/.test(reason.message);
  expect(isRefusal || isNamed || isNothingThere, String((reason as Error).stack)).toBe(true);
}
