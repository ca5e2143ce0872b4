import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

/** How long a deletion may wait for connections that do not close, e.g. of a tab that the browser froze. */
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

  get(): Promise<IDBPDatabase<Schema>> {
    if (!this.#open) {
      const opening = this.#openDatabase();
      this.#open = opening;
      opening.catch(() => this.#forget(opening));
    }
    return this.#open;
  }

  /** Lets running transactions finish. `get` opens the database again. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.then((database) => database.close()).catch(() => {});
  }

  async #openDatabase(): Promise<IDBPDatabase<Schema>> {
    let isMissing = false;
    try {
      return await openDB<Schema>(this.#name, this.#migrations.length, {
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
        blocking: () => this.close(),
        terminated: () => this.#forget(this.#open),
      });
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
 * transaction is aborted; of several errors that follow from each other, the first is thrown.
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
  } catch (error) {
    abortIfRunning(transaction);
    throw error;
  }
  await Promise.all(pending);
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

function ignore(): void {}

/** Rejects if a connection stays open; the browser still deletes the database once it closes. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    deleteDB(name, {
      // A reader's last transaction is enough to be told so: wait a little before giving up.
      blocked: () => {
        timer = setTimeout(() => reject(new Error(`The database ${name} is in use`)), BLOCKED_MS);
      },
    })
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}
