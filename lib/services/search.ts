import type { SearchResults } from '../model/search.ts';
import { findBegunFilter, type Query, readQuery, wordsOf } from '../search/query.ts';
import type {
  IndexAnswer,
  ScoredEntity,
  SearchIndex,
  SearchOptions,
  SourceName,
} from '../search/search-index.ts';
import type { FactStore, Generation, GenerationSummary } from '../store/fact-store.ts';
import { keepReadable } from './readable-packs.ts';
import { createShelves } from './shelves.ts';

/** Search over all enabled packs. */
export interface PackSearch {
  /**
   * What the enabled packs hold at this moment; best first. An entity that several packs describe is there
   * once, as the pack with the best match has it; facts keep their pack.
   *
   * @param query Words, "phrases" and filters (lib/search/query.ts).
   * @throws StoreError if no pack can be read; one among others is left out.
   */
  search(query: string, options: SearchOptions): Promise<SearchResults>;
  /**
   * Titles and publishers of sources that finish the query, if it ends in a `source:` that is being typed:
   * those that begin with what is typed first, then those that facts cite most. Of the packs that the query
   * names, where it names some.
   *
   * @throws StoreError if no pack can be read.
   */
  findSources(query: string, limit: number): Promise<readonly string[]>;
  /** False until `prepare` is done: entities can be found sooner than facts. */
  readonly isReady: boolean;
  /** Reads what every search needs, so that the first query need not wait. */
  prepare(): Promise<void>;
}

interface Shelf {
  readonly generation: Generation;
  readonly index: SearchIndex;
}

/**
 * Opens the index of each pack generation when a search first needs it, and keeps it until the generation
 * serves no more: an updated, disabled or removed pack is gone from the very next answer.
 */
export function createPackSearch(store: FactStore): PackSearch {
  const shelves = createShelves(openShelf, ({ generation }) => generation.close());

  const shelvesFor = async ({ filters: { packs } }: Query) =>
    (await shelves(store)).filter(
      ({ generation }) => packs.length === 0 || packs.some((words) => isCalled(generation.summary, words)),
    );

  let isReady = false;
  return {
    get isReady() {
      return isReady;
    },
    async search(text, options) {
      const query = readQuery(text);
      const wanted = await shelvesFor(query);
      const answers = await keepReadable(wanted.map(({ index }) => index.search(query, options)));
      return mergeAnswers(answers, options.limit);
    },
    async findSources(text, limit) {
      const begun = findBegunFilter(text);
      if (begun?.key !== 'source') return [];
      const wanted = await shelvesFor(readQuery(begun.before));
      const words = wordsOf(begun.typed);
      const found = await keepReadable(wanted.map(({ index }) => index.findSources(words, limit)));
      return mergeSources(found.flat()).slice(0, limit);
    },
    async prepare() {
      const open = await shelves(store);
      await keepReadable(open.map(({ index }) => index.prepare()));
      isReady = true;
    },
  };
}

async function openShelf(store: FactStore, id: string): Promise<Shelf> {
  const generation = await store.openGeneration(id);
  try {
    return { generation, index: await generation.openSearchIndex() };
  } catch (error) {
    generation.close();
    throw error;
  }
}

/** True if a pack's title, publisher or id has words that begin with these. */
function isCalled({ packId, header }: GenerationSummary, words: readonly string[]): boolean {
  const own = wordsOf(`${header.title}\n${header.publisher?.name ?? ''}\n${packId}`);
  return words.every((word) => own.some((one) => one.startsWith(word)));
}

/** Best first over all packs; of equals, the pack that the reader put first. */
function mergeAnswers(answers: readonly IndexAnswer[], limit: number): SearchResults {
  const byScore = (a: { score: number }, b: { score: number }) => b.score - a.score;
  const entities = answers.flatMap((answer) => answer.entities).toSorted(byScore);
  const facts = answers.flatMap((answer) => answer.facts).toSorted(byScore);
  return {
    entities: leaveOutSame(entities)
      .slice(0, limit)
      .map(({ hit }) => hit),
    facts: facts.slice(0, limit).map(({ hit }) => hit),
  };
}

/** The first of those with the same id, or with an address in common. */
function leaveOutSame(entities: readonly ScoredEntity[]): ScoredEntity[] {
  const known = new Map<string, string>();
  return entities.filter(({ hit, addresses }) => {
    const names = [`id:${hit.entity.id}`, ...addresses];
    // Two entities of one pack are two, whatever addresses they share.
    const isSame = names.some((name) => (known.get(name) ?? hit.packId) !== hit.packId);
    for (const name of names) if (!known.has(name)) known.set(name, hit.packId);
    return !isSame;
  });
}

/** Several packs may cite the same newspaper. */
function mergeSources(names: readonly SourceName[]): string[] {
  const merged = new Map<string, SourceName>();
  for (const name of names) {
    const known = merged.get(name.text);
    merged.set(name.text, { ...name, citations: name.citations + (known?.citations ?? 0) });
  }
  return [...merged.values()]
    .sort((a, b) => Number(b.isAtStart) - Number(a.isAtStart) || b.citations - a.citations)
    .map(({ text }) => text);
}
