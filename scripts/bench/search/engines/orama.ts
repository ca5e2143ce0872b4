import { create, insertMultiple, load, type RawData, save, search } from '@orama/orama';
import { entityAliases } from '../../../../lib/model/fact-pack.ts';
import type { Engine } from '../engine.ts';
import { openKeyValue } from './key-value.ts';

const SCHEMA = { kind: 'enum', shown: 'string', text: 'string' } as const;

/** In memory; it can be written as plain values and read again. */
export function createOrama(): Engine {
  const database = create({ schema: SCHEMA });
  return {
    async build({ entities, facts }) {
      const built = create({ schema: SCHEMA });
      await insertMultiple(
        built,
        entities.map((entity) => ({
          kind: 'entity',
          shown: entity.name,
          text: entityAliases(entity)
            .map((alias) => alias.text)
            .join('\n'),
        })),
        1_000,
      );
      await insertMultiple(
        built,
        facts.map(({ statement }) => ({ kind: 'fact', shown: statement, text: statement })),
        1_000,
      );
      await (await openKeyValue<RawData>('orama')).write([['index', await save(built)]]);
    },
    async open() {
      const [raw] = await (await openKeyValue<RawData>('orama')).read(['index']);
      if (raw) load(database, raw);
    },
    async search(query, limit) {
      const find = async (kind: string) => {
        const { hits } = await search(database, {
          term: query,
          properties: ['text'],
          tolerance: query.length < 4 ? 0 : 1,
          threshold: 0,
          limit,
          where: { kind: { eq: kind } },
        });
        return hits.map(({ document }) => document.shown);
      };
      return { entities: await find('entity'), facts: await find('fact') };
    },
  };
}
