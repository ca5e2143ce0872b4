// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { SearchState } from '../../../components/popup/search-state.ts';
import { useSearch } from '../../../entrypoints/shared/use-search.ts';
import type { EntityHit, FactHit, SearchResults } from '../../../lib/model/search.ts';
import type { PackSearch } from '../../../lib/services/search.ts';
import { draw } from '../../components/draw.tsx';
import { settle } from './settle.ts';

const ENTITY = { packId: 'p', entity: { id: 'org:lumen', type: 'organization', name: 'Lumen' } } as EntityHit;
const FACT = { packId: 'p', fact: { id: 'f', status: 'confirmed' } } as FactHit;
const NOTHING: ReadonlySet<string> = new Set();

/** Packs whose entities are found at once, and whose facts when `letFactsIn` is called. */
function createPacks({ isReady }: { isReady: boolean }) {
  const factsIn = Promise.withResolvers<void>();
  const asked: ('entities' | 'everything')[] = [];
  const packs: PackSearch = {
    isReady,
    prepare: async () => {},
    findSources: async () => [],
    search: async (_query, { isForEntities }): Promise<SearchResults> => {
      asked.push(isForEntities ? 'entities' : 'everything');
      if (isForEntities) return { entities: [ENTITY], facts: [] };
      await factsIn.promise;
      return { entities: [ENTITY], facts: [FACT] };
    },
  };
  return { packs, asked, letFactsIn: () => settle(factsIn.resolve) };
}

async function search(packs: PackSearch) {
  const states: SearchState[] = [];
  const open = async () => packs;
  function Page() {
    states.push(useSearch(open, 'lumen', NOTHING));
    return null;
  }
  await draw(<Page />);
  await settle();
  return states;
}

describe('the results of a search', () => {
  it('are entities first, while the facts of the packs are still being read', async () => {
    const { packs, asked, letFactsIn } = createPacks({ isReady: false });
    const states = await search(packs);
    expect(states.at(-1)).toEqual({ phase: 'searching', results: { entities: [ENTITY], facts: [] } });
    await letFactsIn();
    expect(states.at(-1)).toEqual({ phase: 'done', results: { entities: [ENTITY], facts: [FACT] } });
    expect(asked).toEqual(['entities', 'everything']);
  });

  it('come together once everything is read', async () => {
    const { packs, asked, letFactsIn } = createPacks({ isReady: true });
    const states = await search(packs);
    await letFactsIn();
    expect(states.at(-1)?.phase).toBe('done');
    expect(asked).toEqual(['everything']);
  });
});
