import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GazetteerEntry } from '../../../lib/gazetteer/compile.ts';
import { type Entity, entityAliases } from '../../../lib/model/fact-pack.ts';
import { DEFAULT_OPTIONS, generateRecords } from '../../generate-pack.ts';

/** Sizes of the dictionaries, in names; each holds the smaller ones. */
export const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
export type Size = (typeof SIZES)[number];

/** A paragraph, and the language that its page names. */
export interface BenchText {
  readonly text: string;
  readonly language: string;
}

/** What is measured with: the corpus's, or where there is none, invented by the project. */
export interface Material {
  /** Folder of the evaluation corpus. */
  readonly corpus?: string | undefined;
}

/** Sizes that the material has names for. */
export function sizesOf({ corpus }: Material): readonly Size[] {
  return corpus === undefined ? SIZES.filter((size) => size <= 100_000) : SIZES;
}

export function readTexts({ corpus }: Material): BenchText[] {
  if (corpus === undefined) return inventTexts();
  return readGzippedLines(path.join(corpus, 'pages/texts.jsonl.gz')).flatMap((line) => {
    const { lang, paras } = JSON.parse(line) as { lang: string; paras: string[] };
    return paras.map((text) => ({ text, language: lang }));
  });
}

/** Entities with so many distinct names between them. */
export function readEntities({ corpus }: Material, size: Size): Entity[] {
  if (corpus === undefined) return inventEntities(size);
  const label = size === 1_000_000 ? '1m' : `${size / 1_000}k`;
  return readGzippedLines(path.join(corpus, `dictionaries/names-${label}.jsonl.gz`))
    .map((line) => JSON.parse(line) as Entity & { record: string })
    .filter(({ record }) => record === 'entity');
}

/** What the store gives the compiler, derived names included. */
export function* entriesOf(entities: readonly Entity[]): Generator<GazetteerEntry> {
  for (const [ordinal, entity] of entities.entries()) {
    yield { ordinal, type: entity.type, aliases: entityAliases(entity) };
  }
}

/** Names as written, each once: what the other matchers are built from. */
export function namesOf(entities: readonly Entity[]): string[] {
  return [...new Set(entities.flatMap((entity) => entityAliases(entity).map(({ text }) => text)))];
}

function readGzippedLines(file: string): string[] {
  return gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
}

function inventEntities(size: Size): Entity[] {
  const entities: Entity[] = [];
  const options = { ...DEFAULT_OPTIONS, entities: size, facts: 0, sources: 0 };
  let names = 0;
  for (const record of generateRecords(options)) {
    if (record.record !== 'entity') continue;
    names += entityAliases(record).length;
    if (names > size) break;
    entities.push(record);
  }
  return entities;
}

const SENTENCES = [
  'Nobody at the meeting could say how the plan would be paid for, or who had asked for it.',
  'After a long day, the three of them walked home along the river and said very little.',
  'The report, which runs to some forty pages, names %, but not the people who work there.',
  'It isn’t clear whether % will stay; others have left since the spring of 2019.',
  '“We are pleased,” wrote % in a short note to the staff – and then nothing more was heard.',
  'Prices rose by 3.5 percent, the highest figure since records began in 1,998 towns and villages.',
];

/** Running text in which one sentence in two has a name, every other one of them in the dictionaries. */
function inventTexts(): BenchText[] {
  const names = namesOf(inventEntities(1_000));
  return Array.from({ length: 6_000 }, (_, paragraph) => {
    const name = paragraph % 2 === 0 ? (names[paragraph % names.length] as string) : `Nobody ${paragraph}`;
    const sentences = [0, 1, 2].map((n) => SENTENCES[(paragraph + n) % SENTENCES.length] as string);
    return { text: sentences.join(' ').replaceAll('%', name), language: 'en' };
  });
}
