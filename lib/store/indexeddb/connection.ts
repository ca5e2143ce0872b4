import {
  type DBSchema,
  deleteDB,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreKey,
  type StoreNames,
  type StoreValue,
  unwrap,
} from 'idb';

/** How long an upgrade or a deletion may wait for connections that do not close, e.g. of a tab that the browser froze. */
const BLOCKED_MS = 3000;

/** What a version of a database's schema adds to the one before: `MIGRATIONS[n]` leads from version n to n + 1. */
export type Migrations<Schema extends DBSchema> = readonly ((
  ...args: Parameters<NonNullable<NonNullable<Parameters<typeof openDB<Schema>>[2]>['upgrade']>>
) => void)[];

/**
 * A database that is opened when first needed, and again after the browser or another context closed
 * the connection. It never stands in the way of somebody who wants to delete or upgrade the database.
 */
export class Connection<Schema extends DBSchema> {
  readonly #name: string;
  readonly #migrations: Migrations<Schema>;
  readonly #mustExist: boolean;
  #open: Promise<IDBPDatabase<Schema>> | undefined;

  /** @param mustExist Refuse to open a database that is not there, rather than to create an empty one. */
  constructor(name: string, migrations: Migrations<Schema>, { mustExist }: { mustExist: boolean }) {
    this.#name = name;
    this.#migrations = migrations;
    this.#mustExist = mustExist;
  }

  /** Opens the database, or finds it open. */
  async open(): Promise<void> {
    await this.#get();
  }

  /**
   * Begins a transaction. Somebody who reads need not look at its `done`: a transaction that fails fails its
   * requests as well.
   */
  async begin<Names extends ArrayLike<StoreNames<Schema>>, Mode extends IDBTransactionMode = 'readonly'>(
    stores: Names,
    mode?: Mode,
    options?: IDBTransactionOptions,
  ): Promise<IDBPTransaction<Schema, Names, Mode>> {
    const begin = async () => (await this.#get()).transaction(stores, mode, options);
    const transaction = await begin().catch((error: unknown) => {
      // The browser closed the database a moment ago, and the event that says so is still on its way.
      if (nameOf(error) !== 'InvalidStateError') throw error;
      this.close();
      return begin();
    });
    transaction.done.catch(ignore);
    return transaction;
  }

  /** Lets running transactions finish. `begin` opens the database again. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.then((database) => database.close()).catch(() => {});
  }

  #get(): Promise<IDBPDatabase<Schema>> {
    if (!this.#open) {
      const opening: Promise<IDBPDatabase<Schema>> = this.#openDatabase(() => this.#forget(opening));
      this.#open = opening;
      opening.catch(() => this.#forget(opening));
    }
    return this.#open;
  }

  /** @param closed Called when this very connection is closed from outside; there may be a newer one by then. */
  async #openDatabase(closed: () => void): Promise<IDBPDatabase<Schema>> {
    let isMissing = false;
    const patience = new Patience(this.#name);
    try {
      const opening = openDB<Schema>(this.#name, this.#migrations.length, {
        upgrade: (...args) => {
          const [, oldVersion, , transaction] = args;
          if (oldVersion === 0 && this.#mustExist) {
            isMissing = true;
            // `openDB` rejects as well, and that is where it is dealt with.
            transaction.done.catch(() => {});
            transaction.abort();
            return;
          }
          for (const migrate of this.#migrations.slice(oldVersion)) migrate(...args);
        },
        blocked: () => patience.begin(),
        blocking: (_version, _wanted, { target }) => {
          (target as IDBDatabase).close();
          closed();
        },
        terminated: closed,
      });
      return await patience.waitFor(opening, (database) => database.close());
    } catch (error) {
      throw isMissing ? new Error(`The database ${this.#name} is gone`) : error;
    }
  }

  #forget(opening: Promise<IDBPDatabase<Schema>> | undefined): void {
    if (this.#open === opening) this.#open = undefined;
  }
}

/**
 * Issues the writes of a transaction and waits for it to complete. If one cannot even be issued, the
 * transaction is aborted. Of several errors that follow from each other, the one that says why is thrown: a
 * write that is given up with its transaction does not know that the disk is full.
 */
export async function completeWrites(
  transaction: { readonly done: Promise<void>; abort(): void },
  writes: Iterable<Promise<unknown>>,
): Promise<void> {
  const pending: Promise<unknown>[] = [transaction.done];
  transaction.done.catch(ignore);
  try {
    for (const write of writes) {
      write.catch(ignore);
      pending.push(write);
    }
    await Promise.all(pending);
  } catch (error) {
    abortIfRunning(transaction);
    const reason = await transaction.done.catch((end: unknown) => end);
    throw reason === undefined || nameOf(reason) === 'AbortError' ? error : reason;
  }
}

/**
 * {@link completeWrites} for many records at once. Nobody is told of each: a promise and its events for every
 * record cost an import's thread as much again as the writing itself.
 */
export async function putAll<
  Schema extends DBSchema,
  Names extends ArrayLike<StoreNames<Schema>>,
  Name extends Names[number] & string,
>(
  transaction: IDBPTransaction<Schema, Names, 'readwrite'>,
  name: Name,
  records: Iterable<readonly [key: StoreKey<Schema, Name>, value: StoreValue<Schema, Name>]>,
): Promise<void> {
  const plain = unwrap(transaction);
  const store = plain.objectStore(name);
  const end = new Promise<void>((resolve, reject) => {
    plain.addEventListener('complete', () => resolve());
    plain.addEventListener('abort', () => reject(plain.error ?? new DOMException('Given up', 'AbortError')));
  });
  end.catch(ignore);
  try {
    for (const [key, value] of records) store.put(value, key as IDBValidKey);
    plain.commit();
  } catch (error) {
    abortIfRunning(transaction);
    const reason = await end.catch((given: unknown) => given);
    throw reason === undefined || nameOf(reason) === 'AbortError' ? error : reason;
  }
  await end;
}

/** Undoes a transaction; one that has ended by itself needs no undoing. */
export function abortIfRunning(transaction: { readonly done: Promise<void>; abort(): void }): void {
  transaction.done.catch(ignore);
  try {
    transaction.abort();
  } catch {
    // It has ended, which is all that was wanted.
  }
}

/** Rejects if a connection stays open; the browser still deletes the database once it closes. */
export function deleteDatabase(name: string): Promise<void> {
  const patience = new Patience(name);
  // A reader's last transaction is enough to be told so: wait a little before giving up.
  return patience.waitFor(deleteDB(name, { blocked: () => patience.begin() }), ignore);
}

/** Waits for something that others stand in the way of, for a while. */
class Patience {
  readonly #name: string;
  readonly #end = Promise.withResolvers<never>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Somebody stands in the way. */
  begin(): void {
    const giveUp = () => this.#end.reject(new Error(`The database ${this.#name} is in use`));
    this.#timer ??= setTimeout(giveUp, BLOCKED_MS);
  }

  /** @param tooLate What to do with a result that comes after all. */
  async waitFor<T>(result: Promise<T>, tooLate: (result: T) => void): Promise<T> {
    let isOver = false;
    result.then((value) => isOver && tooLate(value), ignore);
    try {
      return await Promise.race([result, this.#end.promise]);
    } finally {
      isOver = true;
      clearTimeout(this.#timer);
    }
  }
}

function nameOf(error: unknown): string | undefined {
  return (error as Partial<Error> | undefined)?.name;
}

function ignore(): void {}
