import type { Dossier } from '../../lib/model/dossier.ts';
import type { MentionedEntity } from '../../lib/model/mention.ts';

/** Another entity that a dossier's facts speak of. */
export interface Relation {
  readonly entity: MentionedEntity;
  /** Facts that both are in. */
  readonly count: number;
  /** What those facts are about, each once: "investment", "chair". */
  readonly properties: readonly string[];
}

/**
 * Whom and what an entity has to do with, by the facts that they share; most facts first, then by name.
 *
 * @param named The entities that can be opened, by id; others are left out.
 */
export function listRelations(
  { entity, facts }: Dossier,
  named: ReadonlyMap<string, MentionedEntity>,
): Relation[] {
  const relations = new Map<string, { count: number; properties: Set<string> }>();
  for (const { about, value, property } of facts) {
    const ids = new Set(value?.type === 'entity' ? [...about, value.entity] : about);
    ids.delete(entity.id);
    for (const id of ids) {
      const relation = relations.get(id) ?? { count: 0, properties: new Set() };
      relation.count++;
      if (property !== undefined) relation.properties.add(property);
      relations.set(id, relation);
    }
  }
  return [...relations]
    .flatMap(([id, { count, properties }]) => {
      const other = named.get(id);
      return other ? [{ entity: other, count, properties: [...properties] }] : [];
    })
    .toSorted((a, b) => b.count - a.count || a.entity.name.localeCompare(b.entity.name));
}
