import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../lib/store/import-locks.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
import { StoreError } from '../../lib/store/store-error.ts';
import { FAULTS, type Fault, FaultSeam } from './fault-seam.ts';
import { expectWholePacks, findLeftovers } from './invariant.ts';
import { OPERATIONS, type Operation } from './operations.ts';

/*
 * The usual run kills at every request, and lets the other faults strike at every seventh; at every one:
 *
 *   npm run faults
 */
const isExhaustive = process.env.FACTMARK_FAULTS === 'all';
const STRIDE = 7;

/** A process of its own: the locks of one that died are free. */
function startProcess(): Promise<FactStore> {
  return openFactStore({ locks: new ProcessLocks(), getFolder: undefined });
}

/** The state before the operation, and a process that is about to run it. */
async function startTrial({ prepare }: Operation): Promise<FactStore> {
  globalThis.indexedDB = new IDBFactory();
  const before = await startProcess();
  await prepare(before);
  before.close();
  return startProcess();
}

/** What the operation leads from and to, and how many requests it makes at which the fault can strike. */
async function observe(operation: Operation, fault: Fault) {
  const store = await startTrial(operation);
  const old = await expectWholePacks(store);
  const seam = new FaultSeam(fault, Number.POSITIVE_INFINITY);
  await operation.run(store);
  seam.remove();
  const renewed = await expectWholePacks(store);
  return { old, renewed, requests: seam.requests };
}

/** Waits in the queue of the registry until all that was asked of it before is done, or never will be. */
async function outlastTransactions(): Promise<void> {
  const exists = (await indexedDB.databases()).some(({ name }) => name === 'factmark');
  if (!exists) return;
  const database = await openDB('factmark');
  if (database.objectStoreNames.length > 0) {
    await database.transaction([...database.objectStoreNames], 'readwrite').done;
  }
  database.close();
}

// A fault at every await of every operation may take a while on a busy machine.
describe.each(OPERATIONS)('$name', { timeout: isExhaustive ? 900_000 : 120_000 }, (operation) => {
  let seam: FaultSeam | undefined;
  afterEach(() => seam?.remove());

  const possible = FAULTS.filter((fault) => operation.writes || !fault.startsWith('disk full'));
  it.each(possible)('%s, at every request: leaves exactly the old or the new', async (fault) => {
    const { old, renewed, requests } = await observe(operation, fault);
    const outcomes = { old: 0, new: 0 };
    const stride = fault === 'killed' || isExhaustive ? 1 : STRIDE;
    // From the last request backwards: the last ones decide what serves.
    for (let at = requests; at >= 1; at -= stride) {
      const where = `struck at request ${at} of ${requests}`;
      const struck = await startTrial(operation);
      seam = new FaultSeam(fault, at);
      const running = operation.run(struck).then(
        () => undefined,
        (error: unknown) => error,
      );
      const failure = await Promise.race([running, seam.death]);
      const isDead = fault === 'killed';
      // What the dead had under way comes to its end before the next process starts.
      if (isDead) await new Promise((resolve) => setTimeout(resolve, 0));
      seam.remove();
      if (isDead) await outlastTransactions();
      expect(seam.hasStruck, where).toBe(true);
      if (failure && !isDead) expectToBeTold(failure, fault, where);

      const store = isDead ? await startProcess() : struck;
      const found = await expectWholePacks(store);
      const isOld = JSON.stringify(found) === JSON.stringify(old);
      if (!isOld) expect(found, where).toEqual(renewed);
      // Whoever is told that it failed must not find it done.
      if (failure && !isDead) expect(found, where).toEqual(old);
      outcomes[isOld ? 'old' : 'new']++;

      await store.sweep();
      expect(await findLeftovers(store), where).toEqual([]);
      expect(await store.sweep(), where).toBe(0);
      if (isOld) {
        await operation.run(store);
        expect(await expectWholePacks(store), where).toEqual(renewed);
      }
      store.close();
    }
    // A switch that never fired, or an operation that nothing can stop, would prove nothing.
    expect(outcomes.old + outcomes.new).toBeGreaterThan(0);
  });
});

/** A fault is an error of the store that says what it is, never a surprise of ours. */
function expectToBeTold(failure: unknown, fault: Fault, where: string): void {
  const refusal = (failure as { refusal?: string }).refusal;
  const isFull = fault.startsWith('disk full');
  if (refusal !== undefined) expect(refusal, where).toBe(isFull ? 'no-space' : '');
  else {
    expect(failure, where).toBeInstanceOf(StoreError);
    expect((failure as StoreError).isOutOfSpace, where).toBe(isFull);
  }
}
