import { describe, expect, it } from 'vitest';
import type { MatchedText } from '../../../lib/model/search.ts';
import { createMinisearchIndex } from '../../../lib/search/minisearch-index.ts';
import { type SketchedPack, sketchDossiers, streamDossiers } from './dossiers.ts';

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

const index = await createMinisearchIndex(streamDossiers(sketchDossiers(PACK)), {
  language: 'en',
  now: () => new Date('2026-11-22'),
});

const findEntities = async (query: string) =>
  (await index.search(query, 10)).entities.map(({ hit }) => hit.entity.name);
const findFacts = async (query: string) =>
  (await index.search(query, 10)).facts.map(({ hit }) => hit.fact.id);
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
    const equals = sketchDossiers({
      entities: [
        { id: 'a', name: 'Acme Air', prominence: 0.2 },
        { id: 'b', name: 'Acme Oil', prominence: 0.8 },
      ],
    });
    const { entities } = await (
      await createMinisearchIndex(streamDossiers(equals), { language: 'en' })
    ).search('acme', 10);
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
    const [first] = (await index.search(query, 10)).entities;
    expect(first && show(first.hit.matched)).toBe(shown);
  });

  it('returns no more than asked', async () => {
    const answer = await index.search('o', 1);
    expect(answer.entities).toHaveLength(1);
    expect(await index.search('o', 0)).toEqual({ entities: [], facts: [] });
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
    const quoted = sketchDossiers({
      entities: [{ id: 'org:acme', name: 'Acme' }],
      facts: [
        { about: ['org:acme'], statement: 'Acme borrowed money.' },
        { about: ['org:acme'], statement: 'Acme took a bridge loan.' },
      ],
      source: { id: 'source', title: 'The bridge loan' },
    });
    const answer = await (await createMinisearchIndex(streamDossiers(quoted), { language: 'en' })).search(
      'bridge loan',
      10,
    );
    expect(answer.facts.map(({ hit }) => hit.statement.text)).toEqual(['Acme took a bridge loan.']);
  });

  it('puts a statement with the words before one that is only about their entity', async () => {
    expect(await findFacts('softbank')).toEqual(['loan', 'old-loan']);
    expect(await findFacts('openai')).toEqual(['plant']);
  });

  it('tells subject, pack, status and date, and marks the words in the statement', async () => {
    const [first] = (await index.search('bridge loa', 10)).facts;
    expect(first?.hit).toMatchObject({
      packId: 'example.pack',
      fact: { id: 'loan', status: 'reported', asOf: '2026' },
      subject: { id: 'org:softbank', name: 'SoftBank', type: 'organization' },
    });
    expect(first && show(first.hit.statement)).toBe('SoftBank is pursuing a [bridge] [loa]n.');
  });
});

describe('building an index', () => {
  it('stops when it is told to', async () => {
    const stopping = new AbortController();
    async function* endless() {
      for (;;) {
        yield sketchDossiers(PACK);
        stopping.abort(new Error('enough'));
      }
    }
    await expect(
      createMinisearchIndex(endless(), { language: 'en', signal: stopping.signal }),
    ).rejects.toThrow('enough');
  });

  it('passes on what the store throws', async () => {
    async function* failing(): AsyncGenerator<never> {
      yield* [];
      throw new Error('disk gone');
    }
    await expect(createMinisearchIndex(failing(), { language: 'en' })).rejects.toThrow('disk gone');
  });
});
