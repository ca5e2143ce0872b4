import { z } from 'zod';
import {
  ALIAS_CASES,
  ALIAS_KINDS,
  AMOUNT_BOUNDS,
  ENTITY_TYPES,
  FACT_STATUSES,
  PACK_FORMAT,
} from '../model/fact-pack.ts';
import { BOUNDS } from './limits.ts';

/**
 * The shape of format 1: the one source of the validation, of the published JSON Schema and of the
 * tables in docs/fact-pack.md. Objects are loose: unknown fields are kept (and warned about in
 * shape.ts), so that a pack written for a later format still reads. Nothing is changed while reading.
 *
 * A check's message is the code of the problem that it raises (problems.ts).
 */

// Extension pages forbid zod's code generation, and without it this is also faster (BROWSERS.md).
z.config({ jitless: true });

/** No white space, no control or invisible formatting characters, no half of a surrogate pair. */
const VISIBLE_ID = /^[^\s\p{Z}\p{Cc}\p{Cf}\p{Cs}]+$/u;

/** The pattern that semver.org recommends. */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;

/** Well-formed BCP 47 (RFC 5646 §2.1) without the grandfathered tags. */
const LANGUAGE_TAG =
  /^([a-zA-Z]{2,3}(-[a-zA-Z]{3}){0,3}|[a-zA-Z]{4,8})(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|\d{3}))?(-([a-zA-Z\d]{5,8}|\d[a-zA-Z\d]{3}))*(-[a-wy-zA-WY-Z\d](-[a-zA-Z\d]{2,8})+)*(-x(-[a-zA-Z\d]{1,8})+)?$/;

/** Written without a flag, because the JSON Schema carries the pattern alone. */
const WEB_URL = /^[hH][tT]{2}[pP][sS]?:\/\/[^\s/?#]\S*$/;
const REDUCED_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const CURRENCY = /^[A-Z]{3}$/;
const PUBLIC_KEY = /^ed25519:[A-Za-z0-9_-]{43}$/;
const SIGNATURE = /^ed25519:[A-Za-z0-9_-]{86}$/;

/** What people call a text of a pattern, for the documentation. */
export const PATTERN_NAMES: ReadonlyMap<string, string> = new Map([
  [VISIBLE_ID.source, 'id'],
  [SEMVER.source, 'version'],
  [LANGUAGE_TAG.source, 'language tag'],
  [WEB_URL.source, 'web address'],
  [REDUCED_DATE.source, 'date'],
  [CURRENCY.source, 'currency code'],
  [PUBLIC_KEY.source, 'public key'],
  [SIGNATURE.source, 'signature'],
]);

const id = (description: string) =>
  z.string().max(BOUNDS.id).regex(VISIBLE_ID, 'bad-id').meta({ description });

const text = (maxLength: number, description: string) =>
  z.string().max(maxLength).regex(/\S/, 'blank').meta({ description });

const date = (description: string) =>
  z
    .string()
    .regex(REDUCED_DATE, { error: 'bad-date', abort: true })
    .refine(isCalendarDate, 'bad-date')
    .meta({ description });

const url = (description: string) =>
  z
    .string()
    .max(BOUNDS.url, { abort: true })
    .regex(WEB_URL, { error: 'bad-url', abort: true })
    .refine(isPlainUrl, 'bad-url')
    .meta({ description });

const language = (description: string) =>
  z.string().regex(LANGUAGE_TAG, 'bad-language').meta({ description });

export const publicKeySchema = z.string().regex(PUBLIC_KEY, 'bad-key');
const publicKey = (description: string) => publicKeySchema.meta({ description });

export const signatureSchema = z.string().regex(SIGNATURE, 'bad-signature');
const signature = (description: string) => signatureSchema.meta({ description });

const list = <T extends z.ZodType>(item: T, maxItems: number, description: string) =>
  z.array(item).max(maxItems).meta({ description });

/** Whether a well-formed date exists in the calendar: "2026-02-30" does not. */
export function isCalendarDate(value: string): boolean {
  if (value.length < 10) return true;
  const day = Number(value.slice(8));
  if (day <= 28) return true;
  const year = Number(value.slice(0, 4));
  const month = Number(value.slice(5, 7));
  // Not Date.UTC: it reads years below 100 as 19xx.
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

/** A URL with a user name in it ("https://bank.example@other.example") hides where it leads. */
function isPlainUrl(value: string): boolean {
  const parsed = URL.parse(value);
  return parsed !== null && parsed.username === '' && parsed.password === '' && parsed.hostname !== '';
}

export const publisherSchema = z
  .looseObject({
    name: text(BOUNDS.name, 'Name of the publisher, as readers know it.'),
    url: url('Site of the publisher.').optional(),
  })
  .meta({ id: 'publisher', description: 'Who answers for the pack.' });

export const keyChangeSchema = z
  .looseObject({
    oldKey: publicKey('The key that signed until then.'),
    newKey: publicKey('The key that signs from then on.'),
    signature: signature('Signature of the old key over the new one and the id of the pack.'),
  })
  .meta({
    id: 'keyChange',
    description:
      'One public key hands over to the next, so that readers who pinned the old one trust the new.',
  });

export const headerSchema = z
  .looseObject({
    format: z
      .literal(PACK_FORMAT, 'unknown-format')
      .meta({ description: 'Format and its version; readers refuse what they do not know.' }),
    id: id(
      'Identity of the pack over all its versions, e.g. "example.org/energy". An import with the same id is an update.',
    ),
    version: z
      .string()
      .max(BOUNDS.id)
      .regex(SEMVER, 'bad-version')
      .meta({ description: 'Semantic version of the content. An update has a higher one.' }),
    title: text(BOUNDS.title, 'Title, as shown in the settings and beside each fact.'),
    description: text(BOUNDS.description, 'What the pack covers, in a few sentences.').optional(),
    language: language("BCP 47 tag of the pack's own texts: names, descriptions, statements."),
    license: text(BOUNDS.license, 'SPDX expression or a short sentence on reuse.').optional(),
    publisher: publisherSchema.optional(),
    homepage: url('Page about the pack.').optional(),
    published: date('When this version was published.').optional(),
    update: z
      .looseObject({ url: url('Where the newest version can be fetched.') })
      .meta({ description: 'Where subscriptions look for updates.' })
      .optional(),
    publicKey: publicKey(
      'Ed25519 key that signs this version: "ed25519:" and 43 characters of base64url. Pinned at the first install.',
    ).optional(),
    signature: signature(
      'Signature over the whole pack by the public key, made by "pack sign"; it may be in a file of its own instead.',
    ).optional(),
    keyChanges: list(
      keyChangeSchema,
      BOUNDS.keyChanges,
      'How the public key came to follow earlier ones, oldest first.',
    ).optional(),
  })
  .meta({ id: 'header', description: 'The pack itself: whose it is, which version, in which language.' });

export const sourceSchema = z
  .looseObject({
    id: id('Identity within the pack; citations refer to it.'),
    title: text(BOUNDS.title, 'Title of the article, report, filing or page.'),
    publisher: text(BOUNDS.name, 'Who published it.').optional(),
    url: url('Where it can be read.').optional(),
    published: date('When it was published.').optional(),
    accessed: date('When the curator last read it.').optional(),
    archiveUrl: url('A saved copy, for when the original is gone.').optional(),
  })
  .meta({ id: 'source', description: 'Something published that facts rest on.' });

export const aliasSchema = z
  .looseObject({
    text: text(BOUNDS.name, 'The name as texts write it.'),
    lang: language('BCP 47 tag of the name, if it differs from the pack.').optional(),
    kind: z
      .enum(ALIAS_KINDS)
      .meta({
        description:
          'What sort of name it is. Default "name". "weak" never matches alone: it counts once the entity is established on the page.',
      })
      .optional(),
    case: z
      .enum(ALIAS_CASES)
      .meta({
        description:
          'Whether upper and lower case matter. Default "auto": decided from the name and the text.',
      })
      .optional(),
  })
  .meta({ id: 'alias', description: 'A name of an entity, with what is special about it.' });

export const entitySchema = z
  .looseObject({
    id: id('Identity within the pack and, by agreement, beyond it, e.g. "wikidata:Q95". Facts refer to it.'),
    type: z.enum(ENTITY_TYPES).meta({ description: 'What kind of thing it is.' }),
    name: text(BOUNDS.name, 'The main name: shown as the title, and matched.'),
    description: text(
      BOUNDS.description,
      'A neutral phrase that tells it from its namesakes. It has no source: what needs one is a fact.',
    ).optional(),
    aliases: list(
      z.union([text(BOUNDS.name, 'A name: short for {"text": …}.'), aliasSchema]),
      BOUNDS.aliases,
      'Other names that texts use.',
    ).optional(),
    context: list(
      text(BOUNDS.contextWord, 'A word or short phrase.'),
      BOUNDS.context,
      'Words that speak for this entity when they stand on the same page.',
    ).optional(),
    exclude: list(
      text(BOUNDS.name, 'A phrase.'),
      BOUNDS.exclude,
      'Phrases that look like the entity and are not, e.g. "Amazon rainforest".',
    ).optional(),
    sameAs: list(
      url('A page of the same entity.'),
      BOUNDS.sameAs,
      'The same entity elsewhere: Wikidata, Wikipedia, the official site. Joins entities of several packs.',
    ).optional(),
    names: z
      .record(language('BCP 47 tag.'), text(BOUNDS.name, 'The name in that language.'))
      .refine((names) => Object.keys(names).length <= BOUNDS.names, 'too-many-names')
      .meta({ description: 'Name per language. Matched like aliases.', maxProperties: BOUNDS.names })
      .optional(),
    prominence: z
      .number()
      .min(0)
      .max(1)
      .meta({
        description: 'How well known it is, from 0 (hardly) to 1 (everybody). Breaks ties between namesakes.',
      })
      .optional(),
  })
  .meta({
    id: 'entity',
    description: 'A thing that is marked on pages: its names, and what tells it from its namesakes.',
  });

const amount = z.number().meta({ description: 'A finite number, in plain units: 2 billion is 2000000000.' });
const approx = z
  .boolean()
  .meta({ description: 'True when the source says "about" or "roughly".' })
  .optional();
const bound = z
  .enum(AMOUNT_BOUNDS)
  .meta({
    description:
      'Which end of an open range the amount is: "at-least" when the source says "more than" or "10+", "at-most" when it says "up to".',
  })
  .optional();

export const valueSchema = z
  .discriminatedUnion('type', [
    z.looseObject({
      type: z.literal('money'),
      amount,
      currency: z
        .string()
        .regex(CURRENCY, 'bad-currency')
        .meta({ description: 'ISO 4217 code, e.g. "USD".' }),
      approx,
      bound,
    }),
    z.looseObject({
      type: z.literal('quantity'),
      amount,
      unit: text(BOUNDS.unit, 'Unit of the amount, e.g. "MW".'),
      approx,
      bound,
    }),
    z.looseObject({ type: z.literal('date'), date: date('A date.') }),
    z.looseObject({ type: z.literal('text'), text: text(BOUNDS.valueText, 'A plain text.') }),
    z.looseObject({ type: z.literal('entity'), entity: id('Id of an entity of the same pack.') }),
    z.looseObject({
      type: z.literal('quote'),
      text: text(BOUNDS.quote, 'What was said, to the letter.'),
      speaker: text(BOUNDS.name, 'Who said it.'),
    }),
  ])
  .meta({ id: 'value', description: 'The value of a fact, typed.' });

export const citationSchema = z
  .looseObject({
    source: id('Id of a source of the same pack.'),
    quote: text(
      BOUNDS.quote,
      'The words of the source that bear the statement out, to the letter.',
    ).optional(),
    locator: text(BOUNDS.locator, 'Where in the source, e.g. "p. 12".').optional(),
  })
  .meta({
    id: 'citation',
    description: 'Where a fact comes from: a source of the pack, and the words in it.',
  });

export const factSchema = z
  .looseObject({
    id: id('Identity within the pack over all its versions.'),
    about: z
      .array(id('Id of an entity of the same pack.'))
      .min(1)
      .max(BOUNDS.about)
      .meta({ description: 'The entities that the fact is about; the first is its subject.' }),
    property: text(
      BOUNDS.property,
      'What the value measures, e.g. "valuation". Facts with the same subject and property can be compared.',
    ).optional(),
    statement: text(BOUNDS.statement, 'The fact in one plain sentence.'),
    value: valueSchema.meta({ description: 'The same for machines, typed.' }).optional(),
    status: z.enum(FACT_STATUSES).meta({
      description:
        'How sure it is. "planned" and "claimed" are not "confirmed"; "retracted" keeps a withdrawn fact visible as such.',
    }),
    asOf: date('When the statement held, as the source tells.').optional(),
    validFrom: date('First day on which it is true.').optional(),
    validTo: date('Last day on which it is true.').optional(),
    sources: z
      .array(citationSchema)
      .min(1)
      .max(BOUNDS.citations)
      .meta({ description: 'Where it comes from; at least one.' }),
    supersedes: list(
      id('Id of a fact.'),
      BOUNDS.relatedFacts,
      'Older facts that this one replaces.',
    ).optional(),
    contradicts: list(
      id('Id of a fact.'),
      BOUNDS.relatedFacts,
      'Facts that cannot be true together with this one. Both stay, and are shown as a dispute.',
    ).optional(),
  })
  .meta({ id: 'fact', description: 'One statement about one or more entities, with its sources.' });

/** A whole pack as one JSON document: the header's fields, then the records. */
export const documentSchema = headerSchema.extend({
  $schema: z.string().meta({ description: 'Where editors find this schema; readers ignore it.' }).optional(),
  sources: z.array(sourceSchema).meta({ description: 'The sources that facts cite.' }).optional(),
  entities: z.array(entitySchema).meta({ description: 'The things to mark.' }).optional(),
  facts: z.array(factSchema).meta({ description: 'What is known about them.' }).optional(),
});

export const RECORD_KINDS = ['pack', 'source', 'entity', 'fact'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const RECORD_SCHEMAS = {
  pack: headerSchema,
  source: sourceSchema,
  entity: entitySchema,
  fact: factSchema,
} as const satisfies Record<RecordKind, z.ZodType>;
