import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PacksState } from '../../components/settings/PacksSection.tsx';
import { watchPackChanges } from '../../lib/extension/pack-changes.ts';
import { announcePacksChanged } from '../../lib/extension/tabs.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';

export interface Packs {
  readonly state: PacksState;
  readonly isMemoryOnly: boolean;
  /** Changes something about the packs, then shows them as they are and lets every open page know. */
  readonly change: (edit: (store: FactStore) => Promise<unknown>) => void;
}

/** The installed packs, read again after every change. */
export function usePacks(store: () => Promise<FactStore>): Packs {
  const [state, setState] = useState<PacksState>({ phase: 'loading' });
  const [isMemoryOnly, setMemoryOnly] = useState(false);

  const read = useCallback(async () => {
    const opened = await store();
    setMemoryOnly(opened.kind === 'memory');
    setState({ phase: 'shown', packs: await opened.packs() });
  }, [store]);

  const fail = useCallback((error: unknown) => {
    console.error(error);
    setState({ phase: 'failed' });
  }, []);

  useEffect(() => {
    read().catch(fail);
    // The background, which installs the bundled packs, or another window may change them meanwhile.
    return watchPackChanges(() => {
      read().catch(fail);
    });
  }, [read, fail]);

  const change = useCallback(
    (edit: (store: FactStore) => Promise<unknown>) => {
      const run = async () => {
        await edit(await store());
        await Promise.all([read(), announcePacksChanged()]);
      };
      run().catch(fail);
    },
    [store, read, fail],
  );

  return { state, isMemoryOnly, change };
}
