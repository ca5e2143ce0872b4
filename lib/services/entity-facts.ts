import type { Dossier } from '../model/dossier.ts';
import type { EntityFacts, ReadingContext } from '../model/entity-facts.ts';
import type { MentionedEntity } from '../model/mention.ts';
import type { Generation } from '../store/fact-store.ts';
import { arrangeFacts } from '../tooltip/arrange-facts.ts';
import { sectionsByPack } from '../tooltip/pack-sections.ts';
import { readDossiers } from './dossiers.ts';

/** Entities whose names are read for one look. */
const MOST_NAMED = 24;

/**
 * What a tooltip shows of an entity: its facts in the order in which they help with what is read. An
 * entity that no pack knows any more has none.
 *
 * @param generations Those that serve, in the reader's order.
 */
export async function readEntityFacts(
  generations: readonly Generation[],
  entityId: string,
  context: ReadingContext,
): Promise<EntityFacts> {
  const dossiers = await readDossiers(generations, [entityId]);
  return {
    description: dossiers[0]?.entity.description,
    sections: dossiers.flatMap((dossier) =>
      sectionsByPack(
        arrangeFacts(dossier, context),
        dossier.facts.map(({ packId }) => packId),
      ),
    ),
    named: await readNamedEntities(generations, dossiers, MOST_NAMED),
  };
}

/**
 * The other entities that the facts of a dossier are about, or have as their value, so that they can be
 * named and looked up; those that no pack knows are left out.
 *
 * @param generations Those that serve, in the reader's order: the first that knows an entity names it.
 * @param most Names that are read at most: each is a read of its own.
 */
export async function readNamedEntities(
  generations: readonly Generation[],
  dossiers: readonly Dossier[],
  most: number,
): Promise<readonly MentionedEntity[]> {
  const own = new Set(dossiers.map(({ entity }) => entity.id));
  const ids = dossiers
    .flatMap(({ facts }) => facts)
    .flatMap(({ about, value }) => (value?.type === 'entity' ? [...about, value.entity] : about))
    .filter((id) => !own.has(id));
  const named = await Promise.all([...new Set(ids)].slice(0, most).map((id) => readName(generations, id)));
  return named.filter((entity) => entity !== undefined);
}

async function readName(
  generations: readonly Generation[],
  entityId: string,
): Promise<MentionedEntity | undefined> {
  for (const generation of generations) {
    // A name that cannot be read is a name that cannot be looked up, and no more than that.
    const dossier = await generation.readDossier(entityId).catch(() => undefined);
    if (dossier) return { id: entityId, name: dossier.entity.name, type: dossier.entity.type };
  }
  return undefined;
}
