import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../../lib/pack/convert/conversion.ts';
import { convertFollowTheMoney } from '../../../../lib/pack/convert/follow-the-money.ts';
import { convert as convertWith } from './converting.ts';

/** Invented objects in the shape that https://followthemoney.tech/docs/ describes. */
const convert = (...objects: readonly unknown[]) =>
  convertWith(convertFollowTheMoney, objects.map((object) => `${JSON.stringify(object)}\n`).join(''), {});

const PERSON = {
  id: 'NK-1',
  schema: 'Person',
  caption: 'Ada Northby',
  datasets: ['invented_list'],
  properties: {
    name: ['Ada Northby', 'Ada Maria Northby'],
    alias: ['A. Northby'],
    weakAlias: ['The Engineer'],
    previousName: ['Ada Southby'],
    birthDate: ['1970-02-03'],
    position: ['Mayor of Northby'],
    wikidataId: ['Q902'],
    website: ['https://ada.example/', 'not an address'],
    summary: ['Politician.'],
  },
};
const COMPANY = {
  id: 'NK-2',
  schema: 'Company',
  caption: 'Cranefield Works',
  properties: { name: ['Cranefield Works'], sourceUrl: ['https://register.example/2'] },
};

describe('convertFollowTheMoney', () => {
  it('makes entities of things, with aliases by kind', async () => {
    const { entities, problems, errors } = await convert(PERSON, COMPANY);
    expect([problems, errors]).toEqual([[], []]);
    expect(entities).toEqual([
      {
        id: 'NK-1',
        type: 'person',
        name: 'Ada Northby',
        description: 'Politician.',
        aliases: [
          'Ada Maria Northby',
          'A. Northby',
          { text: 'Ada Southby', kind: 'previous' },
          { text: 'The Engineer', kind: 'weak' },
        ],
        sameAs: ['https://www.wikidata.org/wiki/Q902', 'https://ada.example/'],
      },
      { id: 'NK-2', type: 'organization', name: 'Cranefield Works' },
    ]);
  });

  it('makes facts of what is told, citing the dataset', async () => {
    const { facts, sources } = await convert(PERSON);
    expect(sources).toMatchObject([{ title: 'Dataset invented_list' }]);
    expect(facts).toMatchObject([
      { about: ['NK-1'], statement: 'Ada Northby: position – Mayor of Northby.', value: { type: 'text' } },
      {
        about: ['NK-1'],
        statement: 'Ada Northby: date of birth – 1970-02-03.',
        value: { type: 'date', date: '1970-02-03' },
      },
    ]);
  });

  it.each([
    ['nationality', 'de', 'Ada Northby: nationality – Germany.', 'Germany'],
    ['citizenship', 'xk', 'Ada Northby: citizenship – Kosovo.', 'Kosovo'],
    ['country', 'eu', 'Ada Northby: country – European Union.', 'European Union'],
    ['birthCountry', 'suhh', 'Ada Northby: country of birth – Soviet Union.', 'Soviet Union'],
    ['birthCountry', 'su', 'Ada Northby: country of birth – Soviet Union.', 'Soviet Union'],
    ['country', 'md-pmr', 'Ada Northby: country – Transnistria.', 'Transnistria'],
    ['topics', 'role.pep', 'Ada Northby: listed under the topic – politically exposed person.', undefined],
    ['topics', 'sanction', 'Ada Northby: listed under the topic – sanctioned.', 'sanctioned'],
    ['country', 'us-qx', 'Ada Northby: country – us-qx.', 'us-qx'],
    ['country', 'constructor', 'Ada Northby: country – constructor.', 'constructor'],
    ['topics', '__proto__', 'Ada Northby: listed under the topic – __proto__.', '__proto__'],
  ])('says what the code of %s %s stands for', async (property, code, statement, text) => {
    const { facts, errors } = await convert({ ...PERSON, properties: { [property]: [code] } });
    expect(errors).toEqual([]);
    expect(facts).toMatchObject([
      { property: `ftm:${property}`, statement, ...(text ? { value: { type: 'text', text } } : {}) },
    ]);
  });

  it('keeps the ids of facts whose codes are told in other words than before', async () => {
    const first = await convert({ ...PERSON, properties: { country: ['tr'] } });
    expect(first.facts[0]?.id).toBe(hashOf('ftm', 'NK-1', 'country', 'tr'));
  });

  it('tells who held a post, whose ordinary name is not marked by itself', async () => {
    const { entities, facts, errors } = await convert(
      { id: 'P-1', schema: 'Position', caption: 'Mayor', properties: { name: ['Mayor'], country: ['no'] } },
      {
        id: 'O-1',
        schema: 'Occupancy',
        properties: {
          holder: ['NK-1'],
          post: ['P-1'],
          startDate: ['2019-10'],
          status: ['ended'],
          constituency: ['Northby East'],
        },
      },
      { ...PERSON, properties: {} },
    );
    expect(errors).toEqual([]);
    expect(entities[0]).toMatchObject({ type: 'concept', aliases: [{ text: 'Mayor', kind: 'weak' }] });
    expect(facts.at(-1)).toMatchObject({
      about: ['NK-1', 'P-1'],
      statement: 'Ada Northby holds or held the post Mayor (Northby East, ended).',
      validFrom: '2019-10',
    });
  });

  it('finds objects within objects, as in nested exports', async () => {
    const nested = {
      ...PERSON,
      properties: {
        sanctions: [
          { id: 'S-1', schema: 'Sanction', properties: { entity: ['NK-1'], authority: ['The Council'] } },
        ],
        ownershipOwner: [
          { id: 'O-1', schema: 'Ownership', properties: { owner: ['NK-1'], asset: [COMPANY] } },
        ],
      },
    };
    const { entities, facts, problems, errors } = await convert(nested);
    expect([problems, errors]).toEqual([[], []]);
    expect(entities.map(({ id }) => id)).toEqual(['NK-1', 'NK-2']);
    expect(facts.map(({ statement }) => statement)).toEqual([
      'Ada Northby is listed by The Council.',
      'Ada Northby owns Cranefield Works.',
    ]);
  });

  it('makes facts of sanctions and relations, wherever the things stand', async () => {
    const sanction = {
      id: 'S-1',
      schema: 'Sanction',
      properties: {
        entity: ['NK-1'],
        authority: ['The Council'],
        program: ['Harbour list'],
        startDate: ['2025-01-02'],
        sourceUrl: ['https://council.example/list'],
      },
    };
    const ownership = {
      id: 'O-1',
      schema: 'Ownership',
      properties: { owner: ['NK-1'], asset: ['NK-2'], percentage: ['51'], startDate: ['2020'] },
    };
    const { facts, sources, errors } = await convert(
      sanction,
      ownership,
      { ...PERSON, properties: {} },
      COMPANY,
    );
    expect(errors).toEqual([]);
    expect(facts).toMatchObject([
      {
        id: 'S-1',
        about: ['NK-1'],
        statement: 'Ada Northby is listed by The Council under “Harbour list”.',
        validFrom: '2025-01-02',
      },
      {
        id: 'O-1',
        about: ['NK-1', 'NK-2'],
        statement: 'Ada Northby owns Cranefield Works (51 %).',
        value: { type: 'entity', entity: 'NK-2' },
        validFrom: '2020',
      },
    ]);
    expect(sources).toMatchObject([
      { url: 'https://council.example/list' },
      { title: 'FollowTheMoney export' },
    ]);
  });

  it('leaves out what it has no place for, and relations to things that are not there', async () => {
    const { problems, errors, facts } = await convert(
      COMPANY,
      { id: 'A-1', schema: 'Address', properties: { full: ['1 Quay'] } },
      { id: 'O-1', schema: 'Ownership', properties: { owner: ['NK-9'], asset: ['NK-2'] } },
      { schema: 'Person' },
      { id: 'P-2', schema: 'Person', properties: {} },
    );
    expect([errors, facts]).toEqual([[], []]);
    expect(problems).toEqual([
      'not-converted line 2 (noSuchType)',
      'not-converted line 3 (noSubject)',
      'not-converted line 4 (noId)',
      'not-converted line 5 (noName)',
    ]);
  });

  it.each([
    7,
    null,
    [],
    { id: 'x', schema: '__proto__', properties: 5 },
    { id: 'y', schema: 'Person', properties: { a: [{ schema: 'Person', properties: [1] }] } },
    { id: 'a b', schema: 'Person', caption: '\u202eevil' },
  ])('survives %j', async (object) => {
    expect((await convert(object)).errors).toEqual([]);
  });
});
