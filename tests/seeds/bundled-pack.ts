import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Entity,
  entityAliases,
  type Fact,
  type PackHeader,
  type Source,
} from '../../lib/model/fact-pack.ts';

export const SEED_FOLDER = path.resolve(import.meta.dirname, '../../seeds/openai-mega-round');

const readSeed = (name: string) => readFileSync(path.join(SEED_FOLDER, name), 'utf8');

/** The bundled pack as it stands in its file: a header's fields, then the records. */
export interface PackDocument extends PackHeader {
  readonly $schema: string;
  readonly sources: readonly Source[];
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
}

export const PACK_TEXT = readSeed('pack.json');
export const PACK: PackDocument = JSON.parse(PACK_TEXT);
export const ARTICLE = readSeed('article.txt');
/** Paragraphs, headings and list items as lines; list items start with "- ". Locators count from 1. */
export const PARAGRAPHS = ARTICLE.split('\n');
export const ARTICLE_PAGE = readSeed('article.html');

/** The words of the article that a fact rests on first; further citations only explain them. */
export function mainQuote(fact: Fact): string {
  const quote = fact.sources[0]?.quote;
  if (quote === undefined) throw new Error(`Fact ${fact.id} has no quote`);
  return quote;
}

export interface NamedEntity {
  readonly entity: Entity;
  readonly name: string;
  /** UTF-16 offset in the text. */
  readonly start: number;
}

const ENTITY_BY_NAME = new Map(
  PACK.entities.flatMap((entity) => entityAliases(entity).map((alias) => [alias.text, entity] as const)),
);
const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const LONGEST_FIRST = [...ENTITY_BY_NAME.keys()].toSorted((a, b) => b.length - a.length);
const ANY_NAME = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${LONGEST_FIRST.map(escapeRegExp).join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/**
 * Where a text has a name of the pack to the letter, as whole words, the longest at each place: what a
 * careful reader would mark.
 */
export function findNames(text: string): NamedEntity[] {
  return [...text.matchAll(ANY_NAME)].map(({ 0: name, index: start }) => {
    const entity = ENTITY_BY_NAME.get(name);
    if (entity === undefined) throw new Error(`"${name}" is no name of the pack`);
    return { entity, name, start };
  });
}
