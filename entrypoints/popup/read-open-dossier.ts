import type { OpenDossier } from '../../components/popup/DossierPanel.tsx';
import type { Dossier } from '../../lib/model/dossier.ts';
import { readDossiers } from '../../lib/services/dossiers.ts';
import type { Generation } from '../../lib/store/fact-store.ts';

/**
 * Everything that the packs hold about one entity, with the names of the entities that its facts' values
 * refer to.
 *
 * @throws StoreError if a pack cannot be read.
 */
export async function readOpenDossier(
  generations: readonly Generation[],
  { id, name }: { readonly id: string; readonly name: string },
): Promise<OpenDossier> {
  const [dossier] = await readDossiers(generations, [id]);
  if (!dossier) return { entityId: id, name, phase: 'gone' };
  const referred = await readDossiers(generations, valueEntities(dossier));
  const names = new Map(referred.map(({ entity }) => [entity.id, entity.name]));
  return { entityId: id, name, phase: 'shown', dossier, names };
}

function valueEntities({ facts }: Dossier): string[] {
  const values = facts.flatMap((fact) => fact.value ?? []);
  return [...new Set(values.flatMap((value) => (value.type === 'entity' ? value.entity : [])))];
}
