import { describe, expect, it } from 'vitest';
import { readQuery } from '../../../lib/search/query.ts';
import { createRandom } from '../../../scripts/random.ts';
import { createIndex } from './create-index.ts';

const random = createRandom(7);
const letters = (count: number) =>
  Array.from({ length: count }, () => 'aeioulnrst'[Math.floor(random() * 10)]).join('');

const index = await createIndex({
  entities: Array.from({ length: 600 }, (_, number) => ({
    id: `e${number}`,
    name: number % 97 === 0 ? 'G' : `G${letters(4)} ${letters(5)}`,
    ...(number % 5 === 0 ? { aliases: [`${letters(4)} G${letters(3)}`] } : {}),
    prominence: Math.floor(random() * 100) / 100,
  })),
  facts: Array.from({ length: 400 }, (_, number) => ({
    id: `f${number}`,
    about: [`e${(number * 7) % 600}`],
    statement: `Grain ${letters(3)} was ${letters(4)} in ${1990 + (number % 30)}.`,
    asOf: String(1990 + (number % 30)),
  })),
});

/** What is found, in its order, with the numbers as which equal scores are told apart. */
async function find(query: string, limit: number, onPage?: ReadonlySet<string>) {
  const { entities, facts } = await index.search(readQuery(query), {
    limit,
    ...(onPage ? { onPage } : {}),
  });
  return {
    entities: entities.map(({ hit, score }) => `${hit.entity.id} ${score} ${hit.matched.text}`),
    facts: facts.map(({ hit, score }) => `${hit.fact.id} ${score}`),
  };
}

describe('of hundreds of hits', () => {
  it.each(['g', 'ga', 'gra', 'grain', 'grain was', 'grain in 200', 'grain zzzz'])(
    'for “%s” the best few are those that come first among all',
    async (query) => {
      const onPage = new Set(['e12', 'e301']);
      for (const page of [undefined, onPage]) {
        const all = await find(query, 5_000, page);
        for (const limit of [1, 7, 20]) {
          expect(await find(query, limit, page)).toEqual({
            entities: all.entities.slice(0, limit),
            facts: all.facts.slice(0, limit),
          });
        }
      }
    },
  );
});
