import type { FactStore } from '../store/fact-store.ts';
import { keepReadable } from './readable-packs.ts';

/**
 * What is opened of each enabled pack: once, and kept until its generation serves no more. Each call looks up
 * which generations serve now (one small read). A pack that cannot be read is left out, and tried again at
 * the next call; the others stay open.
 *
 * @param open What to open of a generation, by its id.
 * @param close Told of what serves no more.
 * @returns Opens what is missing and gives all of it, in the reader's order; rejects if nothing can be read.
 */
export function createShelves<Shelf>(
  open: (store: FactStore, id: string) => Promise<Shelf>,
  close: (shelf: Shelf) => void = () => {},
): (store: FactStore) => Promise<readonly Shelf[]> {
  const shelves = new Map<string, Promise<Shelf>>();

  const shelfOf = (store: FactStore, id: string): Promise<Shelf> => {
    const known = shelves.get(id);
    if (known) return known;
    const shelf = open(store, id);
    shelves.set(id, shelf);
    // A failure must not stick: the next call may find the store healthy again.
    shelf.catch(() => shelves.delete(id));
    return shelf;
  };

  const renew = async (store: FactStore, isRetry = false): Promise<readonly Shelf[]> => {
    const ids = (await store.packs()).filter((pack) => pack.isEnabled).map((pack) => pack.current.id);
    const serving = new Set(ids);
    for (const [id, shelf] of shelves) {
      if (serving.has(id)) continue;
      shelves.delete(id);
      shelf.then(close, () => {});
    }
    const opening = ids.map((id) => shelfOf(store, id));
    const settled = await Promise.allSettled(opening);
    const isWhole = settled.every(({ status }) => status === 'fulfilled');
    // A generation that went while it was opened: the pack has a newer one, or none.
    return isWhole || isRetry ? keepReadable(opening) : renew(store, true);
  };
  return renew;
}
