import type { Alias, PackRecord } from '../../model/fact-pack.ts';
import { IdTable } from '../check/id-table.ts';
import { BOUNDS } from '../limits.ts';
import type { Place } from '../problems.ts';
import {
  type ConversionOptions,
  compact,
  hashOf,
  type OpenInput,
  RecordCollector,
  readDate,
  readUrl,
  tidy,
} from './conversion.ts';
import {
  ORDINARY_NAMES,
  RELATIONS,
  type Relation,
  THINGS,
  TOLD_PROPERTIES,
} from './follow-the-money-terms.ts';
import { type JsonItem, readJsonItems } from './input.ts';
import { asList, asObject, asText, dig, type JsonObject } from './json-values.ts';

/**
 * Converts FollowTheMoney JSON Lines, as OpenSanctions and Aleph publish them: one object a line with
 * `id`, `schema`, `caption` and `properties`. `alias` and `previousName` become aliases, `weakAlias`
 * weak ones; sanctions, ownership and the like become facts about the things that they name. Objects may
 * stand within the properties of others, as in OpenSanctions' "targets.nested.json".
 *
 * Walks the input twice: which things there are comes first, because a fact must not name one that is
 * not in the pack.
 */
export async function* convertFollowTheMoney(
  open: OpenInput,
  options: ConversionOptions,
): AsyncGenerator<readonly PackRecord[]> {
  const things = new Things();
  for await (const { value } of readObjects(open, options)) {
    const id = asText(dig(value, 'id'));
    const name = nameOf(value);
    if (id !== undefined && name !== undefined && isThing(dig(value, 'schema'))) things.add(id, name);
  }

  const collector = new RecordCollector(options);
  for await (const { value, line } of readObjects(open, options)) {
    const id = asText(dig(value, 'id'));
    const place = { line, ...(id === undefined ? {} : { recordId: id }) };
    if (id === undefined) collector.skip('noId', place);
    else convertObject(value as JsonObject, id, things, collector, place);
    if (collector.isFull) yield collector.take();
  }
  yield collector.take();
}

async function* readObjects(open: OpenInput, options: ConversionOptions): AsyncGenerator<JsonItem> {
  for await (const { value, line } of readJsonItems(open, options)) {
    for (const object of unnest(value)) yield { value: object, line };
  }
}

/** Objects within objects, at most; exports have two or three. */
const MAX_DEPTH = 16;

/** An object and those that stand within its properties, each after the one that it stands in. */
function* unnest(value: unknown, depth = 0): Generator<unknown> {
  yield value;
  const properties = asObject(dig(value, 'properties'));
  if (properties === undefined || depth === MAX_DEPTH) return;
  for (const values of Object.values(properties)) {
    for (const nested of asList(values)) {
      if (asText(dig(nested, 'schema')) !== undefined) yield* unnest(nested, depth + 1);
    }
  }
}

/** Names kept, at most; they cost about 100 bytes each. Beyond, relations are told without names. */
const MAX_NAMES = 500_000;

/** Which things become entities of the pack, and what they are called. */
class Things {
  readonly #ids = new IdTable();
  readonly #names = new Map<string, string>();

  add(id: string, name: string): void {
    this.#ids.intern(id);
    if (this.#names.size < MAX_NAMES) this.#names.set(id, name);
  }

  has(id: string): boolean {
    return this.#ids.find(id) >= 0;
  }

  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }
}

function convertObject(
  value: JsonObject,
  id: string,
  things: Things,
  collector: RecordCollector,
  place: Place,
): void {
  const schema = String(value.schema);
  if (isThing(schema)) {
    const name = nameOf(value);
    if (name === undefined) collector.skip('noName', place);
    else convertThing(value, id, name, collector);
    return;
  }
  const relation = Object.hasOwn(RELATIONS, schema) ? RELATIONS[schema] : undefined;
  if (schema === 'Sanction') convertSanction(value, id, things, collector, place);
  else if (relation) convertRelation(value, id, relation, things, collector, place);
  else collector.skip('noSuchType', place);
}

/** What may describe a thing, the shortest first. */
const DESCRIPTIONS = ['summary', 'description', 'notes'] as const;

function convertThing(value: JsonObject, id: string, name: string, collector: RecordCollector): void {
  const aliases = new Map<string, string | Alias>();
  const add = (property: string, kind?: Alias['kind']) => {
    for (const text of texts(value, property, BOUNDS.name)) {
      if (text !== name && !aliases.has(text)) aliases.set(text, kind === undefined ? text : { text, kind });
    }
  };
  add('name');
  add('alias');
  add('abbreviation', 'acronym');
  add('previousName', 'previous');
  add('weakAlias', 'weak');
  const schema = String(value.schema);
  const own: Alias[] = ORDINARY_NAMES.has(schema) ? [{ text: name, kind: 'weak' }] : [];
  collector.entity(
    compact({
      id: safeId(id),
      type: THINGS[schema] ?? 'concept',
      name,
      description: DESCRIPTIONS.flatMap((property) => texts(value, property, BOUNDS.description))[0],
      aliases: [...own, ...aliases.values()].slice(0, BOUNDS.aliases),
      sameAs: [
        ...texts(value, 'wikidataId', 20).map((qid) => `https://www.wikidata.org/wiki/${qid}`),
        ...texts(value, 'wikipediaUrl', BOUNDS.url),
        ...texts(value, 'website', BOUNDS.url),
      ]
        .flatMap((url) => readUrl(url) ?? [])
        .slice(0, BOUNDS.sameAs),
    }),
  );
  const told = TOLD_PROPERTIES.flatMap(({ property, words, meaningOf }) =>
    texts(value, property, BOUNDS.valueText).map((given) => ({
      property,
      words,
      given,
      text: meaningOf ? meaningOf(given) : given,
    })),
  );
  // No source that nothing cites.
  const sources = told.length > 0 ? cite(value, collector) : [];
  for (const { property, words, given, text } of told) {
    const date = readDate(text);
    collector.fact({
      id: hashOf('ftm', id, property, given),
      about: [safeId(id)],
      property: `ftm:${property}`,
      statement: tidy(`${name}: ${words} – ${text}.`, BOUNDS.statement) ?? name,
      value: date === undefined ? { type: 'text', text } : { type: 'date', date },
      status: 'reported',
      sources,
    });
  }
}

function convertSanction(
  value: JsonObject,
  id: string,
  things: Things,
  collector: RecordCollector,
  place: Place,
): void {
  const about = sidesOf(value, 'entity', things);
  const [listed] = about;
  if (listed === undefined) {
    collector.skip('noSubject', place);
    return;
  }
  const [authority = 'an authority'] = texts(value, 'authority', 300);
  const [program] = texts(value, 'program', 300);
  const [reason] = texts(value, 'reason', 300);
  const name = things.nameOf(listed) ?? 'The entity';
  const grounds = [
    program === undefined ? '' : ` under “${program}”`,
    reason === undefined ? '' : `: ${reason}`,
  ].join('');
  const statement = `${name} is listed by ${authority}${grounds}.`;
  collector.fact(
    compact({
      id: safeId(id),
      about: about.map(safeId),
      property: 'ftm:sanction',
      statement: tidy(statement, BOUNDS.statement) ?? authority,
      status: 'reported' as const,
      asOf: readDate(texts(value, 'listingDate', 30)[0]),
      validFrom: readDate(texts(value, 'startDate', 30)[0]),
      validTo: readDate(texts(value, 'endDate', 30)[0]),
      sources: cite(value, collector),
    }),
  );
}

function convertRelation(
  value: JsonObject,
  id: string,
  { subject, object, words, details = [] }: Relation,
  things: Things,
  collector: RecordCollector,
  place: Place,
): void {
  const [from] = sidesOf(value, subject, things);
  const [to] = sidesOf(value, object, things);
  if (from === undefined || to === undefined) {
    collector.skip('noSubject', place);
    return;
  }
  const [role] = ['role', 'relationship'].flatMap((property) => texts(value, property, 200));
  const [share] = texts(value, 'percentage', 20);
  const told = [
    role,
    share === undefined ? undefined : `${share} %`,
    ...details.map((property) => texts(value, property, 200)[0]),
  ].filter((detail) => detail !== undefined);
  const [owner, owned] = [things.nameOf(from) ?? 'The first entity', things.nameOf(to) ?? 'the second'];
  const statement = `${owner} ${words} ${owned}${told.length > 0 ? ` (${told.join(', ')})` : ''}.`;
  collector.fact(
    compact({
      id: safeId(id),
      about: [...new Set([from, to])].map(safeId),
      property: `ftm:${String(value.schema)}`,
      statement: tidy(statement, BOUNDS.statement) ?? words,
      value: { type: 'entity' as const, entity: safeId(to) },
      status: 'reported' as const,
      validFrom: readDate(texts(value, 'startDate', 30)[0]),
      validTo: readDate(texts(value, 'endDate', 30)[0]),
      sources: cite(value, collector),
    }),
  );
}

/** Ids of a property that are things of the pack. */
function sidesOf(value: JsonObject, property: string, things: Things): string[] {
  // Nested objects stand in place of ids where the export was made so.
  const ids = asList(dig(value.properties, property)).map(
    (side) => asText(side) ?? asText(dig(side, 'id')) ?? '',
  );
  return ids.filter((id) => things.has(id)).slice(0, BOUNDS.about);
}

/** Where the object comes from: its source addresses, else its datasets, else the export itself. */
function cite(value: JsonObject, collector: RecordCollector): { source: string }[] {
  const urls = texts(value, 'sourceUrl', BOUNDS.url).flatMap((url) => readUrl(url) ?? []);
  const titled =
    urls.length > 0
      ? urls.map((url) => ({ title: url, url }))
      : asList(value.datasets).map((name) => ({ title: `Dataset ${String(name)}` }));
  const all = titled.length > 0 ? titled : [{ title: 'FollowTheMoney export' }];
  return all.slice(0, BOUNDS.citations).map((source) => ({
    source: collector.source({
      id: `ftm-source:${hashOf(source.title)}`,
      ...source,
      title: source.title.slice(0, BOUNDS.title),
    }),
  }));
}

function isThing(schema: unknown): boolean {
  return typeof schema === 'string' && Object.hasOwn(THINGS, schema);
}

function nameOf(value: unknown): string | undefined {
  const object = asObject(value) ?? {};
  return tidy(object.caption, BOUNDS.name) ?? texts(object, 'name', BOUNDS.name)[0];
}

function texts(value: JsonObject, property: string, maxLength: number): string[] {
  return [...new Set(asList(dig(value.properties, property)).flatMap((text) => tidy(text, maxLength) ?? []))];
}

function safeId(id: string): string {
  return /\s/.test(id) || id.length > BOUNDS.id ? hashOf(id) : id;
}
