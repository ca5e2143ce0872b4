import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';

/**
 * Kills the "process" at its n-th write: the transaction that the write belongs to is lost, and from
 * then on every call of IndexedDB fails, so that no clean-up of the dying code reaches the disk either.
 */
export class KillSwitch {
  readonly #killAt: number;
  readonly #restores: (() => void)[] = [];
  #writes = 0;

  /** @param killAt 1-based; Infinity only counts. */
  constructor(killAt: number) {
    this.#killAt = killAt;
    for (const method of ['put', 'add', 'delete', 'clear'] as const) {
      this.#patch(IDBObjectStore.prototype, method, (store) => {
        this.#count(() => store.transaction.abort());
      });
    }
    for (const method of ['open', 'deleteDatabase'] as const) {
      this.#patch(IDBFactory.prototype, method, () => this.#count(() => {}));
    }
    // Reads of the dead fail too: it can learn nothing and decide nothing.
    this.#patch(IDBDatabase.prototype, 'transaction', () => {
      if (this.hasKilled) throw new Error('killed');
    });
  }

  get hasKilled(): boolean {
    return this.#writes >= this.#killAt;
  }

  get writes(): number {
    return this.#writes;
  }

  /** Lets the next "process" work. */
  restore(): void {
    for (const restore of this.#restores) restore();
  }

  #count(abort: () => void): void {
    if (this.hasKilled) throw new Error('killed');
    this.#writes++;
    if (!this.hasKilled) return;
    abort();
    throw new Error('killed');
  }

  #patch<Target extends object>(target: Target, method: keyof Target, before: (self: Target) => void): void {
    const original = target[method] as (...args: unknown[]) => unknown;
    const patched = function (this: Target, ...args: unknown[]) {
      before(this);
      return original.apply(this, args);
    };
    target[method] = patched as Target[keyof Target];
    this.#restores.push(() => {
      target[method] = original as Target[keyof Target];
    });
  }
}
