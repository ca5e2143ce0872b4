import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHygiene } from '../../lib/pack/hygiene.ts';
import { BOUNDS, READ_LIMITS } from '../../lib/pack/limits.ts';
import { ProblemLog } from '../../lib/pack/problems.ts';
import { documentSchema, RECORD_SCHEMAS, type RecordKind } from '../../lib/pack/schema.ts';
import { makeSchemaFile, renewTables } from '../../scripts/make-pack-docs.ts';
import { createCommands } from '../../scripts/pack/commands.ts';
import type { Output } from '../../scripts/pack/output.ts';
import { mutate } from '../lib/pack/mutations.ts';
import { anyEntity, anyFact, anyHeader, anySource } from '../lib/pack/packs.ts';
import { check } from '../lib/pack/reading.ts';

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');
const TEXT = read('docs/fact-pack.md');
const SCHEMA = JSON.parse(read('docs/fact-pack.schema.json')) as object;

/** Code blocks of the documentation in this language. */
const examples = (language: string) =>
  [...TEXT.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, example = '']) => example,
  );

const ajv = new Ajv2020({ strict: false, unicodeRegExp: true });
const isDocument = ajv.compile(SCHEMA);
const isRecord = ajv.compile({ $ref: '#/$defs/record', $defs: (SCHEMA as { $defs: object }).$defs });

describe('docs/fact-pack.schema.json', () => {
  it('is what lib/pack/schema.ts gives; otherwise run: npm run pack-docs', () => {
    expect(read('docs/fact-pack.schema.json')).toBe(makeSchemaFile());
  });

  it.each([
    ['pack', anyHeader],
    ['source', anySource],
    ['entity', anyEntity],
    ['fact', anyFact],
  ] as const)('takes every %s that the reader takes', (kind: RecordKind, values: fc.Arbitrary<object>) => {
    fc.assert(
      fc.property(mutate(values), (value) => {
        // The reader walks strings and keys before it asks zod, which passes over "__proto__".
        if (!checkHygiene(value, {}, READ_LIMITS.maxDepth, new ProblemLog())) return;
        if (!RECORD_SCHEMAS[kind].safeParse(value).success) return;
        expect(isRecord({ ...(value as object), record: kind }), JSON.stringify(isRecord.errors)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a missing field', { id: undefined }],
    [
      'an unknown status',
      { facts: [{ id: 'f', about: ['e'], statement: 's', status: 'true', sources: [{ source: 's' }] }] },
    ],
    [
      'a fact without sources',
      { facts: [{ id: 'f', about: ['e'], statement: 's', status: 'claimed', sources: [] }] },
    ],
    ['an id with white space', { entities: [{ id: 'a b', type: 'place', name: 'n' }] }],
    ['a name past the bound', { entities: [{ id: 'a', type: 'place', name: 'n'.repeat(BOUNDS.name + 1) }] }],
    ['a script address', { homepage: 'javascript:alert(1)' }],
    [
      'too many names',
      {
        entities: [
          {
            id: 'a',
            type: 'place',
            name: 'n',
            names: Object.fromEntries(
              Array.from({ length: BOUNDS.names + 1 }, (_, n) => [`en-x-n${n}`, 'n']),
            ),
          },
        ],
      },
    ],
  ])('refuses %s, as the reader does', (_what, fields) => {
    const pack: unknown = JSON.parse(JSON.stringify({ ...JSON.parse(examples('json')[0] ?? ''), ...fields }));
    expect(documentSchema.safeParse(pack).success).toBe(false);
    expect(isDocument(pack)).toBe(false);
  });
});

describe.each(['docs/fact-pack.md', 'docs/curators.md'])('%s', (file) => {
  const commands = createCommands({} as Output, () => {}).subCommands as Record<string, { args: object }>;

  it('names only commands and options that there are', () => {
    const lines = [...read(file).matchAll(/npm run pack -- (\w+)([^\n`]*)/g)];
    expect(lines.length).toBeGreaterThan(2);
    for (const [line, name = '', rest = ''] of lines) {
      expect(Object.keys(commands), line).toContain(name);
      for (const [, option] of rest.matchAll(/--(\w+)/g))
        expect(Object.keys(commands[name]?.args ?? {}), line).toContain(option);
    }
  });

  it('links to files and headings that there are', () => {
    const text = read(file);
    const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (target.startsWith('#')) expect(anchors).toContain(target.slice(1));
      else expect(existsSync(path.resolve(import.meta.dirname, '../../docs', target)), target).toBe(true);
    }
  });
});

describe('docs/fact-pack.md', () => {
  it('has the tables of the schema; otherwise run: npm run pack-docs', () => {
    expect(TEXT).toBe(renewTables(TEXT));
  });

  it('gives every bound a reason', () => {
    const [, table = ''] = /<!-- generated: bounds -->\n([\s\S]*?)<!-- end -->/.exec(TEXT) ?? [];
    const rows = table.trim().split('\n').slice(2);
    expect(rows).toHaveLength(Object.keys(BOUNDS).length);
    for (const row of rows) expect(row).toMatch(/\| [A-Z"].*\. \|$|\| "[^"]+"(, "[^"]+")?\. \|$/);
  });

  it('shows packs that an import takes without a complaint', async () => {
    const packs = [...examples('json'), ...examples('jsonl')];
    expect(packs).toHaveLength(2);
    for (const pack of packs) {
      const { summary, entities, facts } = await check(pack, { today: '2026-03-10' });
      expect(summary).toEqual([]);
      expect(entities.length * facts.length).toBeGreaterThan(0);
    }
    expect(isDocument(JSON.parse(examples('json')[0] ?? ''))).toBe(true);
    for (const line of (examples('jsonl')[0] ?? '').trim().split('\n'))
      expect(isRecord(JSON.parse(line))).toBe(true);
  });

  it('uses every field but those of signatures in its example', () => {
    const example = JSON.parse(examples('json')[0] ?? '') as Record<string, Record<string, unknown>[]>;
    const used = (list: string) => new Set(example[list]?.flatMap((record) => Object.keys(record)));
    const missing = (kind: RecordKind, keys: ReadonlySet<string>) =>
      Object.keys(RECORD_SCHEMAS[kind].shape).filter((field) => !keys.has(field));
    expect(missing('pack', new Set(Object.keys(example)))).toEqual(['publicKey', 'signature', 'keyChanges']);
    expect(missing('source', used('sources'))).toEqual([]);
    expect(missing('entity', used('entities'))).toEqual([]);
    expect(missing('fact', used('facts'))).toEqual(['validTo', 'contradicts']);
  });
});
