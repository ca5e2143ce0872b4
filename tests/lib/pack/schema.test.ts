import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type {
  Alias,
  Citation,
  Entity,
  Fact,
  FactValue,
  PackHeader,
  Source,
} from '../../../lib/model/fact-pack.ts';
import { BOUNDS } from '../../../lib/pack/limits.ts';
import type {
  aliasSchema,
  citationSchema,
  entitySchema,
  factSchema,
  headerSchema,
  sourceSchema,
  valueSchema,
} from '../../../lib/pack/schema.ts';
import { check, ENTITY, FACT, HEADER, lines, SOURCE } from './reading.ts';

/** Readonly all the way down, and without the index signature of loose objects. */
type Known<T> = T extends readonly (infer Item)[]
  ? readonly Known<Item>[]
  : T extends object
    ? {
        readonly [Key in keyof T as string extends Key
          ? T extends Record<string, string>
            ? Key
            : never
          : Key]: Known<T[Key]>;
      }
    : T;

describe('schema', () => {
  it('has exactly the types of the model', () => {
    expectTypeOf<Known<z.output<typeof headerSchema>>>().toEqualTypeOf<Known<PackHeader>>();
    expectTypeOf<Known<z.output<typeof sourceSchema>>>().toEqualTypeOf<Known<Source>>();
    expectTypeOf<Known<z.output<typeof entitySchema>>>().toEqualTypeOf<Known<Entity>>();
    expectTypeOf<Known<z.output<typeof aliasSchema>>>().toEqualTypeOf<Known<Alias>>();
    expectTypeOf<Known<z.output<typeof factSchema>>>().toEqualTypeOf<Known<Fact>>();
    expectTypeOf<Known<z.output<typeof valueSchema>>>().toEqualTypeOf<Known<FactValue>>();
    expectTypeOf<Known<z.output<typeof citationSchema>>>().toEqualTypeOf<Known<Citation>>();
  });

  const many = (count: number, item: (index: number) => unknown = (index) => `n${index}`) =>
    Array.from({ length: count }, (_, index) => item(index));

  const header = (fields: object) => lines({ ...HEADER, ...fields }, ENTITY);
  const source = (fields: object) => lines(HEADER, ENTITY, { ...SOURCE, ...fields });
  const entity = (fields: object) => lines(HEADER, { ...ENTITY, ...fields });
  const fact = (fields: object) => lines(HEADER, SOURCE, ENTITY, { ...FACT, ...fields });
  const value = (given: object) => fact({ value: given });

  it.each([
    [
      'a header with every field',
      header({
        description: 'd',
        license: 'CC0-1.0',
        publisher: { name: 'P', url: 'https://p.example/' },
        homepage: 'https://p.example/pack',
        published: '2026',
        update: { url: 'https://p.example/pack.jsonl' },
        publicKey: `ed25519:${'A'.repeat(43)}`,
      }),
    ],
    ['versions with pre-release and build', header({ version: '1.2.3-rc.1+build.7' })],
    ['language tags with script, region and extension', header({ language: 'zh-Hant-TW-x-north' })],
    ['dates reduced to month or year', source({ published: '2026-03', accessed: '2026' })],
    ['29 February of a leap year', source({ published: '2000-02-29' })],
    ['internationalised addresses', source({ url: 'https://bücher.example/Straße?q=ä#z' })],
    ['ids of any visible script', entity({ id: '組織:1/ä' })],
    ['names at the bound', entity({ name: 'n'.repeat(BOUNDS.name) })],
    [
      'aliases as text and as object',
      entity({ aliases: ['A B', { text: 'AB', lang: 'en', kind: 'acronym', case: 'sensitive' }] }),
    ],
    ['as many aliases as the bound', entity({ aliases: many(BOUNDS.aliases, (i) => `Alias ${i}x`) })],
    ['names by language', entity({ names: { 'pt-BR': 'Campo', und: 'Feld' } })],
    [
      'prominence 0 and 1',
      lines(HEADER, { ...ENTITY, prominence: 0 }, { ...ENTITY, id: 'b', name: 'Bee', prominence: 1 }),
    ],
    ['negative amounts of money', value({ type: 'money', amount: -2.5e9, currency: 'EUR', approx: true })],
    ['quantities', value({ type: 'quantity', amount: 100, unit: 'MW' })],
    ['date values', value({ type: 'date', date: '2026-03-09' })],
    ['entity values', value({ type: 'entity', entity: 'org:cranefield' })],
    ['quotes', value({ type: 'quote', text: 'We build.', speaker: 'Ada Example' })],
  ])('takes %s', async (_what, pack) => {
    expect((await check(pack)).summary).toEqual([]);
  });

  it.each([
    ['a missing header field', header({ title: undefined }), 'missing-field line 1'],
    ['a blank title', header({ title: ' \t' }), 'blank line 1 $.title'],
    ['a version of two numbers', header({ version: '1.0' }), 'bad-version line 1 $.version'],
    ['a language in words', header({ language: 'English language' }), 'bad-language line 1 $.language'],
    ['a short public key', header({ publicKey: 'ed25519:abc' }), 'bad-key line 1 $.publicKey'],
    ['a script address', source({ url: 'javascript:alert(1)' }), 'bad-url line 3 $.url'],
    ['a data address', source({ url: 'data:text/html,x' }), 'bad-url line 3 $.url'],
    [
      'an address that hides its host behind a user name',
      source({ url: 'https://bank.example@evil.example/' }),
      'bad-url line 3 $.url',
    ],
    ['a relative address', source({ url: '/page' }), 'bad-url line 3 $.url'],
    ['an address with white space', source({ url: 'https://a.example/ b' }), 'bad-url line 3 $.url'],
    ['a day that does not exist', source({ published: '2026-02-29' }), 'bad-date line 3 $.published'],
    ['a thirteenth month', source({ published: '2026-13' }), 'bad-date line 3 $.published'],
    ['a time', source({ published: '2026-03-09T10:00Z' }), 'bad-date line 3 $.published'],
    ['an id with white space', entity({ id: 'org a' }), 'bad-id line 2 $.id'],
    ['an id with an invisible character', entity({ id: 'org\u200bA' }), 'bad-id line 2 $.id'],
    ['an empty id', entity({ id: '' }), 'bad-id line 2 $.id'],
    ['an id past the bound', entity({ id: 'x'.repeat(201) }), 'too-long line 2 $.id'],
    ['a name past the bound', entity({ name: 'n'.repeat(301) }), 'too-long line 2 $.name'],
    ['an unknown type', entity({ type: 'ship' }), 'unknown-value line 2 $.type'],
    ['a type that is no text', entity({ type: 7 }), 'unknown-value line 2 $.type'],
    ['aliases that are no list', entity({ aliases: 'AB' }), 'wrong-type line 2 $.aliases'],
    ['an alias that is a number', entity({ aliases: ['AB', 12] }), 'wrong-type line 2 $.aliases[1]'],
    ['an alias without text', entity({ aliases: [{ lang: 'en' }] }), 'missing-field line 2 $.aliases[0]'],
    [
      'an alias of unknown kind',
      entity({ aliases: [{ text: 'AB', kind: 'nick' }] }),
      'unknown-value line 2 $.aliases[0].kind',
    ],
    ['a blank alias', entity({ aliases: [''] }), 'blank line 2 $.aliases[0]'],
    ['too many aliases', entity({ aliases: many(BOUNDS.aliases + 1) }), 'too-many line 2 $.aliases'],
    [
      'names under no language',
      entity({ names: { 'not a tag': 'X' } }),
      'bad-language line 2 $.names["not a tag"]',
    ],
    [
      'too many names',
      entity({
        names: Object.fromEntries(many(BOUNDS.names + 1, (i) => [`en-x-n${i}`, 'N']) as [string, string][]),
      }),
      'too-many line 2 $.names',
    ],
    ['prominence above 1', entity({ prominence: 1.5 }), 'out-of-range line 2 $.prominence'],
    ['a fact about nothing', fact({ about: [] }), 'empty-list line 4 $.about'],
    ['a fact without sources', fact({ sources: [] }), 'empty-list line 4 $.sources'],
    ['an unknown status', fact({ status: 'true' }), 'unknown-value line 4 $.status'],
    [
      'a statement past the bound',
      fact({ statement: 's'.repeat(BOUNDS.statement + 1) }),
      'too-long line 4 $.statement',
    ],
    ['a citation without source', fact({ sources: [{ quote: 'q' }] }), 'missing-field line 4 $.sources[0]'],
    [
      'a quote past the bound',
      fact({ sources: [{ source: 's:gazette', quote: 'q'.repeat(2001) }] }),
      'too-long line 4 $.sources[0].quote',
    ],
    ['a value of unknown type', value({ type: 'colour' }), 'unknown-value line 4 $.value.type'],
    ['a value without type', value({ amount: 1 }), 'missing-field line 4 $.value'],
    [
      'money as text',
      value({ type: 'money', amount: '2', currency: 'EUR' }),
      'wrong-type line 4 $.value.amount',
    ],
    [
      'a currency sign',
      value({ type: 'money', amount: 2, currency: '€' }),
      'bad-currency line 4 $.value.currency',
    ],
    ['a quote without speaker', value({ type: 'quote', text: 'q' }), 'missing-field line 4 $.value'],
  ])('refuses %s', async (_what, pack, expected) => {
    expect((await check(pack)).summary).toEqual([expected]);
  });

  it('refuses a number that JSON can write but no computer can hold', async () => {
    const pack = value({ type: 'quantity', amount: 1, unit: 'm' }).replace('"amount":1', '"amount":1e999');
    expect((await check(pack)).summary).toEqual(['not-finite line 4 $.value.amount']);
  });

  it('keeps unknown fields and warns about each', async () => {
    const { summary, entities } = await check(
      entity({ colour: 'red', aliases: [{ text: 'AB', note: 'n' }] }),
    );
    expect(summary).toEqual(['unknown-field line 2 $.colour', 'unknown-field line 2 $.aliases[0].note']);
    expect(entities).toEqual([
      {
        id: 'org:cranefield',
        type: 'organization',
        name: 'Cranefield',
        colour: 'red',
        aliases: [{ text: 'AB', note: 'n' }],
      },
    ]);
  });

  it('reports every fault of a record, not only the first', async () => {
    const { summary } = await check(entity({ type: 'ship', name: '', sameAs: ['ftp://x.example'] }));
    expect(summary).toEqual([
      'unknown-value line 2 $.type',
      'blank line 2 $.name',
      'bad-url line 2 $.sameAs[0]',
    ]);
  });
});
