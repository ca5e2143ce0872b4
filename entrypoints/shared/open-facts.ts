import {
  type BundledPack,
  installBundledPack,
  installBundledPacks,
} from '../../lib/services/bundled-packs.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';

/** Id of the pack that comes with the extension; a test compares it with the file. */
export const bundledPackId = 'factmark.openai-mega-round';

/**
 * Opens the reader's packs for a page of the extension. The background has put the bundled ones there;
 * where a window keeps no data, each page has a memory of its own, and fills it with them itself.
 */
export async function openFacts(): Promise<FactStore> {
  const store = await openFactStore();
  if (store.kind === 'memory') await installBundledPacks(store, [await readBundledPack()]);
  return store;
}

/** Brings back the bundled pack that the reader removed. */
export async function restoreBundledPack(store: FactStore): Promise<void> {
  await installBundledPack(store, await readBundledPack());
}

/** Loaded only where it is needed: it is larger than the rest of a page. */
async function readBundledPack(): Promise<BundledPack> {
  const { default: pack } = await import('../../seeds/openai-mega-round/pack.json', {
    with: { type: 'json' },
  });
  return pack;
}
