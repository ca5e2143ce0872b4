import { describe, expect, it } from 'vitest';
import { convertTable, previewTable, type TableOptions } from '../../../../lib/pack/convert/csv.ts';
import { detectMapping } from '../../../../lib/pack/convert/table-mapping.ts';
import { convert as convertWith, HEADER } from './converting.ts';

const convert = (input: string, options: Partial<TableOptions> = {}) =>
  convertWith(convertTable, input, options);

const TABLE = `Name,Type,Aliases,Description,Website,Statement,Value,Currency,As of,Source,Source URL,Quote,Status
Cranefield Works,company,"Cranefield; CFW",Maker of cranes,https://cranefield.example/,"Cranefield sells three cranes, to Northby.","28,000,000",EUR,2026-03-08,The Gazette,https://gazette.example/1,"three cranes",confirmed
Cranefield Works,,,,,Cranefield was founded in 1907.,1907,,,The Gazette,https://gazette.example/1,,
Northby,city,,Port town,,,,,,,,,
`;

describe('convertTable', () => {
  it('makes an entity of each name and a fact of each statement', async () => {
    const { entities, facts, sources, problems, errors } = await convert(TABLE);
    expect([problems, errors]).toEqual([[], []]);
    expect(entities).toEqual([
      {
        id: 'cranefield-works',
        type: 'organization',
        name: 'Cranefield Works',
        description: 'Maker of cranes',
        aliases: ['Cranefield', 'CFW'],
        sameAs: ['https://cranefield.example/'],
      },
      { id: 'northby', type: 'place', name: 'Northby', description: 'Port town' },
    ]);
    expect(sources).toEqual([
      { id: expect.any(String) as string, title: 'The Gazette', url: 'https://gazette.example/1' },
    ]);
    expect(facts).toMatchObject([
      {
        about: ['cranefield-works'],
        statement: 'Cranefield sells three cranes, to Northby.',
        value: { type: 'money', amount: 28_000_000, currency: 'EUR' },
        status: 'confirmed',
        asOf: '2026-03-08',
        sources: [{ source: sources[0]?.id, quote: 'three cranes' }],
      },
      { value: { type: 'date', date: '1907' }, status: 'reported' },
    ]);
  });

  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
    ['bars', '|'],
  ])('tells %s from the content', async (_what, delimiter) => {
    const { entities } = await convert(
      `${['name', 'description'].join(delimiter)}\n${['Acme, Inc.', 'Maker of things'].join(delimiter)}`,
    );
    expect(entities).toMatchObject([{ name: 'Acme, Inc.', description: 'Maker of things' }]);
  });

  it('gives the same ids each time, so that an update can be compared', async () => {
    const [first, second] = [
      await convert(TABLE),
      await convert(TABLE.replace('Maker of cranes', 'Crane maker')),
    ];
    expect(second.facts.map(({ id }) => id)).toEqual(first.facts.map(({ id }) => id));
    expect(second.entities.map(({ id }) => id)).toEqual(first.entities.map(({ id }) => id));
  });

  it('keeps names apart that differ in signs only, and those of one name together', async () => {
    const names = ['C', 'C++', 'C#', 'c', 'C++', 'ｃ＃'];
    const rows = names.map((name, index) => `${name},Statement ${index}.`);
    const { entities, facts, problems, errors } = await convert(`name,statement\n${rows.join('\n')}`);
    expect([problems, errors]).toEqual([[], []]);
    expect(entities.map(({ name }) => name)).toEqual(['C', 'C++', 'C#']);
    const [c, plus, sharp] = entities.map(({ id }) => id);
    expect([c, plus, sharp]).toEqual([
      'c',
      expect.stringMatching(/^c-[0-9a-f]{8}$/),
      expect.stringMatching(/^c-[0-9a-f]{8}$/),
    ]);
    expect(facts.map(({ about }) => about)).toEqual([[c], [plus], [sharp], [c], [plus], [sharp]]);

    const turned = await convert(`name,statement\n${rows.toReversed().join('\n')}\nC,Last.`);
    expect(turned.entities.find(({ name }) => name === 'C++')?.id).toBe(plus);
  });

  it('keeps names apart that are the same for as long as an id may be', async () => {
    const long = 'Northby Harbour '.repeat(12);
    const { entities, errors } = await convert(`name\n${long}North\n${long}South\n`);
    expect(errors).toEqual([]);
    expect(new Set(entities.map(({ id }) => id)).size).toBe(2);
  });

  it('makes no id of a name that another row gives to something else', async () => {
    const table = 'id,name,statement\n,C++,Made.\nc,C,Given.\nc,See,Given again.\n,C,By its name.\n';
    const { entities, facts } = await convert(table);
    expect(entities.map(({ name }) => name)).toEqual(['C++', 'C']);
    const [plus] = entities.map(({ id }) => id);
    expect(facts.map(({ about }) => about)).toEqual([[plus], ['c'], ['c'], ['c']]);
    expect(plus).not.toBe('c');
  });

  it.each<[language: string, amounts: Record<string, number | undefined>]>([
    ['en', { '1,250': 1250, '-1.250': -1.25, '1,250.5': 1250.5, '1.250,5': undefined, '12,50': undefined }],
    ['en', { '1,250,000': 1_250_000, '0.125': 0.125, '0,125': undefined, '1250.500': 1250.5 }],
    ['de', { '1,250': 1.25, '-1.250': -1250, '1,250.5': 1250.5, '1.250,5': 1250.5, '12,50': 12.5 }],
    ['de', { '1.250.000': 1_250_000, '0.125': 0.125, '0,125': 0.125, '1250.500': 1250.5, '12.50': 12.5 }],
    ['fr', { '1,250': 1.25, '1.250': undefined, '12,50': 12.5, '12.50': 12.5 }],
    ['und', { '1,250': undefined, '1.250': undefined, '1250.5': 1250.5, '12,50': undefined }],
    ['zh-yue', { '1,250': undefined, '1250': 1250 }],
    ['de', { '1 250': undefined, 'etwa 3': undefined, '1.25.000': undefined, '1,250,5': undefined }],
  ])('reads only numbers that the language %s makes plain: %j', async (language, amounts) => {
    const rows = Object.keys(amounts).map((value) => `Acme,"Says ${value}.","${value}",MW,`);
    const table = `name,statement,value,unit,currency\n${rows.join('\n')}\nAcme,Owes.,7.50,,EUR\n`;
    const { facts } = await convert(table, { header: { ...HEADER, language } });
    expect(facts.map(({ value }) => value)).toEqual([
      ...Object.entries(amounts).map(([text, amount]) =>
        amount === undefined ? { type: 'text', text } : { type: 'quantity', amount, unit: 'MW' },
      ),
      { type: 'money', amount: 7.5, currency: 'EUR' },
    ]);
  });

  it('says which rows it leaves out, and why', async () => {
    const { problems } = await convert('name,statement,value\n,Nobody did it.,\n\nAcme,,12\n');
    expect(problems).toEqual(['not-converted line 2 (noName)', 'not-converted line 4 (noStatement)']);
  });

  it('refuses a table without a column of names', async () => {
    expect((await convert('colour,size\nred,3\n')).problems).toEqual(['no-columns line 1']);
  });

  it('takes a mapping in place of its guess', async () => {
    const { entities } = await convert('Firma,Kürzel\nKranfeld,KF\n', {
      mapping: { name: [0], aliases: [1] },
      defaultType: 'product',
    });
    expect(entities).toEqual([{ id: 'kranfeld', type: 'product', name: 'Kranfeld', aliases: ['KF'] }]);
  });

  it('makes a valid pack of hostile cells', async () => {
    const cells = [
      '\u202eevil\u0000',
      `"${'x'.repeat(5000)}"`,
      '"<script>""alert""</script>"',
      '=cmd|x',
      '__proto__',
      '🏗'.repeat(200),
    ];
    const { errors, entities } = await convert(
      `name,aliases,id\n${cells.map((cell) => `${cell},${cell},${cell}`).join('\n')}`,
    );
    expect(errors).toEqual([]);
    expect(entities).toHaveLength(cells.length);
  });
});

describe('detectMapping', () => {
  it('knows usual headings, however they are written, and leaves out the others', () => {
    expect(
      detectMapping(['Also known as', 'FULL NAME', 'colour', 'Source URL', 'as_of', 'Wikidata', 'website']),
    ).toEqual({
      aliases: [0],
      name: [1],
      sourceUrl: [3],
      asOf: [4],
      sameAs: [5, 6],
    });
  });
});

describe('previewTable', () => {
  it('shows headings, the guess, and the first rows', () => {
    expect(previewTable(TABLE, 1)).toMatchObject({
      headings: [
        'Name',
        'Type',
        'Aliases',
        'Description',
        'Website',
        'Statement',
        'Value',
        'Currency',
        'As of',
        'Source',
        'Source URL',
        'Quote',
        'Status',
      ],
      mapping: {
        name: [0],
        type: [1],
        aliases: [2],
        statement: [5],
        asOf: [8],
        sourceTitle: [9],
        sourceUrl: [10],
      },
      rows: [expect.arrayContaining(['Cranefield Works']) as string[]],
    });
  });
});
