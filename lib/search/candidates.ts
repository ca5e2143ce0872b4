import MiniSearch, { type Query as EngineQuery } from 'minisearch';
import type { Query } from './rank.ts';
import { readTerms } from './terms.ts';
import { allowedTypos } from './typos.ts';
import { Vocabulary } from './vocabulary.ts';

/**
 * Candidates that are handed over for ranking. The engine's own order (BM25) decides which, so this is far
 * more than anybody reads.
 */
const MAX_CANDIDATES = 300;

export interface CandidatesOptions<T> {
  readonly fields: readonly string[];
  readonly textOf: (document: T, field: string) => string;
  /** Letters from which on a word of the query may be the beginning of a word; below it stands for itself. */
  readonly minPrefix: number;
  /** How much a document counts beside others, from 1. */
  readonly weightOf?: (document: T) => number;
}

/** Documents that may answer a query: the part of the search that the engine does. */
export class Candidates<T> {
  readonly #documents: T[] = [];
  readonly #options: CandidatesOptions<T>;
  readonly #engine: MiniSearch<number>;
  readonly #words = new Set<string>();
  #vocabulary: Vocabulary | undefined;

  constructor(options: CandidatesOptions<T>) {
    this.#options = options;
    this.#engine = new MiniSearch<number>({
      fields: [...options.fields],
      extractField: (id, field) => (field === 'id' ? id : options.textOf(this.#documents[id] as T, field)),
      tokenize: (text) => readTerms(text).map((term) => term.text),
      processTerm: (term) => {
        this.#words.add(term);
        return term;
      },
      searchOptions: {
        // Queries are folded words already.
        tokenize: (word) => [word],
        processTerm: (word) => word,
      },
    });
  }

  add(document: T): void {
    this.#documents.push(document);
    this.#engine.add(this.#documents.length - 1);
    this.#vocabulary = undefined;
  }

  /** Documents with every word of one of the query's readings, or with words that begin with it. */
  find(query: Query): T[] {
    return this.#search(query, (word) => this.#asWritten(word));
  }

  /** As {@link find}, and words with typos as well. */
  findWithTypos(query: Query): T[] {
    return this.#search(query, (word, mayHaveTypos) => {
      const close = mayHaveTypos ? this.#closeWords(word) : [];
      if (close.length === 0) return this.#asWritten(word);
      return { combineWith: 'OR', queries: [this.#asWritten(word), { prefix: false, queries: close }] };
    });
  }

  #search(query: Query, toEngine: (word: string, mayHaveTypos: boolean) => EngineQuery): T[] {
    const { weightOf } = this.#options;
    const weigh = weightOf && ((id: number) => weightOf(this.#documents[id] as T));
    return this.#engine
      .search({
        combineWith: 'OR',
        queries: query.map(({ words, mayHaveTypos }) => ({
          combineWith: 'AND',
          queries: this.#tellingWords(words).map((word) => toEngine(word, mayHaveTypos)),
        })),
        ...(weigh && { boostDocument: weigh }),
      })
      .slice(0, MAX_CANDIDATES)
      .map((result) => this.#documents[result.id] as T);
  }

  /**
   * Without a last word that is hardly begun ("sam a"): it is left to the ranking, for the engine would first
   * gather everything that begins with its letter.
   */
  #tellingWords(words: readonly string[]): readonly string[] {
    const isBegun = (words.at(-1)?.length ?? 0) >= Math.max(2, this.#options.minPrefix);
    return isBegun || words.length === 1 ? words : words.slice(0, -1);
  }

  #asWritten(word: string): EngineQuery {
    return { prefix: word.length >= this.#options.minPrefix, queries: [word] };
  }

  #closeWords(word: string): string[] {
    const most = allowedTypos(word);
    if (most === 0) return [];
    this.#vocabulary ??= new Vocabulary(this.#words);
    return this.#vocabulary.findClose(word, most).map((close) => close.word);
  }
}
