import type { EntityProfile } from '../model/dossier.ts';
import type { Entity, Fact } from '../model/fact-pack.ts';
import { compareHashed, hashId } from './entity-order.ts';
import { pickKeywords, splitWords, type WordCounts } from './keywords.ts';

/** Most related entities kept for one entity (EntityProfile.related). */
export const MAX_RELATED = 64;

/** One entity with the facts that name it, as JSON that is not parsed again. */
export interface EntityGroup {
  readonly hash: number;
  readonly entity: Entity;
  readonly entityJson: string;
  readonly factJsons: readonly string[];
  /** JSON of the sources that the facts cite, by id. */
  readonly sources: ReadonlyMap<string, string>;
  readonly profile: Omit<EntityProfile, 'ordinal'>;
}

interface OpenGroup {
  readonly hash: number;
  readonly entity: Entity;
  readonly entityJson: string;
  readonly facts: { readonly fact: Fact; readonly json: string; readonly words: readonly string[] }[];
}

/**
 * Groups the records of one partition by entity. Records come in any order.
 */
export class PartitionGrouper {
  readonly #groups = new Map<string, OpenGroup>();
  readonly #facts: { readonly fact: Fact; readonly json: string }[] = [];
  readonly #sources = new Map<string, string>();

  addEntity(json: string): void {
    const entity: Entity = JSON.parse(json);
    if (this.#groups.has(entity.id)) throw new RangeError(`Entity ${entity.id} is in the pack twice`);
    this.#groups.set(entity.id, { hash: hashId(entity.id), entity, entityJson: json, facts: [] });
  }

  addFact(json: string): void {
    this.#facts.push({ fact: JSON.parse(json), json });
  }

  addSource(json: string): void {
    this.#sources.set((JSON.parse(json) as { id: string }).id, json);
  }

  /**
   * Groups in the order of entities, facts in the order added.
   *
   * @param shared JSON of sources that any partition may cite, by id.
   * @throws RangeError for a fact whose source nobody has: the pack was not checked.
   */
  groups(shared: ReadonlyMap<string, string>, wordCounts: WordCounts): EntityGroup[] {
    for (const { fact, json } of this.#facts) {
      const words = splitWords(fact.statement);
      for (const id of new Set(fact.about)) this.#groups.get(id)?.facts.push({ fact, json, words });
    }
    return [...this.#groups.values()]
      .sort((a, b) => compareHashed(a.hash, a.entity.id, b.hash, b.entity.id))
      .map(({ hash, entity, entityJson, facts }) => ({
        hash,
        entity,
        entityJson,
        factJsons: facts.map(({ json }) => json),
        sources: this.#citedSources(facts, shared),
        profile: {
          entity,
          keywords: pickKeywords(
            entity,
            [splitWords(entity.description ?? ''), ...facts.map(({ words }) => words)],
            wordCounts,
          ),
          related: relatedEntities(
            entity.id,
            facts.map(({ fact }) => fact),
          ),
        },
      }));
  }

  #citedSources(
    facts: readonly { readonly fact: Fact }[],
    shared: ReadonlyMap<string, string>,
  ): Map<string, string> {
    const cited = new Map<string, string>();
    for (const { fact } of facts) {
      for (const { source } of fact.sources) {
        const json = this.#sources.get(source) ?? shared.get(source);
        if (json === undefined) throw new RangeError(`Fact ${fact.id} cites ${source}, which the pack lacks`);
        cited.set(source, json);
      }
    }
    return cited;
  }
}

/** Other entities that the facts name, those named most often first. */
function relatedEntities(entityId: string, facts: readonly Fact[]): string[] {
  const counts = new Map<string, number>();
  for (const { about, value } of facts) {
    const named = new Set(value?.type === 'entity' ? [...about, value.entity] : about);
    named.delete(entityId);
    for (const id of named) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_RELATED)
    .map(([id]) => id);
}
