import type { Dossier, DossierFact } from '../model/dossier.ts';
import { type Entity, entityAliases } from '../model/fact-pack.ts';
import type { EntityHit, FactHit } from '../model/search.ts';
import { Candidates } from './candidates.ts';
import { type FactTexts, type Query, readQuery, scoreEntity, scoreFact } from './rank.ts';
import type { IndexAnswer, Scored, SearchIndex } from './search-index.ts';
import { joinTerms, readTerms } from './terms.ts';
import { describeValue } from './value-text.ts';

/**
 * Facts are searched from the third letter on: sentences are full of words with "a", and ranking them all
 * would take seconds in a large pack.
 */
const MIN_FACT_PREFIX = 3;

interface EntityDocument {
  readonly packId: string;
  readonly entity: Entity;
}

interface FactDocument extends FactTexts {
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
  const entities = new Candidates<EntityDocument>({
    fields: ['names'],
    textOf: ({ entity }) => indexedNames(entity),
    minPrefix: 1,
    weightOf: ({ entity }) => 1 + (entity.prominence ?? 0),
  });
  const facts = new Candidates<FactDocument>({
    fields: ['statement', 'about', 'sourceTitles'],
    textOf: (fact, field) => fact[field as 'statement' | 'about' | 'sourceTitles'],
    minPrefix: MIN_FACT_PREFIX,
  });
  for await (const batch of dossiers) {
    signal?.throwIfAborted();
    for (const dossier of batch) {
      entities.add({ packId: dossier.packId, entity: searchable(dossier.entity) });
      for (const fact of dossier.facts) {
        // A fact stands in the dossier of each entity that it is about; the subject's is enough.
        if (fact.about[0] === dossier.entity.id) facts.add(factDocument(fact, dossier.entity, language));
      }
    }
  }

  const findEntities = (query: Query, limit: number) => {
    const close = scoreAll(entities.find(query), (document) => scoreEntityHit(query, document));
    if (close.length >= limit) return best(close, limit);
    // Names with typos rank below all others, so they are looked for only when there is room.
    return best(
      scoreAll(entities.findWithTypos(query), (document) => scoreEntityHit(query, document)),
      limit,
    );
  };

  const findFacts = (query: Query, limit: number) => {
    const year = now().getFullYear();
    const score = (document: FactDocument) => scoreFactHit(query, document, year);
    let found = scoreAll(facts.find(query), score);
    if (found.length === 0) found = scoreAll(facts.findWithTypos(query), score);
    // A source's title speaks for all its facts alike: it counts only where nothing closer matches.
    const closer = found.filter((fact) => fact.score >= 1);
    return best(closer.length > 0 ? closer : found, limit);
  };

  return {
    async search(text, limit): Promise<IndexAnswer> {
      const query = readQuery(text);
      if (query === undefined || limit <= 0) return { entities: [], facts: [] };
      return { entities: findEntities(query, limit), facts: findFacts(query, limit) };
    },
  };
}

/** Names as one text, those of several words once more as one word ("Soft Bank"). */
function indexedNames(entity: Entity): string {
  return entityAliases(entity)
    .flatMap(({ text }) => [text, joinTerms(readTerms(text))?.text ?? ''])
    .join('\n');
}

/** Without what search never reads. */
function searchable({ id, type, name, description, aliases, names, sameAs, prominence }: Entity): Entity {
  return { id, type, name, description, aliases, names, sameAs, prominence };
}

function factDocument(fact: DossierFact, subject: Entity, language: string): FactDocument {
  const names = entityAliases(subject).map((alias) => alias.text);
  return {
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

function scoreEntityHit(query: Query, { entity, packId }: EntityDocument): Scored<EntityHit> | undefined {
  const scoring = scoreEntity(query, entity);
  if (scoring === undefined) return undefined;
  const { id, type, name, description, sameAs } = entity;
  const shown = {
    id,
    type,
    name,
    ...(description === undefined ? {} : { description }),
    ...(sameAs === undefined ? {} : { sameAs }),
  };
  return { score: scoring.score, hit: { packId, entity: shown, matched: scoring.matched } };
}

function scoreFactHit(query: Query, document: FactDocument, year: number): Scored<FactHit> | undefined {
  const scoring = scoreFact(query, document, year);
  return scoring && { score: scoring.score, hit: { ...document.hit, statement: scoring.matched } };
}

function scoreAll<T, Hit>(
  documents: readonly T[],
  score: (document: T) => Scored<Hit> | undefined,
): Scored<Hit>[] {
  return documents.flatMap((document) => score(document) ?? []);
}

/** Best first; of equals, the one that comes first in the pack. */
function best<T>(scored: readonly Scored<T>[], limit: number): Scored<T>[] {
  return scored.toSorted((a, b) => b.score - a.score).slice(0, limit);
}
