import { describe, expect, it, vi } from 'vitest';
import { createLibrary } from '../../../lib/services/library.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createPack, installPack } from '../store/sample-pack.ts';

/** A store of two packs, of which those in `damaged` cannot be opened; tells which were. */
async function createScene() {
  const store = createMemoryStore();
  for (const id of ['test.harbour', 'test.gazette']) await installPack(store, createPack({ id }));
  const damaged = new Set<string>();
  const opened: string[] = [];
  const openGeneration = store.openGeneration.bind(store);
  vi.spyOn(store, 'openGeneration').mockImplementation(async (id) => {
    const generation = await openGeneration(id);
    const { packId } = generation.summary;
    opened.push(packId);
    if (damaged.has(packId)) throw new Error('damaged');
    return generation;
  });
  const library = createLibrary(async () => store);
  const read = async () => (await library.generations()).map(({ summary }) => summary.packId);
  return { store, damaged, opened, read };
}

describe('the library', () => {
  it('opens each pack once, whatever is asked how often', async () => {
    const { opened, read } = await createScene();
    expect(await read()).toEqual(await read());
    expect(opened.toSorted()).toEqual(['test.gazette', 'test.harbour']);
  });

  it('keeps the others open while one cannot be read, and has that one as soon as it can', async () => {
    const { damaged, opened, read } = await createScene();
    damaged.add('test.gazette');
    expect(await read()).toEqual(['test.harbour']);
    expect(await read()).toEqual(['test.harbour']);
    expect(opened.filter((id) => id === 'test.harbour')).toHaveLength(1);
    damaged.clear();
    expect((await read()).toSorted()).toEqual(['test.gazette', 'test.harbour']);
  });

  it('fails where no pack can be read', async () => {
    const { damaged, read } = await createScene();
    damaged.add('test.gazette').add('test.harbour');
    await expect(read()).rejects.toThrow('damaged');
  });

  it('serves no pack that was switched off', async () => {
    const { store, read } = await createScene();
    await read();
    await store.setEnabled('test.gazette', false);
    expect(await read()).toEqual(['test.harbour']);
  });
});
