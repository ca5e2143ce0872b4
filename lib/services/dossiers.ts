import type { Dossier } from '../model/dossier.ts';
import type { Generation } from '../store/fact-store.ts';

/**
 * What the generations hold about the entities, in the order asked; an entity that several packs know
 * has a dossier from each, in the order of the generations. Unknown ids are left out.
 *
 * @param generations Those that serve, in the reader's order.
 */
export async function readDossiers(
  generations: readonly Generation[],
  entityIds: readonly string[],
): Promise<readonly Dossier[]> {
  const dossiers = await Promise.all(
    entityIds.flatMap((id) => generations.map((generation) => generation.readDossier(id))),
  );
  return dossiers.filter((dossier) => dossier !== undefined);
}
