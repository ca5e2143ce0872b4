import { expect, it } from 'vitest';
import { bundledPackId, restoreBundledPack } from '../../../entrypoints/shared/open-facts.ts';
import { installBundledPacks } from '../../../lib/services/bundled-packs.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import sample from '../../../seeds/openai-mega-round/pack.json' with { type: 'json' };

it('the sample pack comes back when the reader wants it, and not before', async () => {
  const store = createMemoryStore();
  await installBundledPacks(store, [sample]);
  await store.removePack(bundledPackId);
  await installBundledPacks(store, [sample]);
  expect(await store.packs()).toEqual([]);
  expect(await store.removedBundledVersion(bundledPackId)).toBe(sample.version);
  await restoreBundledPack(store);
  expect(await store.packs()).toMatchObject([{ packId: bundledPackId, isBundled: true }]);
  expect(await store.removedBundledVersion(bundledPackId)).toBeUndefined();
});
