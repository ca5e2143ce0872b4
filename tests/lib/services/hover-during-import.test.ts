import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FactPack } from '../../../lib/model/fact-pack.ts';
import { readDossiers } from '../../../lib/services/dossiers.ts';
import { createLibrary } from '../../../lib/services/library.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore, openFactStore } from '../../../lib/store/open-fact-store.ts';
import { createPack, installPack } from '../store/sample-pack.ts';

const ENTITIES = Array.from({ length: 60 }, (_, i) => `org:${i}`);

/** Every name, description, statement and source of it says which edition it is of. */
function edition(number: number): FactPack {
  return createPack({
    version: `${number}.0.0`,
    sources: [{ id: 's', title: `Source, edition ${number}` }],
    entities: ENTITIES.map((id) => ({
      id,
      type: 'organization',
      name: `${id}, edition ${number}`,
      description: `edition ${number}`,
    })),
    facts: ENTITIES.flatMap((id) =>
      ['a', 'b'].map((letter) => ({
        id: `${id}/${letter}`,
        about: [id],
        statement: `It is in edition ${number}.`,
        status: 'reported' as const,
        sources: [{ source: 's' }],
      })),
    ),
  });
}

describe.each([
  ['IndexedDB', () => openFactStore()],
  ['memory', async () => createMemoryStore()],
])('a hover, with the store in %s', (_kind, openStore) => {
  let store: FactStore;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    store = await openStore();
  });

  /** Points at names, one after the other, until told to stop. `seen` grows by the editions that each hover showed. */
  function hoverMeanwhile(): { readonly seen: readonly string[][]; readonly stop: () => Promise<void> } {
    // A hover in another window, with a library of its own.
    const library = createLibrary(async () => store);
    let isOver = false;
    const seen: string[][] = [];
    const run = async () => {
      for (let turn = 0; !isOver; turn++) {
        const ids = [0, 7, 23].map((step) => ENTITIES[(turn + step) % ENTITIES.length]!);
        const dossiers = await readDossiers(await library.generations(), ids);
        const editions = JSON.stringify(dossiers).match(/edition \d/g) ?? [];
        seen.push([...new Set(editions)]);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    };
    const running = run();
    return {
      seen,
      stop: async () => {
        isOver = true;
        await running;
      },
    };
  }

  it('shows the old or the new edition during an update, a roll-back and another update, never a mixture', async () => {
    const first = await installPack(store, edition(1));
    const hovers = hoverMeanwhile();
    for (let turn = 0; turn < 3; turn++) {
      await installPack(store, edition(2));
      await store.rollBack('test.harbour', first.current.id);
      await store.setPinned(first.current.id, true);
    }
    await installPack(store, edition(2));
    // The hover under way may still show the edition before.
    const { seen, stop } = hovers;
    const underWay = seen.length;
    await vi.waitFor(() => expect(seen.slice(underWay + 1).at(-1)).toEqual(['edition 2']), 10_000);
    await stop();
    expect(seen.filter((editions) => editions.length !== 1)).toEqual([]);
    expect(new Set(seen.flat())).toEqual(new Set(['edition 1', 'edition 2']));
    expect(seen.at(-1)).toEqual(['edition 2']);
  });
});
