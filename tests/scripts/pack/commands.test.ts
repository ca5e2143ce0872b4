import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENTITY, FACT, gzip, HEADER, lines, SOURCE } from '../../lib/pack/reading.ts';
import { usePackCommands } from './run-pack.ts';

const VALID = lines(HEADER, SOURCE, ENTITY, FACT);
const { run, write, read, path: pathOf } = usePackCommands();

describe('pack validate', () => {
  it('says that a pack is valid, and what is in it', async () => {
    const { code, out } = await run('validate', await write('a.jsonl', VALID));
    expect(code).toBe(0);
    expect(out).toMatch(
      /a\.jsonl: valid\. The harbour of Northby 1\.0\.0, 1 source, 1 entity, 1 fact; 0 errors, 0 warnings\.$/,
    );
  });

  it('takes gzip, and several files', async () => {
    const { code, out } = await run(
      'validate',
      await write('a.jsonl.gz', await gzip(VALID)),
      await write('b.jsonl', VALID),
    );
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(2);
  });

  it('names each problem with its place and what to do', async () => {
    const { code, out } = await run('validate', await write('a.jsonl', lines(HEADER, ENTITY, FACT)));
    expect(code).toBe(1);
    expect(out).toContain(
      'error dangling-reference: Line 3, “f:order”, $.sources[0].source: the pack has no source “s:gazette”.',
    );
    expect(out).toContain('    Add the record, or correct the id.');
    expect(out).toMatch(/not valid.*1 error, 0 warnings\.$/);
  });

  it('counts warnings as errors when asked to', async () => {
    const file = await write('a.jsonl', lines(HEADER, { ...ENTITY, colour: 'red' }));
    expect((await run('validate', file)).code).toBe(0);
    expect((await run('validate', file, '--strict')).code).toBe(1);
  });

  it('warns of names that are ordinary words', async () => {
    const { out } = await run(
      'validate',
      await write('a.jsonl', lines(HEADER, { ...ENTITY, name: 'Target' })),
    );
    expect(out).toContain('warning alias-common-word');
  });

  it('shows 200 problems, or all', async () => {
    const file = await write(
      'a.jsonl',
      lines(HEADER, ...Array.from({ length: 250 }, (_, n) => ({ ...ENTITY, id: `e${n}`, type: 'ship' }))),
    );
    const some = await run('validate', file);
    expect(some.out.match(/unknown-value/g)).toHaveLength(200);
    expect(some.out).toMatch(/250 errors, 0 warnings \(the first 200 are shown; --all shows all\)\.$/);
    expect((await run('validate', file, '--all')).out.match(/unknown-value/g)).toHaveLength(250);
  });

  it('prints JSON for programs, with the same verdict', async () => {
    const { code, out } = await run(
      'validate',
      '--json',
      await write('a.jsonl', lines(HEADER, { ...ENTITY, type: 'ship' })),
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      {
        valid: false,
        header: { id: 'example.harbour' },
        records: { sources: 0, entities: 0, facts: 0 },
        errors: 1,
        byCode: { 'unknown-value': 1 },
        problems: [
          { code: 'unknown-value', place: { line: 2, path: '$.type' }, fix: 'Use one of these values.' },
        ],
      },
    ]);
  });
});

describe('pack diff', () => {
  const NEWER = lines(
    { ...HEADER, version: '1.1.0' },
    SOURCE,
    { ...ENTITY, description: 'Makes cranes.' },
    { ...FACT, id: 'f:new', supersedes: ['f:order'] },
  );

  it('says nothing of two equal packs, however they are written down', async () => {
    const document = JSON.stringify({
      facts: [{ ...FACT, record: undefined }],
      ...{ ...HEADER, record: undefined },
      entities: [{ ...ENTITY, record: undefined }],
      sources: [{ ...SOURCE, record: undefined }],
    });
    const { code, out } = await run('diff', await write('a.jsonl', VALID), await write('b.json', document));
    expect(out).toBe(
      'Entities: 0 added, 0 changed, 0 superseded, 0 withdrawn, 0 removed, 1 unchanged.\nFacts: 0 added, 0 changed, 0 superseded, 0 withdrawn, 0 removed, 1 unchanged.',
    );
    expect(code).toBe(0);
  });

  it('lists what changes, field by field', async () => {
    const { code, out } = await run('diff', await write('a.jsonl', VALID), await write('b.jsonl', NEWER));
    expect(code).toBe(1);
    expect(out.split('\n').slice(0, 6)).toEqual([
      '  header version: "1.0.0" → "1.1.0"',
      '~ entity org:cranefield  Cranefield',
      '    description: nothing → "Makes cranes."',
      '+ fact f:new  Cranefield: Cranefield ordered three cranes.',
      '↻ fact f:order  Cranefield: Cranefield ordered three cranes.',
      '    replaced by f:new',
    ]);
  });

  it('says that a lower version is a downgrade, and an equal one no update', async () => {
    const [a, b] = [await write('a.jsonl', VALID), await write('b.jsonl', NEWER)];
    expect((await run('diff', b, a)).err).toContain('downgrade');
    const same = await write('c.jsonl', NEWER.replace('1.1.0', '1.0.0'));
    expect((await run('diff', a, same)).err).toContain('same version');
  });

  it('lists no more changes than asked for, and says how many there are', async () => {
    const { out, err } = await run(
      'diff',
      await write('a.jsonl', VALID),
      await write('b.jsonl', NEWER),
      '--limit',
      '1',
    );
    expect(out).not.toContain('f:new');
    expect(err).toContain('2 further changes');
  });

  it('cannot compare what is not valid', async () => {
    const { code, err } = await run('diff', await write('a.jsonl', VALID), await write('b.jsonl', 'oops'));
    expect(code).toBe(2);
    expect(err).toMatch(
      /b\.jsonl is not a valid pack\. This is not a fact pack.+ npm run pack -- validate \S*b\.jsonl says all\.$/,
    );
  });
});

describe('pack stats', () => {
  it('counts what a pack holds', async () => {
    const file = await write(
      'a.jsonl',
      lines(
        HEADER,
        SOURCE,
        { ...ENTITY, aliases: ['CFW'], names: { de: 'Kranfeld' } },
        { ...FACT, asOf: '2026-03' },
      ),
    );
    const { code, out } = await run('stats', file, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      sources: 1,
      entities: 1,
      facts: 1,
      entitiesByType: { organization: 1, person: 0 },
      factsByStatus: { reported: 1 },
      aliases: 2,
      languages: [['de', 1]],
      entitiesWithoutDescription: 1,
      entitiesWithoutFacts: 0,
      mostFacts: 1,
      factsWithQuote: 1,
      factsWithoutDate: 0,
      asOf: ['2026-03', '2026-03'],
    });
    expect((await run('stats', file)).out).toMatch(/by type +organization 1\n/);
  });

  it('says where to look when the pack is not valid', async () => {
    const { code, err } = await run('stats', await write('a.jsonl', lines(HEADER, ENTITY, FACT)));
    expect(code).toBe(1);
    expect(err).toContain('npm run pack -- validate');
  });
});

describe('pack new', () => {
  it('writes a valid pack, with the schema beside it for the editor', async () => {
    const file = pathOf('harbour.json');
    expect(
      (await run('new', file, '--id', 'example.org/harbour', '--title', 'The harbour', '--language', 'de'))
        .code,
    ).toBe(0);
    const pack = JSON.parse(await read('harbour.json')) as Record<string, unknown>;
    expect(pack).toMatchObject({
      $schema: './fact-pack.schema.json',
      id: 'example.org/harbour',
      title: 'The harbour',
      language: 'de',
    });
    expect(JSON.parse(await read('fact-pack.schema.json'))).toHaveProperty('$defs.entity');
    const { code, out } = await run('validate', file);
    expect(code).toBe(0);
    // Every text that it wrote, and nothing else.
    expect(out.match(/ warning unfinished: .*/g)).toHaveLength(6);
    expect(out).toContain('0 errors, 6 warnings');
    expect((await run('validate', file, '--strict')).code).toBe(1);
  });

  it('never overwrites a pack unless told to', async () => {
    const file = await write('harbour.json', 'precious');
    const args = ['new', file, '--id', 'a', '--title', 'T'];
    expect(await run(...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is there already') as string,
    });
    expect(await read('harbour.json')).toBe('precious');
    expect((await run(...args, '--force')).code).toBe(0);
  });

  it('refuses an id that no pack may have', async () => {
    const { code, err } = await run('new', pathOf('a.json'), '--id', 'not an id', '--title', 'T');
    expect(code).toBe(2);
    expect(err).toMatch(/^--id is not usable\. Use 1 to 200 visible characters/);
  });
});

describe('pack', () => {
  it.each([
    ['no command', [], 'No command specified'],
    ['an unknown command', ['valdiate'], 'Unknown command'],
    ['an unknown option', ['validate', 'x', '--jsno'], 'There is no option --jsno here'],
    ['a missing argument', ['diff', 'x'], 'Missing required positional argument: AFTER'],
    ['a missing file', ['validate', 'nowhere.json'], 'nowhere.json: no such file'],
    ['a folder', ['stats', '.'], '. is a folder'],
  ])('exits with 2 for %s', async (_what, args, message) => {
    const { code, err, out } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(out).toBe('');
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of ['new', 'validate', 'diff', 'stats']) expect(out).toContain(command);
    expect((await run('diff', '--help')).out).toContain('BEFORE');
  });

  it('runs as a program: exit code, standard input, no colours in a pipe', () => {
    const script = path.resolve(import.meta.dirname, '../../../scripts/pack.ts');
    const { status, stdout } = spawnSync(process.execPath, [script, 'validate', '-'], {
      input: lines(HEADER, { ...ENTITY, type: 'ship' }),
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^-: error unknown-value: Line 2/);
  });
});
