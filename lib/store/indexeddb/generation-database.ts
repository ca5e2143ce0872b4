import type { DBSchema, StoreNames } from 'idb';
import type { SearchPart } from '../../search/parts.ts';
import type { DerivedParts, GenerationMeta, GenerationReader, GenerationWriter } from '../backend.ts';
import { Connection, completeWrites, deleteDatabase, type Migrations, putAll } from './connection.ts';
import { countPieces, type DataFileWriter, measurePieces, readPieces, type StoredData } from './data-file.ts';

const GENERATION_PREFIX = 'factmark-generation-';

/**
 * A file of its own: 30 MB come back three times sooner than as a value in Chromium, eight times in Firefox,
 * which compresses values. The first builds wrote the buffer itself.
 */
type StoredGazetteer = Blob | ArrayBuffer;

/** Numbers of a search index that are kept as a file as well: all that a search of a large pack reads at once. */
const FILE_BYTES = 256 * 1024;

/**
 * Chunks and pieces are under their numbers; `data`, `meta` and the derived parts have one record each,
 * written last. `dossiers` and `original` are empty where `data` has them.
 */
interface GenerationSchema extends DBSchema {
  dossiers: { key: number; value: string };
  profiles: { key: number; value: string };
  sources: { key: number; value: string };
  original: { key: number; value: Uint8Array<ArrayBuffer> };
  meta: { key: 'meta'; value: GenerationMeta };
  gazetteer: { key: 'gazetteer'; value: StoredGazetteer };
  identities: { key: 'identities'; value: DerivedParts['identities'] };
  search: { key: string; value: SearchPart | Blob };
  data: { key: 'data'; value: StoredData };
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
  // Filled when a generation of version 1 or 2 is first searched.
  (database) => {
    database.createObjectStore('search');
  },
  // Stays empty in older generations, which have dossiers and the file in stores of their own, and wherever
  // an import finds no files to write.
  (database) => {
    database.createObjectStore('data');
  },
];

/** @param createDataFile Called when there is something to write; resolves to undefined where there are no files. */
export async function createGenerationDatabase(
  id: string,
  createDataFile: () => Promise<DataFileWriter | undefined>,
): Promise<GenerationWriter> {
  const connection = await createDatabase(GENERATION_PREFIX + id, GENERATION_MIGRATIONS);
  let opening: Promise<DataFileWriter | undefined> | undefined;
  const openDataFile = () => {
    opening ??= createDataFile();
    return opening;
  };
  return {
    async writeChunks(kind, first, chunks) {
      const file = kind === 'dossiers' ? await openDataFile() : undefined;
      if (file) {
        for (const [index, chunk] of chunks.entries()) file.add('dossiers', first + index, chunk);
        return;
      }
      const transaction = await connection.begin([kind], 'readwrite', RELAXED);
      await putAll(
        transaction,
        kind,
        Iterator.from(chunks).map((chunk, i) => [first + i, chunk] as const),
      );
    },
    async writeOriginalPiece(number, bytes) {
      const file = await openDataFile();
      if (file) return file.add('original', number, bytes);
      const transaction = await connection.begin(['original'], 'readwrite', RELAXED);
      await completeWrites(transaction, [transaction.objectStore('original').put(bytes, number)]);
    },
    writeSearchParts: (parts) => writeSearchParts(connection, parts),
    async storeFile() {
      const file = await opening;
      if (!file) return;
      const data = await file.finish();
      // Strict: only then does the browser bring its copy of the file to the disk.
      const transaction = await connection.begin(['data'], 'readwrite', { durability: 'strict' });
      await completeWrites(transaction, [transaction.objectStore('data').put(data, 'data')]);
      await file.delete();
    },
    async finish(meta, { gazetteer, identities }) {
      // Strict, which brings the relaxed transactions before it to the disk as well.
      const transaction = await connection.begin(['meta', 'gazetteer', 'identities'], 'readwrite', {
        durability: 'strict',
      });
      await completeWrites(
        transaction,
        (function* () {
          yield transaction.objectStore('gazetteer').put(new Blob([gazetteer]), 'gazetteer');
          yield transaction.objectStore('identities').put(identities, 'identities');
          yield transaction.objectStore('meta').put(meta, 'meta');
        })(),
      );
    },
    close() {
      connection.close();
      // What could not be opened need not be closed; who wrote to it has heard of it.
      opening?.then((file) => file?.close()).catch(() => {});
    },
  };
}

export async function openGenerationDatabase(id: string): Promise<GenerationReader> {
  const connection = new Connection(GENERATION_PREFIX + id, GENERATION_MIGRATIONS, { mustExist: true });
  await connection.open();
  const storeOf = async <Name extends StoreNames<GenerationSchema>>(name: Name) =>
    (await connection.begin([name])).objectStore(name);
  const readData = async () => (await storeOf('data')).get('data');
  return {
    readMeta: async () => required(await (await storeOf('meta')).get('meta')),
    async readDerived(part) {
      const value = await (await storeOf(part)).get(part as never);
      return (value instanceof Blob ? await readFile(value) : value) as never;
    },
    async replaceDerived(part, value) {
      const stored = value instanceof ArrayBuffer ? new Blob([value]) : value;
      const transaction = await connection.begin([part], 'readwrite', RELAXED);
      await completeWrites(transaction, [transaction.objectStore(part).put(stored, part as never)]);
    },
    async readChunks(kind, numbers) {
      if (kind === 'dossiers') {
        const data = await readData();
        if (data) {
          const read = async (number: number) => required((await readPieces(data, kind, number, 1))[0]);
          return (await Promise.all(numbers.map(read))).map(decode);
        }
      }
      const store = await storeOf(kind);
      return Promise.all(numbers.map(async (number) => required(await store.get(number))));
    },
    async readChunkRange(kind, first, count) {
      const data = kind === 'dossiers' ? await readData() : undefined;
      if (data) return (await readPieces(data, 'dossiers', first, count)).map(decode);
      return (await storeOf(kind)).getAll(IDBKeyRange.lowerBound(first), count);
    },
    async countChunks(kind) {
      const data = kind === 'dossiers' ? await readData() : undefined;
      return data ? countPieces(data, 'dossiers') : (await storeOf(kind)).count();
    },
    async readOriginalPiece(number) {
      const data = await readData();
      if (data) return required((await readPieces(data, 'original', number, 1))[0]);
      return required(await (await storeOf('original')).get(number));
    },
    async measureOriginal() {
      const data = await readData();
      if (data) return measurePieces(data, 'original');
      let bytes = 0;
      const store = await storeOf('original');
      for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
        bytes += cursor.value.length;
      }
      return bytes;
    },
    search: {
      async read(names) {
        const store = await storeOf('search');
        const stored = await Promise.all(names.map((name) => store.get(name)));
        return Promise.all(stored.map((part) => (part instanceof Blob ? readFile(part) : part)));
      },
    },
    writeSearchParts: (parts) => writeSearchParts(connection, parts),
    close: () => connection.close(),
  };
}

const decoder = new TextDecoder();

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

async function writeSearchParts(
  connection: Connection<GenerationSchema>,
  parts: ReadonlyMap<string, SearchPart>,
): Promise<void> {
  const transaction = await connection.begin(['search'], 'readwrite', RELAXED);
  await putAll(
    transaction,
    'search',
    Iterator.from(parts).map(([name, part]) => {
      const isLong = part instanceof ArrayBuffer && part.byteLength >= FILE_BYTES;
      return [name, isLong ? new Blob([part]) : part] as const;
    }),
  );
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
  await creation.open();
  creation.close();
  const connection = new Connection(name, migrations, { mustExist: true });
  await connection.open();
  return connection;
}

/** @returns undefined for a file that cannot be read: what was derived can be made anew. */
async function readFile(file: Blob): Promise<ArrayBuffer | undefined> {
  try {
    return await file.arrayBuffer();
  } catch {
    return undefined;
  }
}

/** A crash may lose what was written last; the generation is then incomplete and swept. */
const RELAXED = { durability: 'relaxed' } as const;

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A record of the generation is missing');
  return value;
}
