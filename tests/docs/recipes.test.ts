import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../lib/pack/reading.ts';

const RECIPES = path.resolve(import.meta.dirname, '../../docs/recipes');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'factmark-recipe-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a recipe as it stands, but for its files, which lie in the test's folder. */
async function cook(recipe: string, input: string, content: string | Uint8Array) {
  const output = recipe.replace('.sql', '.jsonl');
  const sql = (await readFile(path.join(RECIPES, recipe), 'utf8'))
    .replaceAll(`'${input}'`, `'${path.join(folder, input)}'`)
    .replaceAll(`'${output}'`, `'${path.join(folder, output)}'`);
  await writeFile(path.join(folder, input), content);
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  try {
    await connection.run(sql);
  } finally {
    connection.closeSync();
    database.closeSync();
  }
  return readFile(path.join(folder, output), 'utf8');
}

describe('docs/recipes/opensanctions.sql', () => {
  /** Invented, in the shape that https://followthemoney.tech/docs/ describes. */
  const EXPORT = [
    {
      id: 'NK-1',
      schema: 'Person',
      caption: 'Ada Northby',
      datasets: ['invented_list', 'other_list'],
      last_seen: '2026-03-01T00:00:00',
      properties: {
        name: ['Ada Northby', 'Ada "Maria" Northby'],
        previousName: ['Ada Southby'],
        weakAlias: ['The Engineer'],
        wikidataId: ['Q902'],
        position: ['Mayor, Northby'],
      },
    },
    {
      id: 'NK-2',
      schema: 'Company',
      caption: 'Cranefield Works',
      datasets: ['invented_list'],
      properties: { name: ['Cranefield Works'] },
    },
    { id: 'NK-3', schema: 'Ownership', caption: '', datasets: [], properties: {} },
  ];
  const cookExport = () =>
    cook(
      'opensanctions.sql',
      'entities.ftm.json',
      EXPORT.map((object) => `${JSON.stringify(object)}\n`).join(''),
    );

  it('makes a pack that an import takes: things with their aliases, and the lists that they are on', async () => {
    const { entities, facts, sources, problems } = await check(await cookExport());
    expect(problems).toEqual([]);
    expect(entities).toEqual([
      {
        id: 'NK-1',
        type: 'person',
        name: 'Ada Northby',
        description: 'Mayor, Northby',
        aliases: [
          'Ada "Maria" Northby',
          { text: 'Ada Southby', kind: 'previous' },
          { text: 'The Engineer', kind: 'weak' },
        ],
        sameAs: ['https://www.wikidata.org/entity/Q902'],
      },
      { id: 'NK-2', type: 'organization', name: 'Cranefield Works', aliases: [] },
    ]);
    expect(sources.map(({ id }) => id)).toEqual(['invented_list', 'other_list']);
    expect(facts.map(({ statement, asOf }) => [statement, asOf])).toEqual([
      ['Ada Northby is on the list invented_list.', '2026-03-01'],
      ['Ada Northby is on the list other_list.', '2026-03-01'],
      ['Cranefield Works is on the list invented_list.', undefined],
    ]);
  });

  it('gives the same bytes each time, so that an update costs what changed', async () => {
    expect(await cookExport()).toBe(await cookExport());
  });
});

describe('docs/recipes/wikidata.sql', () => {
  const claim = (value: unknown, more: object = {}) => ({
    rank: 'normal',
    mainsnak: { datavalue: { value } },
    ...more,
  });
  const item = (id: string, name: string, articles: number, claims: object) => ({
    id,
    type: 'item',
    labels: { en: { language: 'en', value: name } },
    descriptions: { en: { language: 'en', value: `${name}, invented` } },
    aliases: { en: [{ language: 'en', value: `${name} (short)` }] },
    sitelinks: Object.fromEntries(Array.from({ length: articles }, (_, index) => [`wiki${index}`, {}])),
    claims,
    modified: '2026-03-01T00:00:00Z',
  });
  /** Invented, in the shape that https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON describes. */
  const DUMP = [
    item('Q901', 'Cranefield Works', 30, {
      P31: [claim({ id: 'Q4830453' })],
      P169: [
        claim({ id: 'Q902' }),
        claim({ id: 'Q904' }, { qualifiers: { P582: [{}] } }),
        claim({ id: 'Q904' }, { rank: 'deprecated' }),
      ],
      P856: [claim('https://cranefield.example/')],
    }),
    item('Q902', 'Ada Northby', 20, { P31: [claim({ id: 'Q5' })] }),
    item('Q903', 'Known in few languages', 19, { P31: [claim({ id: 'Q5' })] }),
    item('Q904', 'Bo Southby', 40, { P31: [claim({ id: 'Q5' })] }),
  ];

  it('makes a pack that an import takes, of what many Wikipedias write about', async () => {
    const dump = `[\n${DUMP.map((entity) => JSON.stringify(entity)).join(',\n')}\n]\n`;
    const { entities, facts, problems } = await check(
      await cook('wikidata.sql', 'wikidata.json.gz', gzipSync(dump)),
    );
    expect(problems).toEqual([]);
    expect(entities.map(({ id, type, aliases }) => [id, type, aliases])).toEqual([
      ['wikidata:Q901', 'organization', ['Cranefield Works (short)']],
      ['wikidata:Q902', 'person', ['Ada Northby (short)']],
      ['wikidata:Q904', 'person', ['Bo Southby (short)']],
    ]);
    expect(entities[0]).toMatchObject({
      sameAs: ['https://www.wikidata.org/entity/Q901', 'https://cranefield.example/'],
      prominence: 0.596,
    });
    expect(facts.map(({ statement, about }) => [statement, about])).toEqual([
      ['Cranefield Works names Ada Northby as its chief executive.', ['wikidata:Q901', 'wikidata:Q902']],
    ]);
  });
});
