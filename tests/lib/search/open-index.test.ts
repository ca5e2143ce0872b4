import { describe, expect, it } from 'vitest';
import type { MatchedText } from '../../../lib/model/search.ts';
import { readQuery, wordsOf } from '../../../lib/search/query.ts';
import { createIndex, type SketchedPack } from './create-index.ts';

const PACK: SketchedPack = {
  entities: [
    { id: 'org:softbank', name: 'SoftBank', aliases: ['SoftBank Group'], prominence: 0.7 },
    { id: 'org:openai', name: 'OpenAI', prominence: 0.9 },
    { id: 'org:open-society', name: 'Open Society', prominence: 0.4 },
    { id: 'org:nscale', name: 'Nscale', prominence: 0.2 },
    { id: 'org:nscale-holdings', name: 'Nscale Holdings', prominence: 0.1 },
    { id: 'org:loreal', name: 'L’Oréal', prominence: 0.6 },
    { id: 'org:deep-mind', name: 'Deep Mind', prominence: 0.5 },
    { id: 'org:defense', name: 'Department of Defense', aliases: [{ text: 'DoD', kind: 'acronym' }] },
    { id: 'place:zurich', name: 'Zürich', type: 'place', names: { ja: 'チューリッヒ' } },
    { id: 'place:strasse', name: 'Straße des Friedens', type: 'place' },
    { id: 'place:tokyo', name: 'Tokyo', type: 'place', names: { ja: '東京' } },
    { id: 'place:moscow', name: 'Москва', type: 'place' },
    { id: 'person:ada', name: 'Ada', type: 'person' },
    { id: 'person:ala', name: 'Ala', type: 'person' },
  ],
  facts: [
    {
      id: 'loan',
      about: ['org:softbank', 'org:openai'],
      property: 'loan sought',
      statement: 'SoftBank is pursuing a bridge loan.',
      value: { type: 'money', amount: 40_000_000_000, currency: 'USD' },
      asOf: '2026',
    },
    { id: 'old-loan', about: ['org:softbank'], statement: 'SoftBank repaid a loan.', asOf: '2011' },
    {
      id: 'round',
      about: ['org:nscale'],
      property: 'valuation',
      statement: 'Nscale was valued at $14.6 billion.',
      value: { type: 'money', amount: 14_600_000_000, currency: 'USD' },
    },
    { id: 'plant', about: ['org:openai', 'place:tokyo'], statement: 'A plant near Tokyo will draw 100 MW.' },
    { id: 'dod', about: ['org:defense'], statement: 'It has an office in Zürich.' },
  ],
};

const index = await createIndex(PACK);
const search = (query: string, limit = 10) => index.search(readQuery(query), { limit });

const findEntities = async (query: string) =>
  (await search(query)).entities.map(({ hit }) => hit.entity.name);
const findFacts = async (query: string) => (await search(query)).facts.map(({ hit }) => hit.fact.id);
/** Matched text with its spans in brackets: "[Soft]Bank". */
const show = ({ text, spans }: MatchedText) =>
  spans
    .toReversed()
    .reduce(
      (shown, { start, end }) => `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`,
      text,
    );

describe('searching entities', () => {
  it.each([
    ['finds a name from its beginning', 'softb', 'SoftBank'],
    ['finds a name with two letters swapped', 'sofbtank', 'SoftBank'],
    ['finds a name with two letters swapped, when it is short', 'opneai', 'OpenAI'],
    ['finds a name with a letter missing', 'softbnk', 'SoftBank'],
    ['finds a name with a letter too many', 'nscalle', 'Nscale'],
    ['finds a name with a wrong letter at the beginning', 'zoftbank', 'SoftBank'],
    ['finds a name while a typo is in its first half', 'sofbt', 'SoftBank'],
    ['overlooks upper case', 'OPENAI', 'OpenAI'],
    ['overlooks missing accents', 'loreal', 'L’Oréal'],
    ['overlooks accents too many', 'öpenai', 'OpenAI'],
    ['overlooks spelled-out letters', 'strasse', 'Straße des Friedens'],
    ['overlooks the order of words', 'defense department', 'Department of Defense'],
    ['begins every word', 'dep def', 'Department of Defense'],
    ['begins the last word with one letter', 'nscale h', 'Nscale Holdings'],
    ['finds a name by its acronym', 'dod', 'Department of Defense'],
    ['finds a name in another script', '東京', 'Tokyo'],
    ['finds a name from one character of it', '東', 'Tokyo'],
    ['finds a name in Katakana from its beginning', 'チュー', 'Zürich'],
    ['finds a Cyrillic name', 'моск', 'Москва'],
    ['joins words that the name writes as one', 'soft bank', 'SoftBank'],
    ['parts a word that the name writes as two', 'deepmind', 'Deep Mind'],
  ])('%s: "%s"', async (_rule, query, name) => {
    expect((await findEntities(query))[0]).toBe(name);
  });

  it.each([
    ['puts the whole name before a longer one', 'nscale', ['Nscale', 'Nscale Holdings']],
    ['puts a whole word before the beginning of one, however prominent', 'open', ['Open Society', 'OpenAI']],
    ['puts the beginning of a word before a typo', 'ada', ['Ada']],
    ['forgives no typo in a short word', 'adx', []],
    ['wants every word', 'softbank zürich', []],
    ['finds nothing for punctuation alone', ' – ?! ', []],
    ['finds nothing for nothing', '', []],
  ])('%s: "%s"', async (_rule, query, names) => {
    expect(await findEntities(query)).toEqual(names);
  });

  it('puts the more prominent of two equal matches first', async () => {
    const equals = await createIndex({
      entities: [
        { id: 'a', name: 'Acme Air', prominence: 0.2 },
        { id: 'b', name: 'Acme Oil', prominence: 0.8 },
      ],
    });
    const { entities } = await equals.search(readQuery('acme'), { limit: 10 });
    expect(entities.map(({ hit }) => hit.entity.name)).toEqual(['Acme Oil', 'Acme Air']);
  });

  it.each([
    ['softb', '[SoftB]ank'],
    ['group', 'SoftBank [Group]'],
    ['sofbtank', '[SoftBank]'],
    ['sofbta', '[SoftBa]nk'],
    ['soft bank', '[SoftBank]'],
    ['deepmind', '[Deep Mind]'],
    ['strass', '[Straß]e des Friedens'],
    ['oreal l', '[L]’[Oréal]'],
    ['dod', '[DoD]'],
    ['東', '[東]京'],
  ])('shows which name "%s" met and where', async (query, shown) => {
    const [first] = (await search(query)).entities;
    expect(first && show(first.hit.matched)).toBe(shown);
  });

  it('returns no more than asked', async () => {
    const answer = await search('o', 1);
    expect(answer.entities).toHaveLength(1);
    expect(await search('o', 0)).toEqual({ entities: [], facts: [] });
  });
});

describe('searching facts', () => {
  it.each([
    ['finds a statement', 'pursuing', ['loan']],
    ['finds a statement with its words in another order', 'loan bridge', ['loan']],
    ['finds a statement with a typo', 'pursiung', ['loan']],
    ['finds a fact by its subject and property', 'nscale valuation', ['round']],
    ['finds an amount as people write it', '40 billion', ['loan']],
    ['finds an amount as traders write it', '$14.6B', ['round']],
    ['finds an amount in digits', '40000000000', ['loan']],
    ['puts the newer of two equal matches first', 'softbank loan', ['loan', 'old-loan']],
    ['gives a fact about several entities once', 'tokyo', ['plant']],
    ['begins words from three letters on', 'pur', ['loan']],
    ['takes a shorter word as it stands', 'pu', []],
    ['begins a last word from its first letter on', 'bridge l', ['loan']],
    ['wants the last word, however short', 'bridge x', []],
    ['finds nothing if one word is nowhere', 'bridge zebra', []],
  ])('%s: "%s"', async (_rule, query, ids) => {
    expect(await findFacts(query)).toEqual(ids);
  });

  it('falls back on the title of the source when nothing closer matches', async () => {
    expect(await findFacts('courier')).toHaveLength(5);
    const quoted = await createIndex({
      entities: [{ id: 'org:acme', name: 'Acme' }],
      facts: [
        { about: ['org:acme'], statement: 'Acme borrowed money.' },
        { about: ['org:acme'], statement: 'Acme took a bridge loan.' },
      ],
      source: { id: 'source', title: 'The bridge loan' },
    });
    const answer = await quoted.search(readQuery('bridge loan'), { limit: 10 });
    expect(answer.facts.map(({ hit }) => hit.statement.text)).toEqual(['Acme took a bridge loan.']);
  });

  it('puts a statement with the words before one that is only about their entity', async () => {
    expect(await findFacts('softbank')).toEqual(['loan', 'old-loan']);
    expect(await findFacts('openai')).toEqual(['plant']);
  });

  it('tells subject, pack, status and date, and marks the words in the statement', async () => {
    const [first] = (await search('bridge loa')).facts;
    expect(first?.hit).toMatchObject({
      packId: 'example.pack',
      fact: { id: 'loan', status: 'reported', asOf: '2026' },
      subject: { id: 'org:softbank', name: 'SoftBank', type: 'organization' },
    });
    expect(first && show(first.hit.statement)).toBe('SoftBank is pursuing a [bridge] [loa]n.');
  });
});

describe('filters', () => {
  const show = async (query: string) => {
    const { entities, facts } = await search(query);
    return [...entities.map(({ hit }) => hit.entity.name), ...facts.map(({ hit }) => hit.fact.id)];
  };

  it.each([
    ['an entity’s type', 'tok type:organization', ['plant']],
    ['the same type', 'tok type:place', ['Tokyo']],
    ['the type of a fact’s subject', 'zürich type:organization', ['dod']],
    ['a status, which names have not', 'loan status:reported', ['loan', 'old-loan']],
    ['a status that no fact has', 'loan status:planned', []],
    ['a first date', 'loan since:2020', ['loan']],
    ['a last date, the day itself left out', 'loan before:2026', ['old-loan']],
    ['a stretch of time', 'loan since:2010 before:2012', ['old-loan']],
    ['the title of a source', 'loan source:cour', ['loan', 'old-loan']],
    ['another source', 'loan source:gazette', []],
    ['what a fact is about, besides its subject', 'about:openai', ['loan', 'plant']],
    ['a value that nothing can have', 'loan type:zebra', []],
  ])('narrow by %s: "%s"', async (_what, query, expected) => {
    expect(await show(query)).toEqual(expected);
  });

  it('alone list what passes them, facts by date and entities by prominence', async () => {
    expect(await show('about:softbank')).toEqual(['loan', 'old-loan']);
    expect((await show('type:organization')).slice(0, 3)).toEqual(['OpenAI', 'SoftBank', 'L’Oréal']);
  });
});

describe('names of sources', () => {
  const about = ['org:acme'];
  const cite = (statement: string, ...cited: (readonly [title: string, publisher?: string])[]) => ({
    about,
    statement,
    cited: cited.map(([title, publisher]) => ({
      id: `${title} ${publisher}`,
      title,
      ...(publisher === undefined ? {} : { publisher }),
    })),
  });
  const CITING: SketchedPack = {
    entities: [{ id: 'org:acme', name: 'Acme' }],
    facts: [
      cite('Acme sold a mill.', ['Mill sold', 'Harbour Gazette'], ['Acme to sell', 'Courier']),
      cite('Acme bought a quay.', ['Quay bought', 'Harbour Gazette']),
      cite('Acme was fined.', ['Annual report', 'Gazette of Fines']),
      cite('Acme paid.', ['Annual report', 'Northern Gazette']),
      cite('Acme borrowed.', ['!', '港の新聞']),
      cite('Acme moved.', ['Courier', 'Courier']),
    ],
  };

  it.each([
    [
      'are titles and publishers, those that facts cite most first',
      '',
      ['Harbour Gazette', 'Courier', 'Annual report', 'Mill sold'],
    ],
    [
      'begin with what is typed before they only have it',
      'gaz',
      ['Gazette of Fines', 'Harbour Gazette', 'Northern Gazette'],
    ],
    ['have every word that is typed', 'harb gaz', ['Harbour Gazette']],
    ['have them in any order', 'gaz harb', ['Harbour Gazette']],
    ['may be in any script', '港', ['港の新聞']],
    ['have no other word', 'zebra', []],
  ])('%s: "%s"', async (_rule, typed, expected) => {
    const citing = await createIndex(CITING);
    const found = await citing.findSources(wordsOf(typed), 4);
    expect(found.map(({ text }) => text)).toEqual(expected);
  });

  it('are once however many sources have them, with what all of those are cited', async () => {
    const citing = await createIndex(CITING);
    expect(await citing.findSources(['cou'], 5)).toEqual([
      { text: 'Courier', citations: 2, isAtStart: true },
    ]);
    expect(await citing.findSources(['annual'], 5)).toEqual([
      { text: 'Annual report', citations: 2, isAtStart: true },
    ]);
  });

  it('leave facts when the search is narrowed to any of them', async () => {
    const facts = Array.from({ length: 150 }, (_, at) =>
      cite(`Acme sold ${at}.`, [`Letter ${at} of the year`, `Press ${at % 7}`]),
    );
    const many = await createIndex({ entities: CITING.entities, facts: [...CITING.facts!, ...facts] });
    const names = await many.findSources([], 1_000);
    expect(names).toHaveLength(150 + 7 + 9);
    for (const { text, citations } of names) {
      const { facts: found } = await many.search(readQuery(`source:"${text}"`), { limit: 200 });
      expect([text, found.length]).toEqual([text, expect.toSatisfy((count) => count >= citations)]);
    }
  });
});

describe('phrases', () => {
  it.each([
    ['want their words side by side', '"bridge loan"', ['loan']],
    ['in their order', '"loan bridge"', []],
    ['whole', '"bridge loa"', []],
    ['next to other words', '"bridge loan" pursuing', ['loan']],
    ['in the names of the subject, too', '"softbank group" repaid', ['old-loan']],
  ])('%s: %s', async (_rule, query, ids) => {
    expect(await findFacts(query)).toEqual(ids);
  });

  it('find names that have them', async () => {
    expect(await findEntities('"department of defense"')).toEqual(['Department of Defense']);
    expect(await findEntities('"defense department"')).toEqual([]);
  });
});

describe('what the page mentions', () => {
  const onPage = new Set(['org:nscale-holdings', 'org:open-society']);

  it('comes first among equals, and only among these', async () => {
    const names = async (query: string) =>
      (await index.search(readQuery(query), { limit: 5, onPage })).entities.map(({ hit }) => hit.entity.name);
    expect(await names('nsc')).toEqual(['Nscale Holdings', 'Nscale']);
    expect(await names('nscale')).toEqual(['Nscale', 'Nscale Holdings']);
  });
});
