import { useEffect, useState } from 'preact/hooks';
import type { FactStore } from '../../lib/store/fact-store.ts';

/** Titles of the enabled packs, for whoever narrows a search to one. */
export function usePackTitles(store: () => Promise<FactStore>): readonly string[] {
  const [titles, setTitles] = useState<readonly string[]>([]);
  useEffect(() => {
    const read = async () => {
      const packs = await (await store()).packs();
      setTitles(packs.filter(({ isEnabled }) => isEnabled).map(({ current }) => current.header.title));
    };
    read().catch(console.error);
  }, [store]);
  return titles;
}
