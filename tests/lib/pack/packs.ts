import fc from 'fast-check';
import {
  ALIAS_CASES,
  ALIAS_KINDS,
  AMOUNT_BOUNDS,
  ENTITY_TYPES,
  FACT_STATUSES,
} from '../../../lib/model/fact-pack.ts';

/** Arbitrary records of the right shape (ids refer to nothing in particular), for property tests. */

const id = fc.stringMatching(/^[a-z]{1,8}:[a-z0-9]{1,12}$/);
const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((value) => /\S/.test(value));
const date = fc
  .tuple(
    fc.integer({ min: 1000, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(2),
  )
  .map(([year, month, day, precision]) =>
    [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')]
      .slice(0, precision + 1)
      .join('-'),
  );
const url = fc.webUrl({ validSchemes: ['http', 'https'] });
const language = fc.constantFrom('en', 'de', 'pt-BR', 'zh-Hant', 'und');
const amount = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const optional = <T extends Record<string, fc.Arbitrary<unknown>>, K extends string & keyof T>(
  fields: T,
  required: K[],
) => fc.record(fields, { requiredKeys: required, noNullPrototype: true });

const alias = fc.oneof(
  text,
  optional(
    { text, lang: language, kind: fc.constantFrom(...ALIAS_KINDS), case: fc.constantFrom(...ALIAS_CASES) },
    ['text'],
  ),
);

const bound = fc.constantFrom(...AMOUNT_BOUNDS);

const value = fc.oneof(
  optional(
    {
      type: fc.constant('money'),
      amount,
      currency: fc.constantFrom('USD', 'EUR'),
      approx: fc.boolean(),
      bound,
    },
    ['type', 'amount', 'currency'],
  ),
  optional({ type: fc.constant('quantity'), amount, unit: text, approx: fc.boolean(), bound }, [
    'type',
    'amount',
    'unit',
  ]),
  fc.record({ type: fc.constant('date'), date }, { noNullPrototype: true }),
  fc.record({ type: fc.constant('text'), text }, { noNullPrototype: true }),
  fc.record({ type: fc.constant('entity'), entity: id }, { noNullPrototype: true }),
  fc.record({ type: fc.constant('quote'), text, speaker: text }, { noNullPrototype: true }),
);

export const anySource = optional(
  { id, title: text, publisher: text, url, published: date, accessed: date, archiveUrl: url },
  ['id', 'title'],
);

export const anyEntity = optional(
  {
    id,
    type: fc.constantFrom(...ENTITY_TYPES),
    name: text,
    description: text,
    aliases: fc.array(alias, { maxLength: 4 }),
    context: fc.array(text, { maxLength: 3 }),
    exclude: fc.array(text, { maxLength: 3 }),
    sameAs: fc.array(url, { maxLength: 3 }),
    names: fc.dictionary(language, text, { maxKeys: 3, noNullPrototype: true }),
    prominence: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
  },
  ['id', 'type', 'name'],
);

export const anyFact = optional(
  {
    id,
    about: fc.array(id, { minLength: 1, maxLength: 3 }),
    property: text,
    statement: text,
    value,
    status: fc.constantFrom(...FACT_STATUSES),
    asOf: date,
    validFrom: date,
    validTo: date,
    sources: fc.array(optional({ source: id, quote: text, locator: text }, ['source']), {
      minLength: 1,
      maxLength: 3,
    }),
    supersedes: fc.array(id, { maxLength: 3 }),
    contradicts: fc.array(id, { maxLength: 3 }),
  },
  ['id', 'about', 'statement', 'status', 'sources'],
);

export const anyHeader = optional(
  {
    format: fc.constant('fact-pack/1'),
    id,
    version: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.')),
    title: text,
    description: text,
    language,
    license: text,
    publisher: optional({ name: text, url }, ['name']),
    homepage: url,
    published: date,
    update: fc.record({ url }, { noNullPrototype: true }),
    publicKey: fc.stringMatching(/^ed25519:[A-Za-z0-9_-]{43}$/),
  },
  ['format', 'id', 'version', 'title', 'language'],
);
