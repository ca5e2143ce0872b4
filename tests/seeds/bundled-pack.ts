import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entity, Fact, PackHeader, Source } from '../../lib/model/fact-pack.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../seeds/openai-mega-round');

const readSeed = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');

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
