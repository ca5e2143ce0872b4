import MiniSearch, { type Query as EngineQuery, type SearchOptions } from 'minisearch';
import type { Dossier, DossierFact } from '../model/dossier.ts';
import { type Entity, entityAliases } from '../model/fact-pack.ts';
import type { EntityHit, FactHit } from '../model/search.ts';
import { type FactTexts, type Query, readQuery, scoreEntity, scoreFact } from './rank.ts';
import type { IndexAnswer, Scored, SearchIndex } from './search-index.ts';
import { joinTerms, readTerms } from './terms.ts';
import { allowedTypos } from './typos.ts';
import { describeValue } from './value-text.ts';

/**
 * Candidates that the engine hands over for ranking, per kind. The engine's own order (BM25) decides which,
 * so this is far more than anybody reads.
 */
const MAX_CANDIDATES = 300;

/**
 * Edits that the engine looks around a word for. It counts a swap of neighbours as two, so that a word
 * with one typo allowed needs two; rank.ts then counts typos properly.
 */
const ENGINE_EDITS = 2;

/**
 * Letters from which on a word of the query may be the beginning of a word in a fact. Below it stands for
 * itself: sentences are full of words with "a", and ranking them all would take seconds in a large pack.
 */
const MIN_FACT_PREFIX = 3;

interface EntityDocument {
  readonly id: number;
  readonly packId: string;
  readonly entity: Entity;
}

interface FactDocument extends FactTexts {
  readonly id: number;
  readonly hit: Omit<FactHit, 'statement'>;
}

export interface IndexOptions {
  /** BCP 47 tag by which amounts of money and the like are spelled. */
  readonly language: string;
  readonly now?: () => Date;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds an index in memory. Yields between the batches of `dossiers`, so the stream sets the pace.
 *
 * @throws the signal's reason when it aborts; nothing of the index is kept.
 */
export async function createMinisearchIndex(
  dossiers: AsyncIterable<readonly Dossier[]>,
  { language, now = () => new Date(), signal }: IndexOptions,
): Promise<SearchIndex> {
  const entities: EntityDocument[] = [];
  const facts: FactDocument[] = [];
  const entityEngine = createEngine<EntityDocument>(['names'], ({ entity }) => indexedNames(entity));
  const factEngine = createEngine<FactDocument>(
    ['statement', 'about', 'sourceTitles'],
    (fact, field) => fact[field as keyof FactTexts],
  );
  for await (const batch of dossiers) {
    signal?.throwIfAborted();
    for (const dossier of batch) {
      const entity = { id: entities.length, packId: dossier.packId, entity: searchable(dossier.entity) };
      entities.push(entity);
      entityEngine.add(entity);
      for (const fact of dossier.facts) {
        // A fact stands in the dossier of each entity that it is about; the subject's is enough.
        if (fact.about[0] !== dossier.entity.id) continue;
        const document = factDocument(facts.length, fact, dossier.entity, language);
        facts.push(document);
        factEngine.add(document);
      }
    }
  }

  const findEntities = (query: Query, limit: number): Scored<EntityHit>[] => {
    const score = (id: number) => {
      const { entity, packId } = entities[id] as EntityDocument;
      const scoring = scoreEntity(query, entity);
      if (scoring === undefined) return [];
      const { type, name, description } = entity;
      const shown = { id: entity.id, type, name, ...(description === undefined ? {} : { description }) };
      return [{ score: scoring.score, hit: { packId, entity: shown, matched: scoring.matched } }];
    };
    const boost = (id: number) => 1 + (entities[id]?.entity.prominence ?? 0);
    const close = findCandidates(entityEngine, query, { boost }).flatMap(score);
    // Names with typos rank below all others, so they are looked for only when there is room.
    return best(
      close.length < limit
        ? findCandidates(entityEngine, query, { boost, isFuzzy: true }).flatMap(score)
        : close,
      limit,
    );
  };

  const findFacts = (query: Query, limit: number): Scored<FactHit>[] => {
    const year = now().getFullYear();
    const score = (id: number) => {
      const document = facts[id] as FactDocument;
      const scoring = scoreFact(query, document, year);
      if (scoring === undefined) return [];
      return [{ score: scoring.score, hit: { ...document.hit, statement: scoring.matched } }];
    };
    const close = findCandidates(factEngine, query, { minPrefix: MIN_FACT_PREFIX }).flatMap(score);
    const found =
      close.length === 0
        ? findCandidates(factEngine, query, { minPrefix: MIN_FACT_PREFIX, isFuzzy: true }).flatMap(score)
        : close;
    // A source's title speaks for all its facts alike: it counts only where nothing closer matches.
    const isCloser = found.some((fact) => fact.score >= 1);
    return best(isCloser ? found.filter((fact) => fact.score >= 1) : found, limit);
  };

  return {
    async search(text, limit): Promise<IndexAnswer> {
      const query = readQuery(text);
      if (query === undefined || limit <= 0) return { entities: [], facts: [] };
      return { entities: findEntities(query, limit), facts: findFacts(query, limit) };
    },
  };
}

function createEngine<T extends { readonly id: number }>(
  fields: string[],
  textOf: (document: T, field: string) => unknown,
): MiniSearch<T> {
  return new MiniSearch<T>({
    fields,
    extractField: (document, field) => (field === 'id' ? document.id : textOf(document, field)),
    tokenize: (text) => readTerms(text).map((term) => term.text),
    processTerm: (term) => term,
  });
}

/** Names as one text, those of several words once more as one word ("Soft Bank"). */
function indexedNames(entity: Entity): string {
  return entityAliases(entity)
    .flatMap(({ text }) => [text, joinTerms(readTerms(text))?.text ?? ''])
    .join('\n');
}

/** Without what search never reads. */
function searchable({ id, type, name, description, aliases, names, prominence }: Entity): Entity {
  return { id, type, name, description, aliases, names, prominence };
}

function factDocument(id: number, fact: DossierFact, subject: Entity, language: string): FactDocument {
  const names = entityAliases(subject).map((alias) => alias.text);
  return {
    id,
    hit: {
      packId: fact.packId,
      fact: { id: fact.id, status: fact.status, ...(fact.asOf === undefined ? {} : { asOf: fact.asOf }) },
      subject: { id: subject.id, name: subject.name, type: subject.type },
    },
    statement: fact.statement,
    about: [...names, fact.property ?? '', describeValue(fact.value, language)].join('\n'),
    sourceTitles: [...new Set(fact.sources.map(({ source }) => source.title))].join('\n'),
    prominence: subject.prominence,
    asOf: fact.asOf,
  };
}

function findCandidates<T>(
  engine: MiniSearch<T>,
  query: Query,
  {
    isFuzzy = false,
    minPrefix = 1,
    boost,
  }: { isFuzzy?: boolean; minPrefix?: number; boost?: (id: number) => number },
): number[] {
  const queries = query.alternatives.map(
    (words): EngineQuery => ({ combineWith: 'AND', queries: [...words] }),
  );
  const options: SearchOptions = {
    combineWith: 'OR',
    prefix: (word) => word.length >= minPrefix,
    fuzzy: isFuzzy && ((word: string) => allowedTypos(word) > 0 && ENGINE_EDITS),
    // The alternatives are folded words already.
    tokenize: (word) => [word],
    ...(boost === undefined ? {} : { boostDocument: boost }),
  };
  return engine
    .search({ ...options, queries })
    .slice(0, MAX_CANDIDATES)
    .map((result) => result.id as number);
}

/** Best first; of equals, the one that comes first in the pack. */
function best<T>(scored: readonly Scored<T>[], limit: number): Scored<T>[] {
  return scored.toSorted((a, b) => b.score - a.score).slice(0, limit);
}
