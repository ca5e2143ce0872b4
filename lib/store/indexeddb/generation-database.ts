import type { DBSchema } from 'idb';
import type { DerivedParts, GenerationMeta, GenerationReader, GenerationWriter } from '../backend.ts';
import { Connection, completeWrites, deleteDatabase, type Migrations } from './connection.ts';

const GENERATION_PREFIX = 'factmark-generation-';

/** Chunks and pieces are under their numbers; `meta` and the derived parts have one record each, written last. */
interface GenerationSchema extends DBSchema {
  dossiers: { key: number; value: string };
  profiles: { key: number; value: string };
  sources: { key: number; value: string };
  original: { key: number; value: Uint8Array<ArrayBuffer> };
  meta: { key: 'meta'; value: GenerationMeta };
  gazetteer: { key: 'gazetteer'; value: DerivedParts['gazetteer'] };
  identities: { key: 'identities'; value: DerivedParts['identities'] };
}

/** Never change one that was released: append. tests/lib/store/migrations.test.ts opens each version. */
const GENERATION_MIGRATIONS: Migrations<GenerationSchema> = [
  (database) => {
    for (const name of ['dossiers', 'profiles', 'sources', 'original', 'meta', 'gazetteer'] as const) {
      database.createObjectStore(name);
    }
  },
  // Filled when a generation of version 1 is first asked for the same entity of another pack.
  (database) => {
    database.createObjectStore('identities');
  },
];

export async function createGenerationDatabase(id: string): Promise<GenerationWriter> {
  const connection = await createDatabase(GENERATION_PREFIX + id, GENERATION_MIGRATIONS);
  return {
    async writeChunks(kind, first, chunks) {
      const transaction = (await connection.get()).transaction(kind, 'readwrite', RELAXED);
      await completeWrites(
        transaction,
        Iterator.from(chunks).map((chunk, i) => transaction.store.put(chunk, first + i)),
      );
    },
    async writeOriginalPiece(number, bytes) {
      const transaction = (await connection.get()).transaction('original', 'readwrite', RELAXED);
      await completeWrites(transaction, [transaction.store.put(bytes, number)]);
    },
    async finish(meta, { gazetteer, identities }) {
      // Strict, which brings the relaxed transactions before it to the disk as well.
      const transaction = (await connection.get()).transaction(
        ['meta', 'gazetteer', 'identities'],
        'readwrite',
        {
          durability: 'strict',
        },
      );
      await completeWrites(
        transaction,
        (function* () {
          yield transaction.objectStore('gazetteer').put(gazetteer, 'gazetteer');
          yield transaction.objectStore('identities').put(identities, 'identities');
          yield transaction.objectStore('meta').put(meta, 'meta');
        })(),
      );
    },
    close: () => connection.close(),
  };
}

export async function openGenerationDatabase(id: string): Promise<GenerationReader> {
  const connection = new Connection(GENERATION_PREFIX + id, GENERATION_MIGRATIONS, { mustExist: true });
  await connection.get();
  return {
    readMeta: async () => required(await (await connection.get()).get('meta', 'meta')),
    readDerived: async (part) => (await connection.get()).get(part, part) as Promise<never>,
    async replaceDerived(part, value) {
      await (await connection.get()).put(part, value, part);
    },
    async readChunks(kind, numbers) {
      const { store } = (await connection.get()).transaction(kind);
      return Promise.all(numbers.map(async (number) => required(await store.get(number))));
    },
    async readChunkRange(kind, first, count) {
      return (await connection.get()).getAll(kind, IDBKeyRange.lowerBound(first), count);
    },
    countChunks: async (kind) => (await connection.get()).count(kind),
    readOriginalPiece: async (number) => required(await (await connection.get()).get('original', number)),
    close: () => connection.close(),
  };
}

export function deleteGenerationDatabase(id: string): Promise<void> {
  return deleteDatabase(GENERATION_PREFIX + id);
}

/** Ids of generations that have a database. Empty where the browser cannot list databases. */
export async function listGenerationDatabases(): Promise<readonly string[]> {
  const databases = (await indexedDB.databases?.()) ?? [];
  return databases
    .map(({ name = '' }) => name)
    .filter((name) => name.startsWith(GENERATION_PREFIX))
    .map((name) => name.slice(GENERATION_PREFIX.length));
}

/** @returns a connection that will not create the database a second time, should somebody delete it. */
async function createDatabase<Schema extends DBSchema>(
  name: string,
  migrations: Migrations<Schema>,
): Promise<Connection<Schema>> {
  const creation = new Connection(name, migrations, { mustExist: false });
  await creation.get();
  creation.close();
  const connection = new Connection(name, migrations, { mustExist: true });
  await connection.get();
  return connection;
}

/** A crash may lose what was written last; the generation is then incomplete and swept. */
const RELAXED = { durability: 'relaxed' } as const;

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A record of the generation is missing');
  return value;
}
