import { spellOutAmounts } from './amounts.ts';
import { INDEX_VERSION, type IndexHead, keyOf, NOBODY, PART } from './format.ts';
import { hasBeginning, hasPhrase } from './highlight.ts';
import type { SearchParts } from './parts.ts';
import { isBlank, plainReadings, type Query, type Reading, wordsOf } from './query.ts';
import { BlockCache } from './read/block-cache.ts';
import { readDocuments } from './read/documents.ts';
import { entityFilter, factMask } from './read/filters.ts';
import { findEntities, listEntities, partWord } from './read/find-entities.ts';
import {
  addSubjects,
  type FactSearch,
  MIN_FACT_PREFIX,
  markCitations,
  rankBySource,
  rankFacts,
} from './read/find-facts.ts';
import { findSourceNames } from './read/find-sources.ts';
import { markNames } from './read/mark-names.ts';
import { markFacts } from './read/read-postings.ts';
import { type FactParts, type NameParts, Resident } from './read/resident.ts';
import { type ShownParts, showAnswer } from './read/show-answer.ts';
import type { Ranked } from './read/top-hits.ts';
import { isHopeless, matchWord, type WordMatch } from './read/word-match.ts';
import type { IndexAnswer, SearchIndex, SearchOptions, SourceName } from './search-index.ts';
import { allowedTypos } from './typos.ts';

/** Facts whose text is read to see whether they have a phrase, or a word that is hardly begun. */
const MAX_CHECKED = 200;
/** With so many names found as they are written, nobody looks for names with typos. */
const FEW_ENTITIES = 3;
/** Words of a query whose marks are kept, a byte for each fact. */
const MARKS_KEPT = 8;

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
  readonly #marks = new Map<string, Uint8Array>();
  readonly #shown: ShownParts;
  readonly #language: string;
  readonly #now: () => Date;
  #onPage: { readonly ids: ReadonlySet<string>; readonly entities: Promise<ReadonlySet<number>> } | undefined;

  constructor(head: IndexHead, parts: SearchParts, { packId, language, now }: OpenIndexOptions) {
    this.#resident = new Resident(head, parts);
    this.#blocks = new BlockCache(parts);
    this.#shown = { packId, blocks: this.#blocks, resident: this.#resident };
    this.#language = language;
    this.#now = now ?? (() => new Date());
  }

  async prepare(): Promise<void> {
    // One after the other: whoever waits for the first results sees names first.
    await this.#resident.names();
    await this.#resident.facts();
  }

  async search(query: Query, { limit, onPage, isForEntities }: SearchOptions): Promise<IndexAnswer> {
    if (isBlank(query) || query.filters.isImpossible || limit <= 0) return { entities: [], facts: [] };
    const names = await this.#resident.names();
    const pageEntities = await this.#entitiesOf(onPage);
    const isOnPage = (entity: number) => pageEntities.has(entity);
    const entities = this.#findEntities(query, names, limit, isOnPage);
    if (isForEntities) return showAnswer(this.#shown, query, entities, []);
    const found = await this.#findFacts(query, names, await this.#resident.facts(), limit, isOnPage);
    return showAnswer(this.#shown, query, entities, found);
  }

  async findSources(words: readonly string[], limit: number): Promise<readonly SourceName[]> {
    const { dictionary } = await this.#resident.names();
    const sources = await this.#resident.sources();
    return findSourceNames(sources, { dictionary, blocks: this.#blocks }, words, limit);
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
    const most = query.phrases.length > 0 ? 0 : mostTypos(query.words);
    let found: Ranked[] = [];
    // Names with typos rank below all others, so they are looked for only when others are few.
    for (let typos = 0; typos <= most; typos++) {
      if (found.length >= (typos === 1 ? FEW_ENTITIES : 1)) break;
      found = findEntities(names, readings, typos, search);
    }
    return found;
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
    for (let typos = 0; typos <= mostTypos(telling); typos++) {
      for (const words of readings) {
        const marked = await this.#mark(words, names, facts, typos);
        if (marked !== undefined) found = mergeRanked(found, rankFacts(facts, names, marked, search));
      }
      if (mustCheck) found = await this.#check(found, query, unfinished, facts);
      if (found.length > 0) return found.slice(0, limit);
    }
    if (query.phrases.length > 0 || (query.words.at(-1) ?? '').length < MIN_FACT_PREFIX) return [];
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

  /** For each word the marks of all facts; undefined if one of the words is nowhere. */
  async #mark(
    words: readonly string[],
    names: NameParts,
    facts: FactParts,
    maxTypos: number,
  ): Promise<readonly Uint8Array[] | undefined> {
    const known = words.map((word) => this.#marks.get(`${maxTypos} ${word}`));
    const missing = words.filter((_, at) => known[at] === undefined);
    const matches = missing.map((word) => matchFactWord(names, word, maxTypos));
    if (matches.some(isHopeless)) return undefined;
    const own = await markFacts(facts, this.#blocks, matches);
    for (const [at, match] of matches.entries()) addSubjects(facts, own[at]!, markNames(names, match));
    const all = new Map(matches.map((match, at) => [match.word, own[at]!]));
    return words.map((word, at) => {
      const marks = known[at] ?? all.get(word)!;
      this.#keepMarks(`${maxTypos} ${word}`, marks);
      return marks;
    });
  }

  /** The next letter changes the last word alone. */
  #keepMarks(key: string, marks: Uint8Array): void {
    this.#marks.delete(key);
    this.#marks.set(key, marks);
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > MARKS_KEPT && oldest !== undefined) this.#marks.delete(oldest);
  }

  async #findBySource(
    words: readonly string[],
    names: NameParts,
    facts: FactParts,
    search: FactSearch,
  ): Promise<Ranked[]> {
    const sources = await this.#resident.sources();
    const marked = await Promise.all(
      words.map(async (word) => {
        const [marks] = (await this.#mark([word], names, facts, 0)) ?? [];
        const cited = markCitations(sources, matchFactWord(names, word, 0), facts.subjects.length);
        return marks === undefined ? cited : cited.map((isCited, fact) => isCited | marks[fact]!);
      }),
    );
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

function matchFactWord({ dictionary }: NameParts, word: string, maxTypos: number): WordMatch {
  return matchWord(dictionary, word, { minPrefix: MIN_FACT_PREFIX, maxTypos, mayBeMeant: () => true });
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

function mostTypos(words: readonly string[]): number {
  return Math.max(0, ...words.map(allowedTypos));
}

/** Best first, each number once, with its best score. */
function mergeRanked(a: readonly Ranked[], b: readonly Ranked[]): Ranked[] {
  const all = [...a, ...b].sort((one, other) => other.score - one.score || one.number - other.number);
  const seen = new Set<number>();
  return all.filter(({ number }) => !seen.has(number) && seen.add(number));
}
