/**
 * Writes a large invented pack as JSON Lines, for benchmarks and kill tests. The same options give the
 * same bytes. Nothing in it is about the real world.
 *
 *   npx node scripts/generate-pack.ts --out big.jsonl.gz
 *   npx node scripts/generate-pack.ts --entities 1000 --facts 5000 --edition 2 --out small.jsonl
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import {
  ENTITY_TYPES,
  type Entity,
  FACT_STATUSES,
  type Fact,
  type FactValue,
  PACK_FORMAT,
  type PackRecord,
  type Source,
} from '../lib/model/fact-pack.ts';
import { createRandom } from './random.ts';
import { readCount } from './setup/command-line.ts';
import { runMain, SetupError } from './setup/project.ts';

export interface GeneratorOptions {
  readonly entities: number;
  readonly facts: number;
  readonly sources: number;
  /** Another seed, another world. */
  readonly seed: number;
  /** Each edition after the first has a fiftieth of the facts reworded, and others come and go. */
  readonly edition: number;
}

export const DEFAULT_OPTIONS: GeneratorOptions = {
  entities: 100_000,
  facts: 500_000,
  sources: 20_000,
  seed: 1,
  edition: 1,
};

/** Every record of the pack, the header first. */
export function* generateRecords(options: GeneratorOptions): Generator<PackRecord> {
  const { entities, facts, sources, seed, edition } = options;
  yield {
    record: 'pack',
    format: PACK_FORMAT,
    id: `generated.${seed}-${entities}-${facts}`,
    version: `${edition}.0.0`,
    title: `${entities} invented entities with ${facts} facts`,
    language: 'en',
    license: 'CC0-1.0',
    publisher: { name: 'Factmark generator' },
  };
  for (let i = 0; i < sources; i++) yield { record: 'source', ...createSource(i, seed) };
  for (let i = 0; i < entities; i++) yield { record: 'entity', ...createEntity(i, seed) };
  for (let i = 0; i < facts; i++) {
    const fact = createFact(i, options);
    if (fact) yield { record: 'fact', ...fact };
  }
}

function createSource(i: number, seed: number): Source {
  const random = randomOf(seed, 1, i);
  return {
    id: `source:${i}`,
    title: `${inventName(random)} ${pick(random, PAPERS)}, no. ${1 + below(random, 400)}`,
    publisher: `${inventName(random)} ${pick(random, PAPERS)}`,
    url: `https://${inventName(random).toLowerCase()}.example/${i}`,
    published: inventDate(random),
  };
}

function nameOf(i: number, seed: number): { readonly first: string; readonly last: string } {
  const random = randomOf(seed, 2, i);
  return { first: inventName(random), last: inventName(random) };
}

function createEntity(i: number, seed: number): Entity {
  const random = randomOf(seed, 3, i);
  const { first, last } = nameOf(i, seed);
  const type = ENTITY_TYPES[below(random, ENTITY_TYPES.length)]!;
  return {
    id: `entity:${i}`,
    type,
    name: `${first} ${last}`,
    description: `${first} ${last} is a ${pick(random, KINDS)} in ${inventName(random)}, known for its ${pick(random, THINGS)}.`,
    aliases: [
      `${first} ${last} ${pick(random, FORMS)}`,
      { text: `${first[0]}${last[0]}${i}`, kind: 'acronym' },
    ],
    context: [pick(random, THINGS), inventName(random)],
    prominence: Math.round(random() * 1000) / 1000,
  };
}

function createFact(i: number, { entities, sources, seed, edition }: GeneratorOptions): Fact | undefined {
  const random = randomOf(seed, 4, i);
  // Which edition this fact came with, went with, or was last reworded in.
  const turn = below(random, 50);
  if (edition > 1 && turn === edition % 50) return undefined;
  const isReworded = edition > 1 && turn === (edition + 1) % 50;
  const subject = below(random, entities);
  const other = below(random, entities);
  const { first, last } = nameOf(subject, seed);
  const object = nameOf(other, seed);
  const thing = pick(random, THINGS);
  const statement = `${first} ${last} ${pick(random, VERBS)} ${1 + below(random, 9000)} ${thing} with ${object.first} ${object.last}`;
  return {
    id: `fact:${i}`,
    about: random() < 0.5 ? [`entity:${subject}`] : [`entity:${subject}`, `entity:${other}`],
    property: `${thing}.total`,
    statement: `${statement}${isReworded ? `, according to edition ${edition}` : ''}.`,
    value: inventValue(random, thing),
    status: FACT_STATUSES[below(random, FACT_STATUSES.length)]!,
    asOf: inventDate(random),
    sources: [
      {
        source: `source:${below(random, sources)}`,
        quote: `${first} ${thing}, as agreed with ${object.last}`,
      },
    ],
  };
}

function inventValue(random: () => number, thing: string): FactValue {
  const amount = below(random, 1_000_000);
  switch (below(random, 3)) {
    case 0:
      return { type: 'money', amount, currency: 'EUR', approx: true };
    case 1:
      return { type: 'quantity', amount, unit: thing };
    default:
      return { type: 'date', date: inventDate(random) };
  }
}

function inventName(random: () => number): string {
  let name = '';
  const syllables = 2 + below(random, 2);
  for (let i = 0; i < syllables; i++) name += pick(random, ONSETS) + pick(random, VOWELS);
  return name[0]!.toUpperCase() + name.slice(1) + pick(random, CODAS);
}

function inventDate(random: () => number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${2000 + below(random, 25)}-${two(1 + below(random, 12))}-${two(1 + below(random, 28))}`;
}

function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[below(random, choices.length)]!;
}

function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit);
}

/** Random numbers for one record: its stream says of which kind it is. */
function randomOf(seed: number, stream: number, index: number): () => number {
  return createRandom(
    Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35),
  );
}

const ONSETS = [
  'b',
  'br',
  'd',
  'dr',
  'f',
  'g',
  'gl',
  'h',
  'k',
  'kr',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
  'z',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ae', 'ei', 'ou'];
const CODAS = ['', 'l', 'm', 'n', 'nd', 'r', 'rk', 's', 'th', 'x'];
const PAPERS = ['Gazette', 'Courier', 'Register', 'Bulletin', 'Observer', 'Chronicle'];
const KINDS = ['shipyard', 'singer', 'valley', 'loom', 'festival', 'theatre', 'brewery', 'guild'];
const THINGS = [
  'barges',
  'lanterns',
  'turbines',
  'orchards',
  'ledgers',
  'ferries',
  'kilns',
  'archives',
  'looms',
  'bridges',
];
const FORMS = ['Group', 'Company', 'House', 'Works', 'Society'];
const VERBS = ['delivered', 'ordered', 'restored', 'counted', 'exchanged', 'promised', 'lost', 'financed'];

/** The pack as JSON Lines, in pieces of some hundred, so that a stream is not handed every line by itself. */
export function* generateLines(options: GeneratorOptions): Generator<string> {
  let lines: string[] = [];
  for (const record of generateRecords(options)) {
    lines.push(`${JSON.stringify(record)}\n`);
    if (lines.length < 500) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      entities: { type: 'string', default: String(DEFAULT_OPTIONS.entities) },
      facts: { type: 'string', default: String(DEFAULT_OPTIONS.facts) },
      sources: { type: 'string', default: String(DEFAULT_OPTIONS.sources) },
      seed: { type: 'string', default: String(DEFAULT_OPTIONS.seed) },
      edition: { type: 'string', default: String(DEFAULT_OPTIONS.edition) },
    },
  });
  const { out } = values;
  if (out === undefined) throw new SetupError('Say where to write: --out FILE.jsonl or FILE.jsonl.gz');
  const lines = generateLines({
    entities: readCount('--entities', values.entities),
    facts: readCount('--facts', values.facts),
    sources: readCount('--sources', values.sources),
    seed: readCount('--seed', values.seed),
    edition: readCount('--edition', values.edition),
  });
  const text = Readable.from(lines);
  const file = createWriteStream(out);
  await (out.endsWith('.gz') ? pipeline(text, createGzip(), file) : pipeline(text, file));
  return 0;
}

if (import.meta.main) await runMain(main);
