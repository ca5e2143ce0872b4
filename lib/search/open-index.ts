import { ENTITY_TYPES, FACT_STATUSES } from '../model/fact-pack.ts';
import type { EntityHit, FactHit } from '../model/search.ts';
import { spellOutAmounts } from './amounts.ts';
import { type EntityLine, INDEX_VERSION, type IndexHead, keyOf, NOBODY, PART } from './format.ts';
import { findSpans, hasBeginning, hasPhrase } from './highlight.ts';
import type { SearchParts } from './parts.ts';
import { isBlank, plainReadings, type Query, type Reading, wordsOf } from './query.ts';
import { BlockCache } from './read/block-cache.ts';
import { readDocuments } from './read/documents.ts';
import { entityFilter, factMask } from './read/filters.ts';
import { findEntities, listEntities, partWord } from './read/find-entities.ts';
import {
  type FactSearch,
  type MarkedWord,
  MIN_FACT_PREFIX,
  markCitations,
  markSubjects,
  rankBySource,
  rankFacts,
} from './read/find-facts.ts';
import { markFacts } from './read/read-postings.ts';
import { type FactParts, type NameParts, Resident } from './read/resident.ts';
import type { Ranked } from './read/top-hits.ts';
import { matchWord, type WordMatch } from './read/word-match.ts';
import type { IndexAnswer, Scored, ScoredEntity, SearchIndex, SearchOptions } from './search-index.ts';

/** Facts whose text is read to see whether they have a phrase, or a word that is hardly begun. */
const MAX_CHECKED = 200;

export interface OpenIndexOptions {
  readonly packId: string;
  /** BCP 47 tag by which amounts are written. */
  readonly language: string;
  readonly now?: () => Date;
}

/** @returns undefined if there is no index, or one of another version: it is to be built anew. */
export async function openSearchIndex(
  parts: SearchParts,
  options: OpenIndexOptions,
): Promise<SearchIndex | undefined> {
  const [text] = await parts.read([PART.head]);
  if (typeof text !== 'string') return undefined;
  const head: IndexHead = JSON.parse(text);
  return head.version === INDEX_VERSION ? new StoredIndex(head, parts, options) : undefined;
}

class StoredIndex implements SearchIndex {
  readonly #resident: Resident;
  readonly #blocks: BlockCache;
  readonly #packId: string;
  readonly #language: string;
  readonly #now: () => Date;
  #onPage: { readonly ids: ReadonlySet<string>; readonly entities: Promise<ReadonlySet<number>> } | undefined;

  constructor(head: IndexHead, parts: SearchParts, { packId, language, now }: OpenIndexOptions) {
    this.#resident = new Resident(head, parts);
    this.#blocks = new BlockCache(parts);
    this.#packId = packId;
    this.#language = language;
    this.#now = now ?? (() => new Date());
  }

  async prepare(): Promise<void> {
    await Promise.all([this.#resident.names(), this.#resident.facts()]);
  }

  async search(query: Query, { limit, onPage }: SearchOptions): Promise<IndexAnswer> {
    if (isBlank(query) || query.filters.isImpossible || limit <= 0) return { entities: [], facts: [] };
    const [names, facts] = await Promise.all([this.#resident.names(), this.#resident.facts()]);
    const pageEntities = await this.#entitiesOf(onPage);
    const isOnPage = (entity: number) => pageEntities.has(entity);
    const entities = this.#findEntities(query, names, limit, isOnPage);
    const found = await this.#findFacts(query, names, facts, limit, isOnPage);
    return this.#show(query, entities, found, facts);
  }

  #findEntities(
    query: Query,
    names: NameParts,
    limit: number,
    isOnPage: (entity: number) => boolean,
  ): Ranked[] {
    const isWanted = entityFilter(names, query.filters);
    if (isWanted === undefined) return [];
    if (query.words.length === 0) return listEntities(names, { limit, isWanted, isOnPage });
    const readings = this.#entityReadings(query, names);
    const search = { limit: query.phrases.length > 0 ? MAX_CHECKED : limit, isWanted, isOnPage };
    const exact = readings.map((reading) => ({ ...reading, mayHaveTypos: false }));
    const close = findEntities(names, exact, search);
    if (close.length >= search.limit || query.phrases.length > 0) return close;
    // Names with typos rank below all others, so they are looked for only when there is room.
    return findEntities(names, readings, search);
  }

  #entityReadings(query: Query, names: NameParts): Reading[] {
    const plain = plainReadings(query.text);
    const [word] = query.words;
    return query.words.length === 1 && word !== undefined ? [...plain, ...partWord(names, word)] : plain;
  }

  async #findFacts(
    query: Query,
    names: NameParts,
    facts: FactParts,
    limit: number,
    isOnPage: (entity: number) => boolean,
  ): Promise<Ranked[]> {
    if (facts.subjects.length === 0) return [];
    const { telling, unfinished } = splitUnfinished(query);
    const mustCheck = query.phrases.length > 0 || unfinished !== undefined;
    const search: FactSearch = {
      limit: mustCheck ? MAX_CHECKED : limit,
      year: this.#now().getFullYear(),
      mask: await factMask(this.#resident, names, facts, query.filters),
      isOnPage,
    };
    if (query.words.length === 0) return rankFacts(facts, names, [], search);
    const readings = this.#factReadings(query, telling, unfinished !== undefined);
    let found: Ranked[] = [];
    for (const mayHaveTypos of [false, true]) {
      for (const words of readings) {
        const marked = await this.#mark(words, names, facts, mayHaveTypos);
        if (marked !== undefined) found = mergeRanked(found, rankFacts(facts, names, marked, search));
      }
      if (mustCheck) found = await this.#check(found, query, unfinished, facts);
      if (found.length > 0) return found.slice(0, limit);
    }
    if (query.phrases.length > 0) return [];
    return (await this.#findBySource(query.words, names, facts, search)).slice(0, limit);
  }

  /** The words of the query, and once more with its amounts in digits, units apart from numbers. */
  #factReadings(query: Query, telling: readonly string[], isUnfinished: boolean): (readonly string[])[] {
    const readings = [telling];
    if (isUnfinished) return readings;
    const spelled = spellOutAmounts(query.text, this.#language);
    if (spelled !== undefined) readings.push(wordsOf(spelled));
    const parted = query.text.replace(/(\d)(?=\p{L})/gu, '$1 ');
    if (parted !== query.text) readings.push(wordsOf(parted));
    return readings;
  }

  /** @returns undefined if one of the words is nowhere. */
  async #mark(
    words: readonly string[],
    names: NameParts,
    facts: FactParts,
    mayHaveTypos: boolean,
  ): Promise<MarkedWord[] | undefined> {
    const matches = words.map((word) => matchFactWord(names, word, mayHaveTypos));
    if (matches.some(({ begun, close }) => begun.low === begun.high && !close?.size)) return undefined;
    const marks = await markFacts(facts, this.#blocks, matches);
    return matches.map((match, at) => ({ facts: marks[at]!, subjects: markSubjects(names, match) }));
  }

  async #findBySource(
    words: readonly string[],
    names: NameParts,
    facts: FactParts,
    search: FactSearch,
  ): Promise<Ranked[]> {
    const matches = words.map((word) => matchFactWord(names, word, false));
    const [sources, marks] = await Promise.all([
      this.#resident.sources(),
      markFacts(facts, this.#blocks, matches),
    ]);
    const marked = matches.map((match, at) => ({
      facts: marks[at]!,
      subjects: markSubjects(names, match),
      sources: markCitations(sources, match, facts.subjects.length),
    }));
    return rankBySource(facts, marked, search);
  }

  /** Those whose text has the query's phrases, and the word that is hardly begun. */
  async #check(
    ranked: readonly Ranked[],
    { phrases }: Query,
    unfinished: string | undefined,
    { subjects }: FactParts,
  ): Promise<Ranked[]> {
    const numbers = ranked.map(({ number }) => number);
    const about = numbers.map((fact) => subjects[fact]!).filter((entity) => entity !== NOBODY);
    const documents = await readDocuments(this.#blocks, about, numbers);
    return ranked.filter(({ number }) => {
      const text = [
        documents.facts.get(number)![1],
        ...(documents.entities.get(subjects[number]!)?.[2] ?? []),
      ];
      return (
        phrases.every((phrase) => text.some((part) => hasPhrase(part, phrase))) &&
        (unfinished === undefined || text.some((part) => hasBeginning(part, unfinished)))
      );
    });
  }

  async #show(
    query: Query,
    entities: readonly Ranked[],
    facts: readonly Ranked[],
    { subjects }: FactParts,
  ): Promise<IndexAnswer> {
    const about = facts.map(({ number }) => subjects[number]!).filter((entity) => entity !== NOBODY);
    const documents = await readDocuments(
      this.#blocks,
      [...entities.map(({ number }) => number), ...about],
      facts.map(({ number }) => number),
    );
    const statuses = (await this.#resident.facts()).statuses;
    return {
      entities: entities.flatMap((ranked) =>
        this.#showEntity(query, ranked, documents.entities.get(ranked.number)!),
      ),
      facts: facts.map(({ number, score }): Scored<FactHit> => {
        const [id, statement, asOf] = documents.facts.get(number)!;
        const status = FACT_STATUSES[statuses[number]!]!;
        const subject = documents.entities.get(subjects[number]!);
        return {
          score,
          hit: {
            packId: this.#packId,
            fact: { id, status, ...(asOf === '' ? {} : { asOf }) },
            subject: { id: subject?.[0] ?? '', name: subject?.[2][0] ?? '', type: typeOf(subject) },
            statement: { text: statement, spans: findSpans(statement, query.words) },
          },
        };
      }),
    };
  }

  #showEntity(query: Query, { score, detail }: Ranked, line: EntityLine): ScoredEntity[] {
    const [id, , names, description, addresses] = line;
    const text = names[detail] ?? names[0]!;
    if (!query.phrases.every((phrase) => names.some((name) => hasPhrase(name, phrase)))) return [];
    const hit: EntityHit = {
      packId: this.#packId,
      entity: { id, type: typeOf(line), name: names[0]!, ...(description === '' ? {} : { description }) },
      matched: { text, spans: findSpans(text, query.words) },
    };
    return [{ score, hit, addresses }];
  }

  #entitiesOf(onPage: ReadonlySet<string> | undefined): Promise<ReadonlySet<number>> {
    if (onPage === undefined || onPage.size === 0) return Promise.resolve(new Set());
    if (this.#onPage?.ids !== onPage) {
      this.#onPage = { ids: onPage, entities: this.#findNumbers(onPage) };
      this.#onPage.entities.catch(() => {
        this.#onPage = undefined;
      });
    }
    return this.#onPage.entities;
  }

  async #findNumbers(ids: ReadonlySet<string>): Promise<ReadonlySet<number>> {
    const wanted = new Set([...ids].map(keyOf));
    const keys = await this.#resident.entityKeys();
    const found = new Set<number>();
    for (let entity = 0; entity < keys.length; entity++) if (wanted.has(keys[entity]!)) found.add(entity);
    return found;
  }
}

function matchFactWord({ dictionary }: NameParts, word: string, mayHaveTypos: boolean): WordMatch {
  return matchWord(dictionary, word, {
    minPrefix: MIN_FACT_PREFIX,
    mayBeMeant: mayHaveTypos ? () => true : undefined,
  });
}

/**
 * A last word of one or two letters that others precede is hardly begun: to gather everything that begins
 * with it would take long, so the facts that the other words find are looked through for it.
 */
function splitUnfinished({ words, phrases }: Query): {
  readonly telling: readonly string[];
  readonly unfinished: string | undefined;
} {
  const last = words.at(-1);
  const isUnfinished =
    words.length > 1 && last !== undefined && last.length < MIN_FACT_PREFIX && phrases.length === 0;
  return isUnfinished
    ? { telling: words.slice(0, -1), unfinished: last }
    : { telling: words, unfinished: undefined };
}

/** Best first, each number once, with its best score. */
function mergeRanked(a: readonly Ranked[], b: readonly Ranked[]): Ranked[] {
  const all = [...a, ...b].sort((one, other) => other.score - one.score || one.number - other.number);
  const seen = new Set<number>();
  return all.filter(({ number }) => !seen.has(number) && seen.add(number));
}

function typeOf(line: EntityLine | undefined): EntityHit['entity']['type'] {
  return ENTITY_TYPES[line?.[1] ?? 0] ?? 'concept';
}
