import type { Entity, Fact, PackHeader, Source } from '../model/fact-pack.ts';
import { compareVersions } from '../pack/version.ts';
import type { FactStore, InstalledPack } from '../store/fact-store.ts';

/**
 * A `fact-pack/1` document that ships with the extension. It needs no reading through lib/pack here: the
 * tests did that (tests/seeds), and the background is spared zod on every wake.
 */
export interface BundledPack extends Omit<PackHeader, 'format'> {
  readonly format: string;
  readonly sources: readonly object[];
  readonly entities: readonly object[];
  readonly facts: readonly object[];
}

/**
 * Installs the packs that ship with the extension, and replaces those of which a newer version ships.
 * The reader's word stands: a pack of the same id that the reader imported is not touched, a pack that
 * the reader disabled is updated but stays disabled, and one that the reader removed does not come
 * back, whatever its version (docs/decisions/0044). Cheap when there is nothing to do.
 *
 * @returns the packs that were installed or replaced.
 */
export async function installBundledPacks(
  store: FactStore,
  packs: readonly BundledPack[],
): Promise<readonly InstalledPack[]> {
  const installed = new Map((await store.packs()).map((pack) => [pack.packId, pack]));
  const changed: InstalledPack[] = [];
  for (const pack of packs) {
    if (!(await isWanted(store, pack, installed.get(pack.id)))) continue;
    const done = await installBundledPack(store, pack);
    if (done) changed.push(done);
  }
  return changed;
}

/** Installs one bundled pack whatever was decided before: "Restore the sample pack". @returns undefined while another window imports it. */
export async function installBundledPack(
  store: FactStore,
  { sources, entities, facts, ...header }: BundledPack,
): Promise<InstalledPack | undefined> {
  const staged = await store.stage(header as PackHeader);
  if (!staged) return undefined;
  try {
    await staged.addSources(sources as readonly Source[]);
    await staged.addEntities(entities as readonly Entity[]);
    await staged.addFacts(facts as readonly Fact[]);
    const document = { ...header, sources, entities, facts };
    await staged.addOriginal(new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`));
    (await staged.seal()).close();
    return await staged.commit({ isBundled: true });
  } finally {
    await staged.abort();
  }
}

async function isWanted(
  store: FactStore,
  { id, version }: BundledPack,
  installed: InstalledPack | undefined,
): Promise<boolean> {
  if (installed) {
    return installed.isBundled && compareVersions(version, installed.current.header.version) > 0;
  }
  return (await store.removedBundledVersion(id)) === undefined;
}
