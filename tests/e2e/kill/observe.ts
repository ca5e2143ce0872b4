import type { StoreWorld } from '../drivers/store-world.ts';

/** What a reader finds of a pack, and everything that takes space. */
export interface Found {
  /** Version that serves, then those to roll back to; none if the pack is not there. */
  readonly versions: readonly string[];
  /** Statements of the facts that a hover would show. */
  readonly statements: readonly string[];
  /** What belongs to no generation that serves or can serve again. */
  readonly leftovers: readonly string[];
}

/** Runs in a page of the extension. Uses nothing from around it, and looks at the databases themselves for what takes space. */
export async function observe(packId: string, entityId: string): Promise<Found> {
  const rowsOf = async <Row>(name: string): Promise<Row[]> =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open('factmark');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const reading = database.transaction(name).objectStore(name).getAll();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => {
          database.close();
          resolve(reading.result as Row[]);
        };
      };
    });
  interface GenerationRow {
    readonly id: string;
    readonly packId: string;
    readonly state: string;
    readonly header: { readonly version: string };
    readonly importedAt: number;
  }
  const generations = await rowsOf<GenerationRow>('generations');
  const pack = (await rowsOf<{ packId: string; currentId: string }>('packs')).find(
    (row) => row.packId === packId,
  );
  const ready = generations.filter(({ state }) => state === 'ready');
  const known = new Set(['factmark', ...ready.map(({ id }) => `factmark-generation-${id}`)]);
  const databases = (await indexedDB.databases()).map(({ name = '' }) => name);
  const files: string[] = [];
  const folder = await navigator.storage.getDirectory();
  for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) files.push(name);
  const leftovers = [
    ...generations.filter(({ state }) => state !== 'ready').map(({ id, state }) => `row ${state} ${id}`),
    ...databases.filter((name) => !known.has(name)).map((name) => `database ${name}`),
    ...[...known].filter((name) => !databases.includes(name)).map((name) => `missing ${name}`),
    ...files.map((name) => `file ${name}`),
  ];
  if (!pack) return { versions: [], statements: [], leftovers };

  const { openFactStore, readDossiers } = (window as unknown as StoreWorld).factmarkStore;
  const store = await openFactStore();
  const generation = await store.openGeneration(pack.currentId);
  const dossiers = await readDossiers([generation], [entityId]);
  const statements = dossiers.flatMap(({ facts }) => facts.map(({ statement }) => statement));
  generation.close();
  store.close();
  const ofPack = ready.filter((row) => row.packId === packId);
  const others = ofPack
    .filter(({ id }) => id !== pack.currentId)
    .toSorted((a, b) => b.importedAt - a.importedAt);
  const current = ofPack.filter(({ id }) => id === pack.currentId);
  return { versions: [...current, ...others].map(({ header }) => header.version), statements, leftovers };
}
