import { forceCloseDatabase, IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';

/**
 * - `killed`: the process dies. Transactions under way are lost, and whatever the dying code still asks
 *   for fails, so that no clean-up of its own reaches the disk.
 * - `disk full, told by the write`, `disk full, told by the transaction`: both ways in which browsers say so.
 * - `transaction aborted`: the browser gives a transaction up for reasons of its own.
 * - `connection closed`: the browser closes the database under the process, which lives on.
 */
export const FAULTS = [
  'killed',
  'disk full, told by the write',
  'disk full, told by the transaction',
  'transaction aborted',
  'connection closed',
] as const;
export type Fault = (typeof FAULTS)[number];

const WRITES = ['put', 'add', 'delete', 'clear'] as const;
const READS = ['get', 'getAll', 'count', 'openCursor'] as const;

/** What fake-indexeddb keeps of a transaction, as far as faults need it. */
interface OpenTransaction extends IDBTransaction {
  readonly _requests: { operation: () => unknown }[];
  _abort(errorName: string | null): void;
}

/**
 * Stands between the code and IndexedDB, counts its requests, and lets one of them go wrong. Each request is
 * a moment at which the code waits for the outside world: a fault at every one of them is a fault at every
 * such await. No sleeping, no luck.
 */
export class FaultSeam {
  readonly #fault: Fault;
  readonly #at: number;
  readonly #restores: (() => void)[] = [];
  readonly #running = new Set<OpenTransaction>();
  readonly #death = Promise.withResolvers<void>();
  #count = 0;

  /** @param at 1-based number of the request that goes wrong; Infinity only counts. */
  constructor(fault: Fault, at: number) {
    this.#fault = fault;
    this.#at = at;
    const stores = fault.startsWith('disk full') ? ['put' as const] : [...WRITES, ...READS];
    for (const method of stores)
      this.#patch(IDBObjectStore.prototype, method, (store) => this.#strike(store));
    if (fault === 'killed') {
      for (const method of ['open', 'deleteDatabase', 'databases'] as const) {
        this.#patch(IDBFactory.prototype, method, () => this.#strike(undefined));
      }
    }
    this.#patch(
      IDBDatabase.prototype,
      'transaction',
      () => {
        if (this.#isDead) throw new Error('killed');
      },
      (transaction: OpenTransaction) => {
        this.#running.add(transaction);
        for (const end of ['complete', 'abort']) {
          transaction.addEventListener(end, () => this.#running.delete(transaction));
        }
      },
    );
  }

  /** Resolves when the process was killed: nobody hears more of what it had under way. */
  get death(): Promise<void> {
    return this.#death.promise;
  }

  /** Made so far. */
  get requests(): number {
    return this.#count;
  }

  get hasStruck(): boolean {
    return this.#count >= this.#at;
  }

  /** Lets everything work again, as for the next process. */
  remove(): void {
    for (const restore of this.#restores) restore();
  }

  get #isDead(): boolean {
    return this.#fault === 'killed' && this.hasStruck;
  }

  /** @returns what is to be done once the request was made. */
  #strike(store: IDBObjectStore | undefined): (() => void) | undefined {
    if (this.#isDead) throw new Error('killed');
    this.#count++;
    if (this.#count !== this.#at) return undefined;
    const transaction = store?.transaction as OpenTransaction | undefined;
    switch (this.#fault) {
      case 'killed':
        for (const running of this.#running) loseSilently(running);
        this.#death.resolve();
        throw new Error('killed');
      case 'disk full, told by the write':
        return () => {
          transaction!._requests.at(-1)!.operation = () => {
            throw new DOMException('No room', 'QuotaExceededError');
          };
        };
      case 'disk full, told by the transaction':
        return () => queueMicrotask(() => transaction!._abort('QuotaExceededError'));
      case 'transaction aborted':
        // Browsers let the code that made the request run on to its next pause first.
        return () => queueMicrotask(() => transaction!._abort('UnknownError'));
      case 'connection closed':
        return () => queueMicrotask(() => forceCloseDatabase(transaction!.db as never));
    }
  }

  #patch<Target extends object, Result>(
    target: Target,
    method: keyof Target,
    before: (self: Target) => (() => void) | undefined | void,
    after?: (result: Result) => void,
  ): void {
    const original = target[method] as (...args: unknown[]) => Result;
    const patched = function (this: Target, ...args: unknown[]) {
      const then = before(this);
      const result = original.apply(this, args);
      then?.();
      after?.(result);
      return result;
    };
    target[method] = patched as Target[keyof Target];
    this.#restores.push(() => {
      target[method] = original as Target[keyof Target];
    });
  }
}

/** As when its process dies: undone, and nobody is told. */
function loseSilently(transaction: OpenTransaction): void {
  transaction._requests.length = 0;
  try {
    transaction.abort();
  } catch {
    // It is past that, and its writes count.
  }
}
