import type { DossierTarget, OpenDossier } from '../../components/dossier/open-dossier.ts';
import { readDossiers } from '../../lib/services/dossiers.ts';
import { readNamedEntities } from '../../lib/services/entity-facts.ts';
import type { Generation } from '../../lib/store/fact-store.ts';

/** Entities whose names are read for a dossier: beyond this, its facts name more than anybody follows. */
const MOST_NAMED = 200;

/**
 * Everything that the packs hold about one entity, with the entities that its facts speak of besides.
 *
 * @throws StoreError if a pack cannot be read.
 */
export async function readOpenDossier(
  generations: readonly Generation[],
  { id, name }: DossierTarget,
): Promise<OpenDossier> {
  const [dossier] = await readDossiers(generations, [id]);
  if (!dossier) return { entityId: id, name, phase: 'gone' };
  const named = await readNamedEntities(generations, [dossier], MOST_NAMED);
  return {
    entityId: id,
    name: dossier.entity.name,
    phase: 'shown',
    dossier,
    named: new Map(named.map((entity) => [entity.id, entity])),
  };
}
