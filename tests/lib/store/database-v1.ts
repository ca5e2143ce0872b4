/**
 * Writes packs as version 1 of the databases had them, with nothing but IndexedDB: never change it, or
 * it proves nothing. One pack with two generations, and a bundled pack that the reader removed.
 */
export async function writeVersion1(factory: IDBFactory): Promise<void> {
  await write(factory, 'factmark', {
    packs: [
      {
        value: {
          packId: 'old.pack',
          isEnabled: false,
          isBundled: false,
          order: 3,
          currentId: 'generation-b',
        },
      },
    ],
    generations: [
      { value: generationRow('generation-a', '1.0.0', 1000) },
      { value: generationRow('generation-b', '1.1.0', 2000) },
    ],
    removals: [{ value: { packId: 'old.bundled', version: '0.9.0' } }],
  });
  await writeGeneration(factory, 'generation-a', 'Old statement.');
  await writeGeneration(factory, 'generation-b', 'Newer statement.');
}

function generationRow(id: string, version: string, importedAt: number): object {
  return {
    id,
    packId: 'old.pack',
    state: 'ready',
    header: { format: 'fact-pack/1', id: 'old.pack', version, title: 'Old pack', language: 'en' },
    counts: { sources: 2, entities: 1, facts: 1 },
    importedAt,
    isPinned: id === 'generation-a',
    bytes: 1234,
  };
}

async function writeGeneration(factory: IDBFactory, id: string, statement: string): Promise<void> {
  const entity = '{"id":"e1","type":"place","name":"Quell","sameAs":["https://quell.example"]}';
  const fact = `{"id":"f1","about":["e1"],"statement":"${statement}","status":"confirmed","sources":[{"source":"own"},{"source":"shared"}]}`;
  // FNV-1a over "e1" and "shared", finished as in MurmurHash3.
  const firstHashes = {
    dossiers: Uint32Array.of(2_132_947_933),
    sources: Uint32Array.of(2_521_462_073),
  };
  await write(factory, `factmark-generation-${id}`, {
    dossiers: [
      {
        key: 0,
        value: `own\u001e{"id":"own","title":"Own source"}\u001de1\u001e1\u001eown\u001fshared\u001e{"entity":${entity},"facts":[${fact}]}`,
      },
    ],
    profiles: [{ key: 0, value: `{"entity":${entity},"keywords":["statement"],"related":[]}` }],
    sources: [{ key: 0, value: 'shared\u001e{"id":"shared","title":"Shared source"}' }],
    original: [{ key: 0, value: new TextEncoder().encode('the file itself') }],
    // Of a format that nobody knows: to be compiled anew.
    gazetteer: [{ key: 'gazetteer', value: new ArrayBuffer(8) }],
    meta: [
      {
        key: 'meta',
        value: {
          counts: { sources: 2, entities: 1, facts: 1 },
          chunkCounts: { dossiers: 1, profiles: 1, sources: 1 },
          firstHashes,
          originalPieces: 1,
        },
      },
    ],
  });
}

const KEY_PATHS: Readonly<Record<string, string>> = {
  packs: 'packId',
  generations: 'id',
  removals: 'packId',
};

function write(
  factory: IDBFactory,
  name: string,
  stores: Readonly<Record<string, readonly { readonly key?: IDBValidKey; readonly value: unknown }[]>>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, 1);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      for (const store of Object.keys(stores)) {
        const keyPath = KEY_PATHS[store];
        opening.result.createObjectStore(store, keyPath === undefined ? {} : { keyPath });
      }
    };
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(Object.keys(stores), 'readwrite');
      for (const [store, records] of Object.entries(stores)) {
        for (const { key, value } of records) transaction.objectStore(store).put(value, key);
      }
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}
