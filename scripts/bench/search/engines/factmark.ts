import { SearchIndexBuilder } from '../../../../lib/search/build/index-builder.ts';
import { openSearchIndex } from '../../../../lib/search/open-index.ts';
import { readQuery } from '../../../../lib/search/query.ts';
import type { SearchIndex } from '../../../../lib/search/search-index.ts';
import {
  createGenerationDatabase,
  openGenerationDatabase,
} from '../../../../lib/store/indexeddb/generation-database.ts';
import type { Engine } from '../engine.ts';

/** Kept as an import keeps it, long arrays as files. */
const GENERATION = 'bench';

export function createFactmark(): Engine {
  let index: SearchIndex | undefined;
  return {
    async build({ sources, entities, facts }) {
      const database = await createGenerationDatabase(GENERATION, async () => undefined);
      const builder = new SearchIndexBuilder((parts) => database.writeSearchParts(parts));
      for (const source of sources) builder.addSource(source);
      for (const entity of entities) await builder.addEntity(entity);
      for (const fact of facts) await builder.addFact(fact);
      await builder.finish();
      database.close();
    },
    async open() {
      const { search } = await openGenerationDatabase(GENERATION);
      index = await openSearchIndex(search, { packId: 'pack', language: 'en' });
      await index?.prepare();
    },
    async search(query, limit) {
      const answer = await index!.search(readQuery(query), { limit });
      return {
        entities: answer.entities.map(({ hit }) => hit.entity.name),
        facts: answer.facts.map(({ hit }) => hit.statement.text),
      };
    },
  };
}
