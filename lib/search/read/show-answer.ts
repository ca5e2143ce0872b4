import { ENTITY_TYPES, FACT_STATUSES } from '../../model/fact-pack.ts';
import type { EntityHit, FactHit } from '../../model/search.ts';
import { type EntityLine, NOBODY } from '../format.ts';
import { findSpans, hasPhrase } from '../highlight.ts';
import type { Query } from '../query.ts';
import type { IndexAnswer, Scored, ScoredEntity } from '../search-index.ts';
import type { BlockCache } from './block-cache.ts';
import { readDocuments } from './documents.ts';
import type { Resident } from './resident.ts';
import type { Ranked } from './top-hits.ts';

/** What an index has to show of what it found. */
export interface ShownParts {
  readonly packId: string;
  readonly blocks: BlockCache;
  readonly resident: Resident;
}

const NO_FACTS = { subjects: new Uint32Array(0), statuses: new Uint8Array(0) };

/** Reads the texts of what was found, and marks in them what the query met. */
export async function showAnswer(
  { packId, blocks, resident }: ShownParts,
  query: Query,
  entities: readonly Ranked[],
  facts: readonly Ranked[],
): Promise<IndexAnswer> {
  const { subjects, statuses } = facts.length > 0 ? await resident.facts() : NO_FACTS;
  const about = facts.map(({ number }) => subjects[number]!).filter((entity) => entity !== NOBODY);
  const documents = await readDocuments(
    blocks,
    [...entities.map(({ number }) => number), ...about],
    facts.map(({ number }) => number),
  );
  return {
    entities: entities.flatMap((ranked) =>
      showEntity(packId, query, ranked, documents.entities.get(ranked.number)!),
    ),
    facts: facts.map(({ number, score }): Scored<FactHit> => {
      const [id, statement, asOf] = documents.facts.get(number)!;
      const status = FACT_STATUSES[statuses[number]!]!;
      const subject = documents.entities.get(subjects[number]!);
      return {
        score,
        hit: {
          packId,
          fact: { id, status, ...(asOf === '' ? {} : { asOf }) },
          subject: { id: subject?.[0] ?? '', name: subject?.[2][0] ?? '', type: typeOf(subject) },
          statement: { text: statement, spans: findSpans(statement, query.words) },
        },
      };
    }),
  };
}

function showEntity(
  packId: string,
  query: Query,
  { score, detail }: Ranked,
  line: EntityLine,
): ScoredEntity[] {
  const [id, , names, description, addresses] = line;
  const text = names[detail] ?? names[0]!;
  if (!query.phrases.every((phrase) => names.some((name) => hasPhrase(name, phrase)))) return [];
  const hit: EntityHit = {
    packId,
    entity: { id, type: typeOf(line), name: names[0]!, ...(description === '' ? {} : { description }) },
    matched: { text, spans: findSpans(text, query.words) },
  };
  return [{ score, hit, addresses }];
}

function typeOf(line: EntityLine | undefined): EntityHit['entity']['type'] {
  return ENTITY_TYPES[line?.[1] ?? 0] ?? 'concept';
}
