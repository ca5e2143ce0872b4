import type { Alias, Entity, EntityType, PackRecord } from '../../model/fact-pack.ts';
import { BOUNDS } from '../limits.ts';
import {
  type ConversionOptions,
  compact,
  type OpenInput,
  RecordCollector,
  readUrl,
  tidy,
} from './conversion.ts';
import { readJsonItems } from './input.ts';
import { asList, asObject, asText, dig, type JsonObject } from './json-values.ts';
import { convertStatement } from './wikidata-statements.ts';
import { CLASS_TYPES, PROPERTY_LABELS, TELLING_PROPERTIES } from './wikidata-terms.ts';

export interface WikidataOptions extends ConversionOptions {
  /** BCP 47 tags of labels and aliases to take. Default: the language of the pack, and `mul`. */
  readonly languages?: readonly string[] | undefined;
  /** Whether statements become facts. Default true. */
  readonly withFacts?: boolean | undefined;
}

/**
 * Converts Wikidata's entity JSON: the answer of Special:EntityData or wbgetentities, a JSON dump, or
 * one entity a line. An item becomes an entity; its statements become facts, as far as the names of
 * their properties and values are known: from the other entities of the input, or for the most usual
 * properties from a list. Statements of rank "deprecated" are left out.
 *
 * Walks the input twice: the labels first.
 */
export async function* convertWikidata(
  open: OpenInput,
  options: WikidataOptions,
): AsyncGenerator<readonly PackRecord[]> {
  const { header, withFacts = true } = options;
  const languages = options.languages ?? [header.language, 'mul'];
  const labels = new Map(PROPERTY_LABELS);
  const items = new Set<string>();
  for await (const { entity } of readEntities(open, options)) {
    const id = asText(entity.id);
    const label = chooseText(entity.labels, languages);
    if (id === undefined || label === undefined) continue;
    labels.set(id, label);
    if (entity.type === 'item') items.add(id);
  }

  const collector = new RecordCollector(options);
  for await (const { entity, line } of readEntities(open, options)) {
    if (entity.type !== 'item') continue;
    const id = asText(entity.id);
    const name = id === undefined ? undefined : labels.get(id);
    if (id === undefined || name === undefined) {
      collector.skip(id === undefined ? 'noId' : 'noName', {
        line,
        ...(id === undefined ? {} : { recordId: id }),
      });
      continue;
    }
    collector.entity(convertItem(entity, id, name, languages));
    if (withFacts) {
      const context = { itemId: id, name, labels, items, collector, place: { line, recordId: id } };
      for (const [property, statements] of Object.entries(asObject(entity.claims) ?? {})) {
        for (const statement of byRank(statements)) convertStatement(property, statement, context);
      }
    }
    if (collector.isFull) yield collector.take();
  }
  yield collector.take();
}

export function wikidataId(id: string): string {
  return `wikidata:${id}`;
}

async function* readEntities(
  open: OpenInput,
  options: ConversionOptions,
): AsyncGenerator<{ readonly entity: JsonObject; readonly line: number | undefined }> {
  for await (const { value, line } of readJsonItems(open, options)) {
    const wrapped = asObject(dig(value, 'entities'));
    for (const entity of wrapped ? Object.values(wrapped) : [value]) {
      const object = asObject(entity);
      if (object !== undefined) yield { entity: object, line };
    }
  }
}

/** The preferred ones, which say what holds now, before those of what held once. */
function byRank(statements: unknown): readonly unknown[] {
  const isPreferred = (statement: unknown) => dig(statement, 'rank') === 'preferred';
  return asList(statements).toSorted((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)));
}

function convertItem(item: JsonObject, id: string, name: string, languages: readonly string[]): Entity {
  const aliases = new Map<string, string | Alias>();
  for (const language of languages) {
    for (const alias of asList(dig(item.aliases, language))) {
      const text = tidy(dig(alias, 'value'), BOUNDS.name);
      if (text !== undefined && text !== name) aliases.set(text, text);
    }
  }
  for (const text of textsOf(item, 'P1448')) if (text !== name) aliases.set(text, text);
  for (const text of textsOf(item, 'P1813')) if (text !== name) aliases.set(text, { text, kind: 'short' });
  const names = languages.slice(1).flatMap((language) => {
    const label = tidy(dig(item.labels, language, 'value'), BOUNDS.name);
    return language === 'mul' || label === undefined || label === name ? [] : [[language, label] as const];
  });
  return compact({
    id: wikidataId(id),
    type: typeOf(item),
    name,
    description: tidy(chooseText(item.descriptions, languages), BOUNDS.description),
    aliases: [...aliases.values()].slice(0, BOUNDS.aliases),
    names: names.length > 0 ? Object.fromEntries(names) : undefined,
    sameAs: [
      `https://www.wikidata.org/wiki/${id}`,
      ...languages.flatMap((language) => articleOf(item, language)),
      ...asList(dig(item.claims, 'P856')).flatMap(
        (claim) => readUrl(dig(claim, 'mainsnak', 'datavalue', 'value')) ?? [],
      ),
    ].slice(0, BOUNDS.sameAs),
  });
}

function typeOf(item: JsonObject): EntityType {
  for (const claim of asList(dig(item.claims, 'P31'))) {
    const type = CLASS_TYPES.get(String(dig(claim, 'mainsnak', 'datavalue', 'value', 'id')));
    if (type !== undefined) return type;
  }
  return TELLING_PROPERTIES.find(([property]) => dig(item.claims, property) !== undefined)?.[1] ?? 'concept';
}

/** Monolingual texts of a property, e.g. short names. */
function textsOf(item: JsonObject, property: string): string[] {
  return asList(dig(item.claims, property)).flatMap(
    (claim) => tidy(dig(claim, 'mainsnak', 'datavalue', 'value', 'text'), BOUNDS.name) ?? [],
  );
}

/** Address of the Wikipedia article in a language, if there is one. */
function articleOf(item: JsonObject, language: string): string[] {
  const title = asText(dig(item.sitelinks, `${language.replaceAll('-', '_')}wiki`, 'title'));
  if (title === undefined) return [];
  return [`https://${language}.wikipedia.org/wiki/${encodeURIComponent(title.replaceAll(' ', '_'))}`];
}

function chooseText(texts: unknown, languages: readonly string[]): string | undefined {
  // English is what nearly every item has.
  for (const language of [...languages, 'en']) {
    const text = tidy(dig(texts, language, 'value'), BOUNDS.name);
    if (text !== undefined) return text;
  }
  return undefined;
}
