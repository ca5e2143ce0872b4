import { Charset, Index, IndexedDB } from 'flexsearch';
import { entityAliases } from '../../../../lib/model/fact-pack.ts';
import type { Engine } from '../engine.ts';
import { openKeyValue } from './key-value.ts';

/** Records between two commits to the database. */
const BATCH = 5_000;

/** With its store in IndexedDB. It forgives typos by sound, not by letters. */
export function createFlexSearch(): Engine {
  let names: Index | undefined;
  let facts: Index | undefined;
  const create = async (name: string) => {
    const index = new Index({ tokenize: 'forward', encoder: Charset.LatinBalance, commit: false });
    await index.mount(new IndexedDB(name));
    return index;
  };
  return {
    async build(records) {
      const texts = await openKeyValue<string>('flexsearch-texts');
      const fill = async (name: string, all: readonly { shown: string; text: string }[]) => {
        const index = await create(name);
        for (let from = 0; from < all.length; from += BATCH) {
          const batch = all.slice(from, from + BATCH);
          for (const [at, { text }] of batch.entries()) index.add(from + at, text);
          await index.commit();
          await texts.write(batch.map(({ shown }, at) => [`${name}/${from + at}`, shown] as const));
        }
      };
      await fill(
        'names',
        records.entities.map((entity) => ({
          shown: entity.name,
          text: entityAliases(entity)
            .map((alias) => alias.text)
            .join(' '),
        })),
      );
      await fill(
        'facts',
        records.facts.map(({ statement }) => ({ shown: statement, text: statement })),
      );
    },
    async open() {
      names = await create('names');
      facts = await create('facts');
    },
    async search(query, limit) {
      const texts = await openKeyValue<string>('flexsearch-texts');
      const find = async (index: Index, name: string) => {
        const ids = (await index.search(query, { limit, suggest: true })) as number[];
        return (await texts.read(ids.map((id) => `${name}/${id}`))).map((text) => text ?? '');
      };
      return { entities: await find(names!, 'names'), facts: await find(facts!, 'facts') };
    },
  };
}
