import { tellPagesPacksChanged } from '../../lib/extension/pack-changes.ts';
import { tellAllTabs } from '../../lib/extension/tabs.ts';
import { type BundledPack, installBundledPacks } from '../../lib/services/bundled-packs.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
// As text: whoever wakes the background to read a page does not wait for it to be parsed.
import sample from '../../seeds/openai-mega-round/pack.json?raw';

/** How long after the store was opened it is put in order: who woke the background is served first. */
const TIDY_DELAY_MS = 5_000;

/** How long a store in memory serves, where the disk's could not be opened, before that is tried again. */
const OPEN_AGAIN_MS = 30_000;

/** The background's store. */
export interface KeptStore {
  /** Opened when it is first asked for, and put in order a little later. */
  getStore(): Promise<FactStore>;
  /** Puts it in order at once; once in the background's life is enough. */
  tidy(): Promise<void>;
}

export function keepStore(report: (error: unknown) => void): KeptStore {
  let store: ReturnType<typeof openStore> | undefined;
  const getStore = () => {
    store ??= openStore();
    return store;
  };

  async function openStore() {
    const opened = await openFactStore();
    if (opened.kind === 'memory') {
      await installSamples(opened);
      // A failure must not stick: whoever asks later may find the disk healthy again.
      setTimeout(() => {
        store = undefined;
      }, OPEN_AGAIN_MS);
    } else setTimeout(() => tidy(opened).catch(report), TIDY_DELAY_MS);
    return opened;
  }

  let tidying: Promise<void> | undefined;
  /** Sweeps what dead imports left, and puts the bundled packs where they are missing: an installation may have been cut short. */
  async function tidy(opened: FactStore): Promise<void> {
    // A store in memory was just filled, and has nothing to sweep.
    if (opened.kind === 'memory') return;
    tidying ??= opened.sweep().then(() => installSamples(opened));
    try {
      await tidying;
    } catch (error) {
      tidying = undefined;
      throw error;
    }
  }

  async function installSamples(opened: FactStore) {
    try {
      const installed = await installBundledPacks(opened, [JSON.parse(sample) as BundledPack]);
      if (installed.length === 0) return;
      // Whoever was quicker than this sees a list, or a page, without them.
      await Promise.all([tellPagesPacksChanged(), tellAllTabs({ type: 'refresh' })]);
    } catch (error) {
      // A full disk may keep the sample out; the reader's own packs serve all the same.
      report(error);
    }
  }

  return { getStore, tidy: async () => tidy(await getStore()) };
}
