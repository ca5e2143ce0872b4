import MiniSearch from 'minisearch';
import { entityAliases } from '../../../../lib/model/fact-pack.ts';
import type { Engine } from '../engine.ts';
import { openKeyValue } from './key-value.ts';

const OPTIONS = { fields: ['text'], storeFields: ['kind', 'shown'] };

/** One index in memory; it can be written as JSON and read again. */
export function createMiniSearch(): Engine {
  let index: MiniSearch | undefined;
  return {
    async build({ entities, facts }) {
      const built = new MiniSearch(OPTIONS);
      for (const entity of entities) {
        const text = entityAliases(entity)
          .map((alias) => alias.text)
          .join('\n');
        built.add({ id: entity.id, kind: 'entity', shown: entity.name, text });
      }
      for (const { id, statement } of facts)
        built.add({ id, kind: 'fact', shown: statement, text: statement });
      await (await openKeyValue<string>('minisearch')).write([['index', JSON.stringify(built)]]);
    },
    async open() {
      const [json] = await (await openKeyValue<string>('minisearch')).read(['index']);
      index = MiniSearch.loadJSON(json ?? '', OPTIONS);
    },
    async search(query, limit) {
      const found = index!.search(query, { prefix: true, fuzzy: 0.2, combineWith: 'AND' });
      const shown = (kind: string) =>
        found
          .filter((hit) => hit.kind === kind)
          .slice(0, limit)
          .map((hit) => hit.shown as string);
      return { entities: shown('entity'), facts: shown('fact') };
    },
  };
}
