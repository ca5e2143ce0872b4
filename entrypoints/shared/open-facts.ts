import { installBundledPacks } from '../../lib/services/bundled-packs.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';

/**
 * Opens the reader's packs for a page of the extension. The background has put the bundled ones there;
 * where a window keeps no data, each page has a memory of its own, and fills it with them itself.
 */
export async function openFacts(): Promise<FactStore> {
  const store = await openFactStore();
  if (store.kind === 'memory') {
    const { default: pack } = await import('../../seeds/openai-mega-round/pack.json', {
      with: { type: 'json' },
    });
    await installBundledPacks(store, [pack]);
  }
  return store;
}
