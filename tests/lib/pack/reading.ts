import type { Entity, Fact, PackHeader, Source } from '../../../lib/model/fact-pack.ts';
import { readCheckedPack } from '../../../lib/pack/check.ts';
import type { ReadLimits } from '../../../lib/pack/limits.ts';
import { type PackProblem, ProblemLog } from '../../../lib/pack/problems.ts';
import { readPack } from '../../../lib/pack/read.ts';

/** Everything that a reading gave, for tests of small packs. */
export interface Reading {
  readonly header: PackHeader | undefined;
  readonly sources: readonly Source[];
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
  readonly problems: readonly PackProblem[];
  /** "code at place": the problems in short. */
  readonly summary: readonly string[];
}

export interface ReadingOptions {
  readonly limits?: Partial<ReadLimits>;
  readonly today?: string;
  readonly isCommonWord?: (name: string, language: string) => boolean;
  /** Bytes in one chunk of the stream. */
  readonly chunkSize?: number;
}

/** Reads the shape alone. */
export function read(input: string | Uint8Array, options: ReadingOptions = {}): Promise<Reading> {
  return collect(input, options, readPack);
}

/** Reads shape and meaning. */
export function check(input: string | Uint8Array, options: ReadingOptions = {}): Promise<Reading> {
  return collect(input, options, readCheckedPack);
}

async function collect(
  input: string | Uint8Array,
  { chunkSize, ...options }: ReadingOptions,
  reader: typeof readCheckedPack,
): Promise<Reading> {
  const problems: PackProblem[] = [];
  const log = new ProblemLog((problem) => problems.push(problem));
  let header: PackHeader | undefined;
  const sources: Source[] = [];
  const entities: Entity[] = [];
  const facts: Fact[] = [];
  for await (const batch of reader(streamOf(input, chunkSize), { ...options, log })) {
    header ??= batch.header;
    sources.push(...batch.sources);
    entities.push(...batch.entities);
    facts.push(...batch.facts);
  }
  return { header, sources, entities, facts, problems, summary: problems.map(summarise) };
}

export function summarise({ code, place }: PackProblem): string {
  const where = [
    place.line === undefined ? '' : `line ${place.line}`,
    place.path === undefined || place.path === '$' ? '' : place.path,
  ];
  return [code, ...where.filter(Boolean)].join(' ');
}

export function streamOf(input: string | Uint8Array, chunkSize = 65_536): ReadableStream<Uint8Array> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + chunkSize));
      at += chunkSize;
    },
  });
}

export async function gzip(input: string | Uint8Array): Promise<Uint8Array> {
  const stream = streamOf(input).pipeThrough(
    new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

/** JSON Lines of these records. */
export function lines(...records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

export const HEADER = {
  record: 'pack',
  format: 'fact-pack/1',
  id: 'example.harbour',
  version: '1.0.0',
  title: 'The harbour of Northby',
  language: 'en',
};

export const SOURCE = { record: 'source', id: 's:gazette', title: 'Cranes for Northby, The Gazette' };

export const ENTITY = { record: 'entity', id: 'org:cranefield', type: 'organization', name: 'Cranefield' };

export const FACT = {
  record: 'fact',
  id: 'f:order',
  about: ['org:cranefield'],
  statement: 'Cranefield ordered three cranes.',
  status: 'reported',
  sources: [{ source: 's:gazette', quote: 'ordered three cranes' }],
};
