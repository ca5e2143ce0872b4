import { openDB } from 'idb';

/** One object store of values under names, for engines that bring no place of their own. */
export async function openKeyValue<T>(name: string) {
  const database = await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('parts') });
  return {
    async write(parts: Iterable<readonly [string, T]>): Promise<void> {
      const { store, done } = database.transaction('parts', 'readwrite', { durability: 'relaxed' });
      for (const [key, part] of parts) void store.put(part, key);
      await done;
    },
    async read(keys: readonly string[]): Promise<readonly (T | undefined)[]> {
      const { store } = database.transaction('parts');
      return Promise.all(keys.map((key) => store.get(key) as Promise<T | undefined>));
    },
  };
}
