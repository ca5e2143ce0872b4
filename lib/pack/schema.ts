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
import {
  CURRENCY,
  date,
  id,
  language,
  list,
  publicKey,
  SEMVER,
  signature,
  text,
  url,
} from './schema-texts.ts';

/**
 * The shape of format 1: the one source of the validation, of the published JSON Schema and of the
 * tables in docs/fact-pack.md. Objects are loose: unknown fields are kept (and warned about in
 * shape.ts), so that a pack written for a later format still reads. Nothing is changed while reading.
 *
 * A check's message is the code of the problem that it raises (problems.ts).
 */

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
