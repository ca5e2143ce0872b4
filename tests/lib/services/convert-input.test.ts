import { describe, expect, it } from 'vitest';
import { ProblemLog } from '../../../lib/pack/problems.ts';
import { convertInput, detectInput, draftHeader, previewInput } from '../../../lib/services/convert-input.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('what a file holds', () => {
  it.each([
    ['a pack of one document', '{\n "format": "fact-pack/1", "id": "a"', 'a.json', 'pack'],
    ['a pack of lines', '{"record": "pack", "format": "fact-pack/1"}\n', 'a.jsonl', 'pack'],
    ['a pack with a byte order mark', '\ufeff{"format": "fact-pack/1"', 'a.json', 'pack'],
    ['a pack about a review', '{"record":"pack"}\n{"title":"ClaimReview"}', 'a.jsonl', 'pack'],
    ['an entity of Wikidata', '{"entities":{"Q42":{"type":"item","labels":{}}}}', 'Q42.json', 'wikidata'],
    ['a dump of Wikidata', '[\n{"type":"item","id":"Q1","labels":{}},\n', 'dump.json', 'wikidata'],
    ['FollowTheMoney', '{"id": "x", "schema": "Company", "properties": {}}\n', 'a.ftm.json', 'ftm'],
    [
      'a review of a claim',
      '{"@context": "https://schema.org", "@type": "ClaimReview"}',
      'r.json',
      'claimreview',
    ],
    ['a table by its name', 'Name\nMeridian\n', 'a.csv', 'csv'],
    ['a table by its cells', 'Name\tType\nMeridian\tcompany\n', 'pasted text', 'csv'],
    ['prose', 'A sentence, with a comma.\nAnother one.', 'notes.txt', 'pack'],
    ['a web page', '<html>,\n<body>,', 'page', 'pack'],
    ['nothing', '', 'empty.json', 'pack'],
    ['JSON of another kind', '{"name": "x"}', 'x.json', 'pack'],
  ])('%s', async (_what, text, name, format) => {
    expect(await detectInput(bytes(text), name)).toBe(format);
  });

  it('is seen through gzip, and a damaged file is left to the reader of packs', async () => {
    const stream = new Blob(['{"id": "x", "schema": "Person"}\n']).stream();
    const packed = new Uint8Array(
      await new Response(stream.pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
    );
    expect(await detectInput(packed, 'a.gz')).toBe('ftm');
    expect(await detectInput(Uint8Array.of(0x1f, 0x8b, 1, 2, 3), 'a.gz')).toBe('pack');
  });
});

it('a header is drafted from the name of the file, and a later day gives a higher version', () => {
  expect(draftHeader('lists/Harbour_operators-2026.csv.gz', 'en', '2026-03-09')).toEqual({
    format: 'fact-pack/1',
    id: 'harbour-operators-2026',
    version: '2026.3.9',
    title: 'Harbour operators 2026',
    language: 'en',
  });
});

describe('a table', () => {
  const TABLE = 'Firm;Other names;Note\nMeridian Lines;ML;ferries\nSund Ferries;;\n';
  const header = draftHeader('a.csv', 'en', '2026-03-09');
  const open = () => new Blob([TABLE]).stream();

  it('is shown with what its columns are taken for', async () => {
    expect(await previewInput(bytes(TABLE))).toMatchObject({
      headings: ['Firm', 'Other names', 'Note'],
      mapping: { aliases: [1], description: [2] },
      rows: [
        ['Meridian Lines', 'ML', 'ferries'],
        ['Sund Ferries', '', ''],
      ],
    });
  });

  it('becomes a pack by what the curator says of it', async () => {
    const log = new ProblemLog();
    const mapping = { name: [0], aliases: [1] };
    const table = { id: 'a', title: 'A', language: 'en', defaultType: 'organization', mapping } as const;
    const text = await new Response(convertInput({ format: 'csv', open, header, log, table })).text();
    const records = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ record, name }) => [record, name])).toEqual([
      ['pack', undefined],
      ['entity', 'Meridian Lines'],
      ['entity', 'Sund Ferries'],
    ]);
    expect(records[1]).toMatchObject({ type: 'organization', aliases: ['ML'] });
  });
});
