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
  const [first, ...others] = await readDossiers(generations, [id]);
  if (!first) return { entityId: id, name, phase: 'gone' };
  const dossiers = [first, ...others] as const;
  const referred = await readDossiers(generations, valueEntities(dossiers));
  const names = new Map(referred.map(({ entity }) => [entity.id, entity.name]));
  return { entityId: id, name, phase: 'shown', dossiers: [first, ...others], names };
}

function valueEntities(dossiers: readonly Dossier[]): string[] {
  const values = dossiers.flatMap(({ facts }) => facts.flatMap((fact) => fact.value ?? []));
  return [...new Set(values.flatMap((value) => (value.type === 'entity' ? value.entity : [])))];
}
