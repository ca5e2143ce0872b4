import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import type { FactStore, Generation } from '../store/fact-store.ts';
import { keepReadable } from './readable-packs.ts';
import { createShelves } from './shelves.ts';

/** What one enabled pack contributes to every page: its names, and the way to what is known about them. */
export interface Segment {
  readonly gazetteer: Gazetteer;
  readonly generation: Generation;
}

/**
 * The enabled packs, opened once for the whole browser and shared by every page. Each call looks up
 * which generations serve now (one small read), so that a pack imported in another window, or by a page
 * that was closed before it could say so, is never served stale; what was opened already stays open. A pack
 * that cannot be read is left out and tried again at the next call; if none can be read, the call rejects.
 */
export interface Library {
  /** Enabled packs in the reader's order. Dossiers need these only: a hover never waits for a gazetteer. */
  generations(): Promise<readonly Generation[]>;
  segments(): Promise<readonly Segment[]>;
}

interface Shelf {
  readonly generation: Generation;
  gazetteer: Promise<Gazetteer> | undefined;
}

export function createLibrary(store: () => Promise<FactStore>): Library {
  // Pages that still read with a generation dropped here may finish: the store closes it when it is deleted.
  const shelves = createShelves(
    async (opened, id): Promise<Shelf> => ({
      generation: await opened.openGeneration(id),
      gazetteer: undefined,
    }),
  );
  const renewShelves = async () => shelves(await store());

  const readGazetteer = (shelf: Shelf): Promise<Gazetteer> => {
    if (shelf.gazetteer) return shelf.gazetteer;
    const reading = shelf.generation.readGazetteer();
    shelf.gazetteer = reading;
    reading.catch(() => {
      shelf.gazetteer = undefined;
    });
    return reading;
  };

  return {
    generations: async () => (await renewShelves()).map(({ generation }) => generation),
    segments: async () =>
      keepReadable(
        (await renewShelves()).map(async (shelf) => ({
          generation: shelf.generation,
          gazetteer: await readGazetteer(shelf),
        })),
      ),
  };
}
