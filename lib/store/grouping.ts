import { type Entity, entityAliases } from '../model/fact-pack.ts';
import type { DossierParts } from './chunks.ts';
import { compareHashed, hashId } from './entity-order.ts';
import type { KeywordPicker } from './keywords.ts';
import type { WaitingEntity, WaitingFact } from './waiting-records.ts';

/** Most related entities kept for one entity (EntityProfile.related). */
export const MAX_RELATED = 64;

/** One entity with the facts that name it, as JSON that is not parsed again. */
export interface EntityGroup extends DossierParts {
  readonly hash: number;
  readonly entity: Entity;
  /** JSON of the profile, but for its ordinal. */
  readonly profileJson: string;
}

interface OpenGroup extends WaitingEntity {
  readonly hash: number;
  readonly entity: Entity;
  readonly facts: WaitingFact[];
}

/** Groups the records of one partition by entity. Records come in any order. */
export class PartitionGrouper {
  readonly #entities = new Map<string, OpenGroup>();
  readonly #facts: WaitingFact[] = [];
  readonly #keywords: KeywordPicker;

  constructor(keywords: KeywordPicker) {
    this.#keywords = keywords;
  }

  /** @throws RangeError for an entity that comes twice: the pack was not checked. */
  addEntity({ text, json }: WaitingEntity): void {
    const entity: Entity = JSON.parse(json);
    if (this.#entities.has(entity.id)) throw new RangeError(`Entity ${entity.id} is in the pack twice`);
    this.#entities.set(entity.id, { hash: hashId(entity.id), entity, text, json, facts: [] });
  }

  addFact(fact: WaitingFact): void {
    this.#facts.push(fact);
  }

  /**
   * Entities in their order, each with its facts in the order added.
   *
   * @param sources JSON by id of the sources that are not shared by many.
   */
  *groups(sources: ReadonlyMap<string, string>): Generator<EntityGroup> {
    for (const fact of this.#facts) {
      const { about } = fact;
      for (let i = 0; i < about.length; i++) {
        const id = about[i]!;
        // Each entity once, however often the fact names it.
        if (about.indexOf(id) === i) this.#entities.get(id)?.facts.push(fact);
      }
    }
    const sorted = [...this.#entities.values()].sort((a, b) =>
      compareHashed(a.hash, a.entity.id, b.hash, b.entity.id),
    );
    for (const { hash, entity, text: description, json, facts } of sorted) {
      const keywords = this.#keywords.pick(
        [description, ...facts.map(({ text }) => text)],
        entityAliases(entity).map(({ text }) => text),
      );
      const related = relatedEntities(entity.id, facts);
      const sourceIds = citedSources(facts);
      yield {
        id: entity.id,
        hash,
        entity,
        entityJson: json,
        factJsons: facts.map((fact) => fact.json),
        subjectFacts: countFactsOf(entity.id, facts),
        sourceIds,
        ownSources: pickSources(sourceIds, sources),
        profileJson: `{"entity":${json},"keywords":${keywords},"related":${JSON.stringify(related)}}`,
      };
    }
  }
}

function countFactsOf(entityId: string, facts: readonly WaitingFact[]): number {
  let count = 0;
  for (const { about } of facts) if (about[0] === entityId) count++;
  return count;
}

/** Ids up to which looking through them is faster than a Set, whose strings have to be hashed. */
const FEW = 32;

/** Each source once. */
function citedSources(facts: readonly WaitingFact[]): readonly string[] {
  const ids: string[] = [];
  for (const { sourceIds } of facts) {
    for (const id of sourceIds) {
      if (ids.length > FEW) return [...new Set(facts.flatMap((fact) => fact.sourceIds))];
      if (!ids.includes(id)) ids.push(id);
    }
  }
  return ids;
}

function pickSources(ids: readonly string[], sources: ReadonlyMap<string, string>): Map<string, string> {
  const picked = new Map<string, string>();
  if (sources.size === 0) return picked;
  for (const id of ids) {
    const json = sources.get(id);
    if (json !== undefined) picked.set(id, json);
  }
  return picked;
}

/** Other entities that the facts name, those named most often first. */
function relatedEntities(entityId: string, facts: readonly WaitingFact[]): string[] {
  // Most facts name one entity alone.
  if (facts.every(({ about, valueEntity }) => about.length === 1 && valueEntity === '')) return [];
  const counts = new Map<string, number>();
  for (const { about, valueEntity } of facts) {
    const named = valueEntity === '' || about.includes(valueEntity) ? about : [...about, valueEntity];
    for (const id of named) if (id !== entityId) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_RELATED)
    .map(([id]) => id);
}
