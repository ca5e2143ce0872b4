import { useCallback, useEffect, useState } from 'preact/hooks';
import type { VersionComparison } from '../../components/settings/installed-packs.ts';
import type { PacksState } from '../../components/settings/PacksSection.tsx';
import { watchPackChanges } from '../../lib/extension/pack-changes.ts';
import { announcePacksChanged } from '../../lib/extension/tabs.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import { compareGenerations } from '../../lib/services/compare-generations.ts';
import { exportPack } from '../../lib/services/export-pack.ts';
import { findDamagedPacks } from '../../lib/services/pack-health.ts';
import type { FactStore, Generation } from '../../lib/store/fact-store.ts';
import { StoreError } from '../../lib/store/store-error.ts';
import { bundledPackId, restoreBundledPack } from '../shared/open-facts.ts';
import { saveFile } from '../shared/save-file.ts';

export interface Packs {
  readonly state: PacksState;
  readonly isMemoryOnly: boolean;
  /** The bundled pack was removed and can be restored. */
  readonly isSampleRemoved: boolean;
  /** Changes something about a pack, then shows them as they are and lets every open page know. */
  readonly change: (packId: string, edit: (store: FactStore) => Promise<unknown>) => void;
  /** Reads them again, and lets every open page know. */
  readonly refresh: () => void;
  /** Why the last thing that was tried with a pack did not work. */
  readonly failureOf: (packId: string) => string | undefined;
  readonly fail: (packId: string, reason: string) => void;
  readonly compare: (packId: string, versionId: string) => Promise<VersionComparison>;
  readonly save: (packId: string, versionId: string) => void;
  readonly restoreSample: () => void;
}

const NO_FAILURES: ReadonlyMap<string, string> = new Map();

/** The installed packs, read again after every change. */
export function usePacks(store: () => Promise<FactStore>, { t }: Translator): Packs {
  const [state, setState] = useState<PacksState>({ phase: 'loading' });
  const [isMemoryOnly, setMemoryOnly] = useState(false);
  const [isSampleRemoved, setSampleRemoved] = useState(false);
  const [failures, setFailures] = useState(NO_FAILURES);

  const read = useCallback(async () => {
    try {
      const opened = await store();
      setMemoryOnly(opened.kind === 'memory');
      const packs = await opened.packs();
      setState({ phase: 'shown', packs });
      const damaged = await findDamagedPacks(opened);
      if (damaged.size > 0) {
        setState({
          phase: 'shown',
          packs: packs.map((pack) => ({ ...pack, damage: damaged.get(pack.packId) })),
        });
      }
      setSampleRemoved((await opened.removedBundledVersion(bundledPackId)) !== undefined);
    } catch (error) {
      console.error(error);
      // A list that may be old is worth more than none.
      setState((before) => (before.phase === 'shown' ? { ...before, isStale: true } : { phase: 'failed' }));
    }
  }, [store]);

  useEffect(() => {
    void read();
    // The background, which installs the bundled packs, or another window may change them meanwhile.
    return watchPackChanges(() => void read());
  }, [read]);

  const fail = (packId: string, reason: string) =>
    setFailures((before) => new Map(before).set(packId, reason));
  const forgive = (packId: string) =>
    setFailures((before) => new Map([...before].filter(([id]) => id !== packId)));
  const run = async (packId: string, action: (opened: FactStore) => Promise<unknown>) => {
    forgive(packId);
    try {
      await action(await store());
      return true;
    } catch (error) {
      console.error(error);
      const isFull = error instanceof StoreError && error.isOutOfSpace;
      fail(packId, t(isFull ? 'settings.packs.noSpace' : 'settings.packs.actionFailed'));
      return false;
    }
  };
  const refresh = async () => {
    await Promise.all([read(), announcePacksChanged().catch(console.error)]);
  };

  return {
    state,
    isMemoryOnly,
    isSampleRemoved,
    // Shown again also after a failure: a switch must go back to how things are.
    change: (packId, edit) => void run(packId, edit).then(refresh),
    refresh: () => void refresh(),
    failureOf: (packId) => failures.get(packId),
    fail,
    compare: async (packId, versionId) => compareVersions(await store(), packId, versionId),
    save: (packId, versionId) =>
      void run(packId, async (opened) => {
        const generation = await opened.openGeneration(versionId);
        try {
          const exported = await exportPack(generation);
          if (!exported) return fail(packId, t('settings.packs.notExported'));
          saveFile(await new Response(exported.stream).blob(), exported.fileName);
        } finally {
          generation.close();
        }
      }),
    restoreSample: () => void run(bundledPackId, restoreBundledPack).then(refresh),
  };
}

/** What making another version serve would change. */
async function compareVersions(
  store: FactStore,
  packId: string,
  versionId: string,
): Promise<VersionComparison> {
  const pack = (await store.packs()).find((one) => one.packId === packId);
  if (!pack) throw new RangeError(`There is no pack ${packId}`);
  const opened: Generation[] = [];
  const close = () => {
    for (const generation of opened) generation.close();
  };
  try {
    const before = await store.openGeneration(pack.current.id);
    opened.push(before);
    const after = await store.openGeneration(versionId);
    opened.push(after);
    const list = (page: Parameters<VersionComparison['onList']>[0]) =>
      compareGenerations(before, after, { page });
    return {
      plan: await list({ offset: 0, limit: 100 }),
      onList: async (page) => (await list(page)).changes,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
