import { identityAddresses } from '../model/identity.ts';
import type { EntityHit, SearchResults } from '../model/search.ts';
import { createMinisearchIndex } from '../search/minisearch-index.ts';
import type { IndexAnswer, SearchIndex } from '../search/search-index.ts';
import type { FactStore, GenerationSummary } from '../store/fact-store.ts';

/** Search over all enabled packs. */
export interface PackSearch {
  /**
   * What the enabled packs hold at this moment; best first. An entity that several packs describe is there
   * once, as the pack with the best match has it; facts keep their pack.
   *
   * @param limit Most hits of each kind.
   * @throws StoreError if a pack cannot be read.
   */
  search(query: string, limit: number): Promise<SearchResults>;
  /** Builds what a search would build, so that the first query need not wait. */
  prepare(): Promise<void>;
}

/**
 * Builds an index per pack generation when a search first needs it, and keeps it until the generation
 * serves no more: an updated, disabled or removed pack is gone from the very next answer.
 */
export function createPackSearch(store: FactStore): PackSearch {
  const indexes = new Map<
    string,
    { readonly index: Promise<SearchIndex>; readonly abandon: AbortController }
  >();

  const buildIndex = async ({ id, header }: GenerationSummary, signal: AbortSignal) => {
    const generation = await store.openGeneration(id);
    try {
      return await createMinisearchIndex(generation.dossiers(), { language: header.language, signal });
    } finally {
      generation.close();
    }
  };

  const indexOf = (summary: GenerationSummary): Promise<SearchIndex> => {
    const known = indexes.get(summary.id);
    if (known !== undefined) return known.index;
    const abandon = new AbortController();
    const index = buildIndex(summary, abandon.signal);
    indexes.set(summary.id, { index, abandon });
    // A failure must not stick: the next search may find the store healthy again.
    index.catch(() => indexes.delete(summary.id));
    return index;
  };

  const openIndexes = async (isRetry = false): Promise<SearchIndex[]> => {
    const enabled = (await store.packs()).filter((pack) => pack.isEnabled).map((pack) => pack.current);
    const serving = new Set(enabled.map((summary) => summary.id));
    for (const [id, { abandon }] of indexes) {
      if (serving.has(id)) continue;
      indexes.delete(id);
      abandon.abort();
    }
    try {
      return await Promise.all(enabled.map(indexOf));
    } catch (error) {
      // A generation that went while it was read: the pack has a newer one, or none.
      if (isRetry) throw error;
      return openIndexes(true);
    }
  };

  return {
    async search(query, limit) {
      const open = await openIndexes();
      return mergeAnswers(await Promise.all(open.map((index) => index.search(query, limit))), limit);
    },
    async prepare() {
      await openIndexes();
    },
  };
}

/** Best first over all packs; of equals, the pack that the reader put first. */
function mergeAnswers(answers: readonly IndexAnswer[], limit: number): SearchResults {
  const byScore = (a: { score: number }, b: { score: number }) => b.score - a.score;
  const entities = answers.flatMap((answer) => answer.entities).toSorted(byScore);
  const facts = answers.flatMap((answer) => answer.facts).toSorted(byScore);
  return {
    entities: distinctEntities(entities.map(({ hit }) => hit)).slice(0, limit),
    facts: facts.slice(0, limit).map(({ hit }) => hit),
  };
}

/** The first hit of each entity: those with the same id, or a common address in `sameAs`, are of one. */
function distinctEntities(hits: readonly EntityHit[]): EntityHit[] {
  const seen = new Set<string>();
  return hits.filter(({ entity }) => {
    const keys = [`id ${entity.id}`, ...identityAddresses(entity)];
    const isNew = !keys.some((key) => seen.has(key));
    // A hit that was seen before still tells by which other names the next may be known.
    for (const key of keys) seen.add(key);
    return isNew;
  });
}
