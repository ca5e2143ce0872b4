import { useEffect, useState } from 'preact/hooks';
import { watchPackChanges } from '../../lib/extension/pack-changes.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';

/** Titles of the enabled packs, for whoever narrows a search to one. */
export function usePackTitles(store: () => Promise<FactStore>): readonly string[] {
  const [titles, setTitles] = useState<readonly string[]>([]);
  useEffect(() => {
    const read = async () => {
      const packs = await (await store()).packs();
      setTitles(packs.filter(({ isEnabled }) => isEnabled).map(({ current }) => current.header.title));
    };
    const readAnew = () => void read().catch(console.error);
    readAnew();
    return watchPackChanges(readAnew);
  }, [store]);
  return titles;
}
