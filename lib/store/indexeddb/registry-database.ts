import type { DBSchema } from 'idb';
import type { GenerationRow, PackRow, Registry, RemovalRow } from '../registry.ts';
import { abortIfRunning, Connection, completeWrites, type Migrations } from './connection.ts';

export const REGISTRY_NAME = 'factmark';

interface RegistrySchema extends DBSchema {
  packs: { key: string; value: PackRow };
  generations: { key: string; value: GenerationRow };
  removals: { key: string; value: RemovalRow };
}

const STORES = ['packs', 'generations', 'removals'] as const;

/** Never change one that was released: append. tests/lib/store/registry-migrations.test.ts opens each version. */
const MIGRATIONS: Migrations<RegistrySchema> = [
  (database) => {
    database.createObjectStore('packs', { keyPath: 'packId' });
    database.createObjectStore('generations', { keyPath: 'id' });
    database.createObjectStore('removals', { keyPath: 'packId' });
  },
];

/** The rows of the registry, in IndexedDB. */
export class RegistryDatabase {
  readonly #connection = new Connection(REGISTRY_NAME, MIGRATIONS, { mustExist: false });

  /** Resolves once the registry can be used. */
  async open(): Promise<void> {
    await this.#connection.open();
  }

  async read(): Promise<Registry> {
    const transaction = await this.#connection.begin(STORES);
    const [packs, generations, removals] = await Promise.all([
      transaction.objectStore('packs').getAll(),
      transaction.objectStore('generations').getAll(),
      transaction.objectStore('removals').getAll(),
    ]);
    return toRegistry(packs, generations, removals);
  }

  async update<T>(change: (registry: Registry) => T): Promise<T> {
    // Strict: a pack must not serve a generation before the disk has both.
    const transaction = await this.#connection.begin(STORES, 'readwrite', { durability: 'strict' });
    try {
      const rows = await Promise.all([
        transaction.objectStore('packs').getAll(),
        transaction.objectStore('generations').getAll(),
        transaction.objectStore('removals').getAll(),
      ]);
      const before = toRegistry(...rows);
      const after = toRegistry(...rows);
      const result = change(after);
      await completeWrites(
        transaction,
        (function* () {
          yield* writeChanges(before.packs, after.packs, transaction.objectStore('packs'));
          yield* writeChanges(before.generations, after.generations, transaction.objectStore('generations'));
          yield* writeChanges(before.removals, after.removals, transaction.objectStore('removals'));
        })(),
      );
      return result;
    } catch (error) {
      abortIfRunning(transaction);
      throw error;
    }
  }

  close(): void {
    this.#connection.close();
  }
}

function toRegistry(
  packs: readonly PackRow[],
  generations: readonly GenerationRow[],
  removals: readonly RemovalRow[],
): Registry {
  return {
    packs: new Map(packs.map((row) => [row.packId, row])),
    generations: new Map(generations.map((row) => [row.id, row])),
    removals: new Map(removals.map((row) => [row.packId, row])),
  };
}

/** Rows are never changed in place, so another object is another row. */
function* writeChanges<Row>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
  store: { put(row: Row): Promise<unknown>; delete(key: string): Promise<unknown> },
): Generator<Promise<unknown>> {
  for (const [key, row] of after) if (before.get(key) !== row) yield store.put(row);
  for (const key of before.keys()) if (!after.has(key)) yield store.delete(key);
}
