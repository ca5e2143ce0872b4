import { SearchIndexBuilder } from '../../../../lib/search/build/index-builder.ts';
import { openSearchIndex } from '../../../../lib/search/open-index.ts';
import type { SearchPart } from '../../../../lib/search/parts.ts';
import { readQuery } from '../../../../lib/search/query.ts';
import type { SearchIndex } from '../../../../lib/search/search-index.ts';
import type { Engine } from '../engine.ts';
import { openKeyValue } from './key-value.ts';

export function createFactmark(): Engine {
  let index: SearchIndex | undefined;
  return {
    async build({ sources, entities, facts }) {
      const parts = await openKeyValue<SearchPart>('factmark');
      const builder = new SearchIndexBuilder((written) => parts.write(written));
      for (const source of sources) builder.addSource(source);
      for (const entity of entities) await builder.addEntity(entity);
      for (const fact of facts) await builder.addFact(fact);
      await builder.finish();
    },
    async open() {
      index = await openSearchIndex(await openKeyValue<SearchPart>('factmark'), {
        packId: 'pack',
        language: 'en',
      });
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
