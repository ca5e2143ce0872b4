import type { FactStore, Generation, GenerationSummary } from '../store/fact-store.ts';
import { StoreError } from '../store/store-error.ts';

/** Why an installed pack cannot serve. `newer`: a later Factmark wrote it, and it is left alone. */
export type PackDamage = 'damaged' | 'newer';

/**
 * Which installed packs cannot be read, by id. The first, the last and a middle entity of each are read with
 * their facts: what is gone or of other bytes is found so, at the same small cost for packs of any size.
 */
export async function findDamagedPacks(store: FactStore): Promise<ReadonlyMap<string, PackDamage>> {
  const packs = await store.packs();
  const found = await Promise.all(packs.map(({ current }) => findDamage(store, current)));
  return new Map(
    packs.flatMap(({ packId }, i) => {
      const damage = found[i];
      return damage === undefined ? [] : [[packId, damage] as const];
    }),
  );
}

/** True if there are packs to read from and not one of them can be read. */
export async function isEveryPackDamaged(store: FactStore): Promise<boolean> {
  const enabled = (await store.packs()).filter(({ isEnabled }) => isEnabled);
  if (enabled.length === 0) return false;
  const damaged = await findDamagedPacks(store);
  return enabled.every(({ packId }) => damaged.has(packId));
}

/**
 * Opens the version that serves, for those who can do without it.
 *
 * @returns undefined if it cannot be read; close it otherwise.
 */
export async function openIfSound(
  store: FactStore,
  summary: GenerationSummary,
): Promise<Generation | undefined> {
  const generation = await openSound(store, summary);
  return generation instanceof Error ? undefined : generation;
}

async function findDamage(store: FactStore, summary: GenerationSummary): Promise<PackDamage | undefined> {
  const generation = await openSound(store, summary);
  if (generation instanceof Error)
    return generation instanceof StoreError && generation.isNewer ? 'newer' : 'damaged';
  generation.close();
  return undefined;
}

/** @returns the error of a version that cannot be read; what bytes of chance lead to is no mistake of ours. */
async function openSound(store: FactStore, summary: GenerationSummary): Promise<Generation | Error> {
  let generation: Generation | undefined;
  try {
    generation = await store.openGeneration(summary.id);
    await readSamples(generation);
    return generation;
  } catch (error) {
    generation?.close();
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function readSamples(generation: Generation): Promise<void> {
  const { entities } = generation.summary.counts;
  if (entities === 0) return;
  const ordinals = new Set([0, Math.floor(entities / 2), entities - 1]);
  for (const { entity } of await generation.readProfiles([...ordinals])) {
    if (!(await generation.readDossier(entity.id)))
      throw new RangeError(`There is no dossier of ${entity.id}`);
  }
}
