import { describe, expect, it } from 'vitest';
import { convertWikidata, type WikidataOptions } from '../../../../lib/pack/convert/wikidata.ts';
import { convert as convertWith } from './converting.ts';

/** Invented items in the shape that https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON describes. */
const convert = (input: unknown, options: Partial<WikidataOptions> = {}) =>
  convertWith(convertWikidata, typeof input === 'string' ? input : JSON.stringify(input), options);

const text = (language: string, value: string) => ({ [language]: { language, value } });
const snak = (property: string, datatype: string, type: string, value: unknown) => ({
  snaktype: 'value',
  property,
  datatype,
  datavalue: { type, value },
});
const itemSnak = (property: string, id: string) =>
  snak(property, 'wikibase-item', 'wikibase-entityid', { 'entity-type': 'item', id });
const timeSnak = (property: string, time: string, precision: number) =>
  snak(property, 'time', 'time', {
    time,
    precision,
    timezone: 0,
    before: 0,
    after: 0,
    calendarmodel: 'http://www.wikidata.org/entity/Q1985727',
  });
const statement = (mainsnak: object, fields: object = {}) => ({
  type: 'statement',
  rank: 'normal',
  id: 'Q900$A-1',
  mainsnak,
  ...fields,
});

const ITEM = {
  type: 'item',
  id: 'Q900',
  labels: {
    ...text('en', 'Cranefield Works'),
    ...text('de', 'Kranfeld-Werke'),
    ...text('mul', 'Cranefield'),
  },
  descriptions: text('en', 'crane maker in Northby'),
  aliases: { en: [{ language: 'en', value: 'CFW' }], de: [{ language: 'de', value: 'KFW' }] },
  claims: {
    P31: [statement(itemSnak('P31', 'Q783794'))],
    P1813: [
      statement(snak('P1813', 'monolingualtext', 'monolingualtext', { language: 'en', text: 'Cranefield' })),
    ],
    P856: [statement(snak('P856', 'url', 'string', 'https://cranefield.example/'))],
    P571: [statement(timeSnak('P571', '+1907-05-00T00:00:00Z', 10), { id: 'Q900$founded' })],
    P1128: [
      statement(snak('P1128', 'quantity', 'quantity', { amount: '+650', unit: '1' }), {
        id: 'Q900$staff',
        qualifiers: { P585: [timeSnak('P585', '+2025-00-00T00:00:00Z', 9)] },
        references: [
          {
            snaks: {
              P854: [snak('P854', 'url', 'string', 'https://cranefield.example/report')],
              P1476: [
                snak('P1476', 'monolingualtext', 'monolingualtext', {
                  language: 'en',
                  text: 'Annual report',
                }),
              ],
              P813: [timeSnak('P813', '+2026-03-09T00:00:00Z', 11)],
            },
          },
        ],
      }),
    ],
    P159: [statement(itemSnak('P159', 'Q901'), { id: 'Q900$seat' })],
    P214: [statement(snak('P214', 'external-id', 'string', '12345'))],
  },
  sitelinks: { enwiki: { site: 'enwiki', title: 'Cranefield Works (Northby)' } },
};
const NORTHBY = {
  type: 'item',
  id: 'Q901',
  labels: text('en', 'Northby'),
  claims: { P625: [statement(snak('P625', 'globe-coordinate', 'globecoordinate', {}))] },
};

const withClaims = (claims: object) => ({ ...ITEM, claims });

describe('convertWikidata', () => {
  it('makes an entity of an item: label, description, aliases, type, addresses', async () => {
    const { entities, errors } = await convert(
      { entities: { Q900: ITEM, Q901: NORTHBY } },
      { withFacts: false },
    );
    expect(errors).toEqual([]);
    expect(entities).toEqual([
      {
        id: 'wikidata:Q900',
        type: 'organization',
        name: 'Cranefield Works',
        description: 'crane maker in Northby',
        aliases: ['CFW', { text: 'Cranefield', kind: 'short' }],
        sameAs: [
          'https://www.wikidata.org/wiki/Q900',
          'https://en.wikipedia.org/wiki/Cranefield_Works_(Northby)',
          'https://cranefield.example/',
        ],
      },
      { id: 'wikidata:Q901', type: 'place', name: 'Northby', sameAs: ['https://www.wikidata.org/wiki/Q901'] },
    ]);
  });

  it('makes facts of statements, with qualifiers as dates and references as sources', async () => {
    const { facts, sources, problems, errors } = await convert({ entities: { Q900: ITEM, Q901: NORTHBY } });
    expect([problems, errors]).toEqual([[], []]);
    expect(facts).toEqual([
      {
        id: 'wikidata:Q900$founded',
        about: ['wikidata:Q900'],
        property: 'wikidata:P571',
        statement: 'Cranefield Works: inception – 1907-05.',
        value: { type: 'date', date: '1907-05' },
        status: 'claimed',
        sources: [{ source: 'wikidata-item:Q900' }],
      },
      {
        id: 'wikidata:Q900$staff',
        about: ['wikidata:Q900'],
        property: 'wikidata:P1128',
        statement: 'Cranefield Works: employees – 650.',
        value: { type: 'quantity', amount: 650, unit: 'employees' },
        status: 'reported',
        asOf: '2025',
        sources: [{ source: sources[1]?.id }],
      },
      {
        id: 'wikidata:Q900$seat',
        about: ['wikidata:Q900', 'wikidata:Q901'],
        property: 'wikidata:P159',
        statement: 'Cranefield Works: headquarters location – Northby.',
        value: { type: 'entity', entity: 'wikidata:Q901' },
        status: 'claimed',
        sources: [{ source: 'wikidata-item:Q900' }],
      },
    ]);
    expect(sources[1]).toMatchObject({
      title: 'Annual report',
      url: 'https://cranefield.example/report',
      accessed: '2026-03-09',
    });
  });

  it.each([
    ['one entity', JSON.stringify(ITEM)],
    ['an indented answer', JSON.stringify({ entities: { Q900: ITEM } }, null, 2)],
    ['an entity a line', `${JSON.stringify(ITEM)}\n`],
    ['a dump: a list with an entity a line', `[\n${JSON.stringify(ITEM)},\n${JSON.stringify(NORTHBY)}\n]\n`],
  ])('reads %s', async (_what, input) => {
    expect((await convert(input)).entities[0]).toMatchObject({
      id: 'wikidata:Q900',
      name: 'Cranefield Works',
    });
  });

  it('takes labels and aliases of other languages when asked to', async () => {
    const { entities } = await convert(ITEM, { languages: ['de', 'en'], withFacts: false });
    expect(entities).toMatchObject([
      {
        name: 'Kranfeld-Werke',
        aliases: ['KFW', 'CFW', { text: 'Cranefield', kind: 'short' }],
        names: { en: 'Cranefield Works' },
      },
    ]);
  });

  it('leaves out deprecated statements, and those whose value is not known', async () => {
    const seat = itemSnak('P159', 'Q901');
    const claims = {
      P159: [statement(seat, { rank: 'deprecated' })],
      P571: [statement({ snaktype: 'somevalue', property: 'P571', datatype: 'time' })],
    };
    expect(await convert({ entities: { Q900: withClaims(claims), Q901: NORTHBY } })).toMatchObject({
      facts: [],
      problems: [],
    });
  });

  it('puts preferred statements before those of what held once', async () => {
    const seat = (id: string, rank: string) => statement(itemSnak('P159', id), { rank, id: `Q900$${id}` });
    const claims = {
      P159: [seat('Q901', 'normal'), seat('Q902', 'preferred'), seat('Q903', 'normal')],
    };
    const place = (id: string, name: string) => ({ ...NORTHBY, id, labels: text('en', name) });
    const { facts } = await convert({
      entities: {
        Q900: withClaims(claims),
        Q901: NORTHBY,
        Q902: place('Q902', 'Southby'),
        Q903: place('Q903', 'Eastby'),
      },
    });
    expect(facts.map(({ statement: words }) => words)).toEqual([
      'Cranefield Works: headquarters location – Southby.',
      'Cranefield Works: headquarters location – Northby.',
      'Cranefield Works: headquarters location – Eastby.',
    ]);
  });

  it('says which statements it has no words for', async () => {
    const claims = {
      P159: [statement(itemSnak('P159', 'Q999'))],
      P99999: [statement(snak('P99999', 'string', 'string', 'x'))],
    };
    expect((await convert(withClaims(claims))).problems).toEqual([
      'not-converted line 1 $.claims.P159 (noLabel)',
      'not-converted line 1 $.claims.P99999 (noLabel)',
    ]);
  });

  it('takes the names of properties and values from the input', async () => {
    const property = { type: 'property', id: 'P99999', labels: text('en', 'motto') };
    const claims = { P99999: [statement(snak('P99999', 'string', 'string', 'We lift'))] };
    const { facts, entities } = await convert({ entities: { P99999: property, Q900: withClaims(claims) } });
    expect(facts).toMatchObject([{ statement: 'Cranefield Works: motto – We lift.' }]);
    expect(entities).toHaveLength(1);
  });

  it.each([
    ['a century', timeSnak('P571', '+1900-00-00T00:00:00Z', 7)],
    ['before year 1', timeSnak('P571', '-0044-03-15T00:00:00Z', 11)],
    ['a day that does not exist', timeSnak('P571', '+2026-02-30T00:00:00Z', 11)],
  ])('leaves out a date that the format cannot hold: %s', async (_what, date) => {
    expect((await convert(withClaims({ P571: [statement(date)] }))).facts).toEqual([]);
  });

  it.each([
    '',
    '[]',
    '{"entities":[]}',
    '{"id":5}',
    '[[[]]]',
    '{"type":"item","id":"Q1","labels":{"en":{"value":["x"]}},"claims":{"P31":7}}',
  ])('survives %s', async (input) => {
    const { errors, entities } = await convert(input);
    expect(errors).toEqual([]);
    expect(entities).toEqual([]);
  });
});
