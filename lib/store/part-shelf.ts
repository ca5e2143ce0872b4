import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

const NAME = 'factmark-parts';

/** A download that nobody took up again for so long is given up. */
const KEPT_MS = 7 * 24 * 3_600_000;

interface ShelfSchema extends DBSchema {
  parts: {
    key: [packId: string, hash: string];
    value: { readonly packId: string; readonly hash: string; readonly file: Uint8Array; readonly at: number };
  };
}

/** The shelf of lib/services/part-shelf.ts, in a database of its own: nothing in it is worth a migration. */
export function openPartShelf(now: () => number = Date.now) {
  let opening: Promise<IDBPDatabase<ShelfSchema>> | undefined;
  const open = () => {
    opening ??= openDB<ShelfSchema>(NAME, 1, {
      upgrade: (database) => {
        database.createObjectStore('parts', { keyPath: ['packId', 'hash'] });
      },
    });
    return opening;
  };
  return {
    async take(packId: string, hash: string): Promise<Uint8Array | undefined> {
      return (await (await open()).get('parts', [packId, hash]))?.file;
    },
    async put(packId: string, hash: string, file: Uint8Array): Promise<void> {
      await (await open()).put('parts', { packId, hash, file, at: now() });
    },
    async tidy(packId: string, hashes: ReadonlySet<string>): Promise<void> {
      const transaction = (await open()).transaction('parts', 'readwrite');
      for await (const cursor of transaction.store) {
        const { at, ...part } = cursor.value;
        const isUsed = part.packId === packId ? hashes.has(part.hash) : now() - at < KEPT_MS;
        if (!isUsed) await cursor.delete();
      }
      await transaction.done;
    },
  };
}
