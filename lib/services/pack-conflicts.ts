import type { Dossier } from '../model/dossier.ts';
import { type DossierWalk, findConflicts, type PackConflict } from '../pack/conflicts.ts';
import type { Generation } from '../store/fact-store.ts';

/** Conflicts that a preview carries. */
export const SHOWN_CONFLICTS = 200;

/**
 * A pack of at most so many entities is compared by looking up each of them in the other, about a
 * millisecond each; two larger ones are walked through.
 */
const MAX_LOOK_UPS = 2000;

/**
 * Where a pack contradicts others: different values for the same property of the same entity.
 *
 * @returns the first 200; `ours` are facts of `pack`, in the order of the other packs.
 */
export async function findPackConflicts(
  pack: Generation,
  others: readonly Generation[],
  signal?: AbortSignal,
): Promise<readonly PackConflict[]> {
  const found: PackConflict[] = [];
  for (const other of others) {
    signal?.throwIfAborted();
    const limit = SHOWN_CONFLICTS - found.length;
    if (limit === 0) break;
    const { ours, theirs } = await chooseWalks(pack, other, signal);
    found.push(...(await findConflicts(ours, [theirs], { limit, signal })));
  }
  return found;
}

async function chooseWalks(
  pack: Generation,
  other: Generation,
  signal: AbortSignal | undefined,
): Promise<{ readonly ours: DossierWalk; readonly theirs: DossierWalk }> {
  const [small, large] =
    pack.summary.counts.entities <= other.summary.counts.entities ? [pack, other] : [other, pack];
  if (small.summary.counts.entities > MAX_LOOK_UPS) {
    return { ours: () => pack.dossiers(), theirs: () => other.dossiers() };
  }
  const inSmall: Dossier[] = [];
  const inLarge = new Map<string, Dossier>();
  for await (const batch of small.dossiers()) {
    signal?.throwIfAborted();
    for (const dossier of batch) {
      const same = await readSame(large, dossier);
      if (same.length > 0) inSmall.push(dossier);
      for (const one of same) inLarge.set(one.entity.id, one);
    }
  }
  const [ours, theirs] = small === pack ? [inSmall, [...inLarge.values()]] : [[...inLarge.values()], inSmall];
  return { ours: () => once(ours), theirs: () => once(theirs) };
}

/** Dossiers of the same entity in another generation. */
async function readSame(generation: Generation, { entity }: Dossier): Promise<readonly Dossier[]> {
  const ids = [entity.id, ...(await generation.findSame(entity))];
  const dossiers = await Promise.all(ids.map((id) => generation.readDossier(id)));
  return dossiers.filter((dossier) => dossier !== undefined);
}

async function* once<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  if (items.length > 0) yield items;
}
