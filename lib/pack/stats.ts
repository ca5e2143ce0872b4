import type { AliasKind, Entity, EntityType, Fact, FactStatus } from '../model/fact-pack.ts';
import { ALIAS_KINDS, ENTITY_TYPES, FACT_STATUSES } from '../model/fact-pack.ts';
import { IdTable, OrdinalNumbers } from './check/id-table.ts';
import type { PackBatch } from './read.ts';

export interface PackStatistics {
  readonly sources: number;
  readonly entities: number;
  readonly facts: number;
  readonly entitiesByType: Readonly<Record<EntityType, number>>;
  readonly factsByStatus: Readonly<Record<FactStatus, number>>;
  /** Other names than the main ones. */
  readonly aliases: number;
  readonly aliasesByKind: Readonly<Record<AliasKind, number>>;
  /** Languages of aliases and names that say one (BCP 47), most frequent first. */
  readonly languages: readonly (readonly [language: string, names: number])[];
  readonly entitiesWithoutDescription: number;
  readonly entitiesWithoutFacts: number;
  /** Most facts that one entity is the subject of. */
  readonly mostFacts: number;
  readonly factsWithValue: number;
  readonly factsWithQuote: number;
  readonly factsWithoutDate: number;
  /** First and last `asOf`, as written. */
  readonly asOf: readonly [first: string, last: string] | undefined;
}

/** Counts what a pack holds, batch by batch, in about 20 bytes an entity. */
export class PackCounter {
  readonly #entitiesByType = zeros(ENTITY_TYPES);
  readonly #factsByStatus = zeros(FACT_STATUSES);
  readonly #aliasesByKind = zeros(ALIAS_KINDS);
  readonly #languages = new Map<string, number>();
  readonly #ids = new IdTable();
  /** By ordinal of the entity's id: facts of which it is the subject. */
  readonly #factCounts = new OrdinalNumbers();
  readonly #counts = { sources: 0, entities: 0, facts: 0 };
  #withoutDescription = 0;
  #withFacts = 0;
  #mostFacts = 0;
  #withValue = 0;
  #withQuote = 0;
  #withoutDate = 0;
  #asOf: [string, string] | undefined;

  add({ sources, entities, facts }: PackBatch): void {
    this.#counts.sources += sources.length;
    this.#counts.entities += entities.length;
    this.#counts.facts += facts.length;
    for (const entity of entities) this.#addEntity(entity);
    for (const fact of facts) this.#addFact(fact);
  }

  finish(): PackStatistics {
    return {
      ...this.#counts,
      entitiesByType: this.#entitiesByType,
      factsByStatus: this.#factsByStatus,
      aliases: Object.values(this.#aliasesByKind).reduce((sum, count) => sum + count, 0),
      aliasesByKind: this.#aliasesByKind,
      languages: [...this.#languages].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
      entitiesWithoutDescription: this.#withoutDescription,
      entitiesWithoutFacts: this.#counts.entities - this.#withFacts,
      mostFacts: this.#mostFacts,
      factsWithValue: this.#withValue,
      factsWithQuote: this.#withQuote,
      factsWithoutDate: this.#withoutDate,
      asOf: this.#asOf,
    };
  }

  #addEntity({ type, description, aliases = [], names = {} }: Entity): void {
    this.#entitiesByType[type] += 1;
    if (description === undefined) this.#withoutDescription += 1;
    for (const alias of aliases) {
      const { kind = 'name', lang } = typeof alias === 'string' ? {} : alias;
      this.#aliasesByKind[kind] += 1;
      if (lang !== undefined) this.#countLanguage(lang);
    }
    for (const language of Object.keys(names)) {
      this.#aliasesByKind.name += 1;
      this.#countLanguage(language);
    }
  }

  #addFact({ about, status, value, sources, asOf, validFrom, validTo }: Fact): void {
    const subject = this.#ids.intern(about[0] ?? '');
    const count = this.#factCounts.get(subject) + 1;
    this.#factCounts.set(subject, count);
    if (count === 1) this.#withFacts += 1;
    this.#mostFacts = Math.max(this.#mostFacts, count);
    this.#factsByStatus[status] += 1;
    if (value !== undefined) this.#withValue += 1;
    if (sources.some(({ quote }) => quote !== undefined)) this.#withQuote += 1;
    if ((asOf ?? validFrom ?? validTo) === undefined) this.#withoutDate += 1;
    if (asOf === undefined) return;
    const [first, last] = this.#asOf ?? [asOf, asOf];
    this.#asOf = [asOf < first ? asOf : first, asOf > last ? asOf : last];
  }

  #countLanguage(language: string): void {
    this.#languages.set(language, (this.#languages.get(language) ?? 0) + 1);
  }
}

function zeros<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}
