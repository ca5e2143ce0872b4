import type { FactValue } from '../../model/fact-pack.ts';
import { BOUNDS } from '../limits.ts';
import type { Place } from '../problems.ts';
import { compact, hashOf, type RecordCollector, readDate, readUrl, tidy } from './conversion.ts';
import { asList, asObject, asText, dig, type JsonObject } from './json-values.ts';

export interface StatementContext {
  readonly itemId: string;
  readonly name: string;
  /** Names of items and properties by id. */
  readonly labels: ReadonlyMap<string, string>;
  /** Items that become entities of the pack. */
  readonly items: ReadonlySet<string>;
  readonly collector: RecordCollector;
  readonly place: Place;
}

/** Kinds of values that say something to a reader; not ids, pictures or coordinates. */
const TOLD_DATATYPES = ['wikibase-item', 'quantity', 'time', 'monolingualtext', 'string'];

/** Already used otherwise: class, names, official site. */
const USED_PROPERTIES = ['P31', 'P1448', 'P1813', 'P856'];

/** Turns one statement into a fact, if it says something that can be put into words. */
export function convertStatement(property: string, statement: unknown, context: StatementContext): void {
  const { collector, itemId, labels, name, place } = context;
  const snak = asObject(dig(statement, 'mainsnak'));
  const datatype =
    asText(snak?.datatype) ??
    asText(dig(snak, 'datavalue', 'type'))?.replace('wikibase-entityid', 'wikibase-item');
  if (USED_PROPERTIES.includes(property) || !TOLD_DATATYPES.includes(datatype ?? '')) return;
  if (dig(statement, 'rank') === 'deprecated' || snak?.snaktype !== 'value') return;

  const label = labels.get(property);
  const value = label === undefined ? undefined : readValue(snak, label, context);
  if (label === undefined || value === undefined) {
    collector.skip('noLabel', { ...place, path: `$.claims.${property}` });
    return;
  }
  const qualifiers = asObject(dig(statement, 'qualifiers')) ?? {};
  const references = asList(dig(statement, 'references')).flatMap(
    (reference) => convertReference(reference, context) ?? [],
  );
  const said = tidy(`${name}: ${label} – ${value.words}.`, BOUNDS.statement);
  if (said === undefined) return;
  collector.fact(
    compact({
      id: `wikidata:${(asText(dig(statement, 'id')) ?? hashOf(itemId, property, value.words)).replace(/\s/g, '-')}`,
      about: [`wikidata:${itemId}`, ...(value.fact.type === 'entity' ? [value.fact.entity] : [])],
      property: `wikidata:${property}`,
      statement: said,
      value: value.fact,
      status: references.length > 0 ? ('reported' as const) : ('claimed' as const),
      asOf: dateOf(qualifiers, 'P585'),
      validFrom: dateOf(qualifiers, 'P580'),
      validTo: dateOf(qualifiers, 'P582'),
      sources: references.length > 0 ? references : [{ source: citeItem(context) }],
    }),
  );
}

interface Value {
  readonly words: string;
  readonly fact: FactValue;
}

/** Undefined if the value's name is not known, or it is of a kind that cannot be told. */
function readValue(snak: JsonObject, label: string, { labels, items }: StatementContext): Value | undefined {
  const value = dig(snak, 'datavalue', 'value');
  switch (dig(snak, 'datavalue', 'type')) {
    case 'wikibase-entityid': {
      const id = asText(dig(value, 'id')) ?? '';
      const words = labels.get(id);
      if (words === undefined) return undefined;
      return {
        words,
        fact: items.has(id) ? { type: 'entity', entity: `wikidata:${id}` } : { type: 'text', text: words },
      };
    }
    case 'quantity': {
      const amount = Number(dig(value, 'amount'));
      const unitId = asText(dig(value, 'unit'))?.match(/Q\d+$/)?.[0];
      const unit = unitId === undefined ? label : labels.get(unitId);
      if (!Number.isFinite(amount) || unit === undefined) return undefined;
      const words = `${amount.toLocaleString('en')}${unitId === undefined ? '' : ` ${unit}`}`;
      return { words, fact: { type: 'quantity', amount, unit: unit.slice(0, BOUNDS.unit) } };
    }
    case 'time': {
      const date = readTime(value);
      return date === undefined ? undefined : { words: date, fact: { type: 'date', date } };
    }
    case 'monolingualtext':
    case 'string': {
      const text = tidy(dig(value, 'text') ?? value, BOUNDS.valueText);
      return text === undefined ? undefined : { words: text, fact: { type: 'text', text } };
    }
    default:
      return undefined;
  }
}

/** "+1952-03-11T00:00:00Z" with its precision: 9 year, 10 month, 11 day. Vaguer or before year 1: undefined. */
function readTime(value: unknown): string | undefined {
  const [, year, month, day] = /^\+(\d{4})-(\d{2})-(\d{2})T/.exec(asText(dig(value, 'time')) ?? '') ?? [];
  const precision = Number(dig(value, 'precision'));
  if (year === undefined || !(precision >= 9)) return undefined;
  return readDate([year, month, day].slice(0, precision - 8).join('-'));
}

function dateOf(qualifiers: JsonObject, property: string): string | undefined {
  return readTime(dig(asList(qualifiers[property])[0], 'datavalue', 'value'));
}

/** A reference as a source: stated in (P248), address (P854), title (P1476), publication date (P577), retrieved (P813). */
function convertReference(reference: unknown, { labels, collector }: StatementContext) {
  const snaks = asObject(dig(reference, 'snaks')) ?? {};
  const first = (property: string) => dig(asList(snaks[property])[0], 'datavalue', 'value');
  const url = readUrl(first('P854'));
  const statedIn = labels.get(asText(dig(first('P248'), 'id')) ?? '');
  const title = tidy(dig(first('P1476'), 'text') ?? statedIn ?? url, BOUNDS.title);
  // "Imported from a Wikipedia" and the like name no source.
  if (title === undefined) return undefined;
  const source = collector.source(
    compact({
      id: `wikidata-reference:${hashOf(url ?? title)}`,
      title,
      url,
      published: readTime(first('P577')),
      accessed: readTime(first('P813')),
    }),
  );
  return compact({
    source,
    quote: tidy(dig(first('P1683'), 'text'), BOUNDS.quote),
    locator: tidy(first('P304'), BOUNDS.locator),
  });
}

/** Wikidata itself, for statements that give no reference. */
function citeItem({ itemId, name, collector }: StatementContext): string {
  return collector.source({
    id: `wikidata-item:${itemId}`,
    title: `Wikidata: ${name}`.slice(0, BOUNDS.title),
    publisher: 'Wikidata',
    url: `https://www.wikidata.org/wiki/${itemId}`,
  });
}
