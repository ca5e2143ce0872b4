import { beforeEach, describe, expect, it } from 'vitest';
import {
  type BundledPack,
  installBundledPack,
  installBundledPacks,
} from '../../../lib/services/bundled-packs.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createPack, installPack } from '../store/sample-pack.ts';

const PACK_ID = 'test.harbour';

function createBundled(version: string): BundledPack {
  const { header, ...records } = createPack({ version });
  return { ...header, ...records };
}

describe('installBundledPacks', () => {
  let store: FactStore;
  beforeEach(() => {
    store = createMemoryStore();
  });

  const install = async (version: string) =>
    (await installBundledPacks(store, [createBundled(version)])).map(({ current }) => current.header.version);
  const installedVersion = async () => (await store.packs())[0]?.current.header.version;

  it('installs what is missing', async () => {
    expect(await install('1.0.0')).toEqual(['1.0.0']);
    const [pack] = await store.packs();
    expect(pack).toMatchObject({ packId: PACK_ID, isBundled: true, isEnabled: true });
    const generation = await store.openGeneration(pack!.current.id);
    expect((await generation.readDossier('org:orrin'))?.facts).toHaveLength(3);
  });

  it('does nothing when the same version or an older one ships', async () => {
    await install('1.1.0');
    expect(await install('1.1.0')).toEqual([]);
    expect(await install('1.0.0')).toEqual([]);
    expect(await installedVersion()).toBe('1.1.0');
  });

  it('replaces an older version', async () => {
    await install('1.9.0');
    expect(await install('1.10.0')).toEqual(['1.10.0']);
    expect(await installedVersion()).toBe('1.10.0');
  });

  it('updates a pack that the reader disabled, and leaves it disabled', async () => {
    await install('1.0.0');
    await store.setEnabled(PACK_ID, false);
    expect(await install('2.0.0')).toEqual(['2.0.0']);
    expect((await store.packs())[0]?.isEnabled).toBe(false);
  });

  it('never touches a pack of the same id that the reader imported', async () => {
    await install('1.0.0');
    await installPack(store, createPack({ version: '1.5.0' }));
    expect(await install('2.0.0')).toEqual([]);
    expect(await installedVersion()).toBe('1.5.0');
  });

  it('does not bring back what the reader removed, not even newer', async () => {
    await install('1.0.0');
    await store.removePack(PACK_ID);
    expect(await install('2.0.0')).toEqual([]);
    expect(await store.packs()).toEqual([]);
  });

  it('restores a removed pack when the reader asks, and updates it again from then on', async () => {
    await install('1.0.0');
    await store.removePack(PACK_ID);
    expect((await installBundledPack(store, createBundled('1.0.0')))?.isBundled).toBe(true);
    expect(await install('2.0.0')).toEqual(['2.0.0']);
  });

  it('leaves the pack alone while another window imports it', async () => {
    const staged = (await store.stage(createPack().header))!;
    expect(await install('1.0.0')).toEqual([]);
    await staged.abort();
    expect(await install('1.0.0')).toEqual(['1.0.0']);
  });

  it('can be exported as the document that shipped', async () => {
    await install('1.0.0');
    const generation = await store.openGeneration((await store.packs())[0]!.current.id);
    const file = await new Response(await generation.originalFile()).text();
    expect(JSON.parse(file)).toEqual(createBundled('1.0.0'));
  });
});
