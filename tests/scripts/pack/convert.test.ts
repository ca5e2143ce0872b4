import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gzip } from '../../lib/pack/reading.ts';
import { usePackCommands } from './run-pack.ts';

const { run, write, read, path } = usePackCommands();
const pack = (out: string) => ['--out', path(out), '--id', 'example.org/x', '--title', 'X'];

describe('pack convert', () => {
  it('makes a valid pack of a table', async () => {
    const table = await write('t.csv', 'name,statement\nCranefield,Cranefield builds cranes.\n');
    const { code, out } = await run('convert', table, '--format', 'csv', ...pack('p.jsonl'));
    expect([code, out]).toEqual([0, `${path('p.jsonl')}: 1 entity, 1 fact.`]);
    expect((await run('validate', path('p.jsonl'))).code).toBe(0);
  });

  it('takes the columns that it is told, and a type', async () => {
    const table = await write('t.csv', 'Firma,Kürzel\nKranfeld,KF\n');
    const told = ['--column', 'name=Firma', '--column=aliases=Kürzel', '--type', 'product'];
    expect((await run('convert', table, '--format', 'csv', ...told, ...pack('p.jsonl'))).code).toBe(0);
    const [, entity = ''] = (await read('p.jsonl')).split('\n');
    expect(JSON.parse(entity)).toEqual({
      record: 'entity',
      id: 'kranfeld',
      type: 'product',
      name: 'Kranfeld',
      aliases: ['KF'],
    });
  });

  it('shows how it would read a table', async () => {
    const table = await write('t.tsv', 'name\tcolour\nCranefield\tred\n');
    const { out } = await run('convert', table, '--format', 'csv', '--preview');
    expect(out.split('\n')).toEqual(['name → name  Cranefield', 'colour → left out  red']);
    expect(
      JSON.parse((await run('convert', table, '--format', 'csv', '--preview', '--json')).out),
    ).toMatchObject({ mapping: { name: [0] } });
  });

  it.each([
    [
      'wikidata',
      { entities: { Q1: { type: 'item', id: 'Q1', labels: { en: { language: 'en', value: 'Northby' } } } } },
    ],
    ['ftm', { id: 'a', schema: 'Company', caption: 'Cranefield' }],
    [
      'claimreview',
      {
        '@type': 'ClaimReview',
        claimReviewed: 'It floats.',
        itemReviewed: { author: { name: 'Ada' } },
        url: 'https://c.example/',
      },
    ],
  ])('reads %s, compressed too, and writes gzip', async (format, input) => {
    const file = await write('in.json.gz', await gzip(JSON.stringify(input)));
    const { code, out } = await run('convert', file, '--format', format, ...pack('p.jsonl.gz'));
    expect([code, out]).toEqual([0, expect.stringContaining('1 entity')]);
    expect((await run('validate', path('p.jsonl.gz'))).code).toBe(0);
  });

  it('says what it leaves out', async () => {
    const table = await write('t.csv', 'name,description\nCranefield,x\n,nobody\n');
    const { code, out, err } = await run('convert', table, '--format', 'csv', ...pack('p.jsonl'));
    expect(code).toBe(0);
    expect(out).toContain('1 piece of the input left out');
    expect(err).toBe('warning: Line 3: left out, because there is no name.');
  });

  it('writes no pack of nothing, which another format would give', async () => {
    const review = await write('r.json', '{"@type":"ClaimReview","claimReviewed":"The lock is shut."}');
    const { code, err } = await run('convert', review, '--format', 'ftm', ...pack('p.jsonl'));
    expect(code).toBe(1);
    expect(err).toContain('nothing in the input became an entity. Is it of this --format?');
    expect(existsSync(path('p.jsonl'))).toBe(false);
  });

  it('writes nothing when there is nothing to convert', async () => {
    const { code, err } = await run(
      'convert',
      await write('t.csv', 'colour\nred\n'),
      '--format',
      'csv',
      ...pack('p.jsonl'),
    );
    expect(code).toBe(1);
    expect(err).toContain('The table has no column for “name”.');
    expect(existsSync(path('p.jsonl'))).toBe(false);
    expect(existsSync(path('p.jsonl.partial'))).toBe(false);
  });

  it.each([
    [['--format', 'xml'], 'Invalid value for argument'],
    [['--format', 'csv'], '--out, --id and --title are needed'],
    [['--format', 'csv', '--column', 'colour=x'], 'there is no field colour'],
    [['--format', 'csv', '--column', 'name=x'], 'there is no column “x”; columns are name'],
    [['--format', 'csv', '--type', 'ship'], '--type is one of'],
  ])('refuses %j', async (args, message) => {
    const table = await write('t.csv', 'name\nCranefield\n');
    const where = args.length === 2 ? [] : pack('p.jsonl');
    const { code, err } = await run('convert', table, ...args, ...where);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
