import type { Entity, Fact } from '../model/fact-pack.ts';
import { AliasCheck, type IsCommonWord } from './check/aliases.ts';
import { References } from './check/references.ts';
import { Supersession } from './check/supersession.ts';
import { joinPath } from './paths.ts';
import type { Place, ProblemLog } from './problems.ts';
import { type PackBatch, type ReadOptions, readPack } from './read.ts';

/** A quotation longer than this is reported: it is an excerpt rather than a proof. UTF-16 code units. */
export const LONG_QUOTE_LENGTH = 600;

export interface CheckOptions {
  readonly log: ProblemLog;
  /** ISO 8601 date of today; without it no date is taken to be in the future. */
  readonly today?: string | undefined;
  /** Without it names are not compared with ordinary words. */
  readonly isCommonWord?: IsCommonWord | undefined;
}

/**
 * Checks what records mean together: ids, references, dates, supersession, names. Takes the records
 * batch by batch, in any order; what refers may come before what it refers to. Memory: 20 to 40 bytes
 * an id and twice that a name, never the records themselves.
 */
export class PackChecker {
  readonly #log: ProblemLog;
  readonly #today: string | undefined;
  readonly #sources: References;
  readonly #entities: References;
  readonly #facts: References;
  readonly #supersession: Supersession;
  readonly #aliases: AliasCheck;
  #language = 'und';

  constructor({ log, today, isCommonWord }: CheckOptions) {
    this.#log = log;
    this.#today = today;
    this.#sources = new References('source', log);
    this.#entities = new References('entity', log);
    this.#facts = new References('fact', log);
    this.#supersession = new Supersession(log);
    this.#aliases = new AliasCheck(log, isCommonWord);
  }

  add(batch: PackBatch): void {
    if (batch.header !== undefined) this.#language = batch.header.language;
    const references = { source: this.#sources, entity: this.#entities, fact: this.#facts };
    for (const { kind, id, place } of batch.faulty) references[kind].define(id, place);
    const { places, sources, entities, facts } = batch;
    for (let index = 0; index < sources.length; index++) {
      const source = sources[index]!;
      const place = places.sources[index] ?? {};
      this.#sources.define(source.id, place);
      this.#checkPast(source.published, 'published', place);
      this.#checkPast(source.accessed, 'accessed', place);
    }
    for (let index = 0; index < entities.length; index++) {
      this.#addEntity(entities[index]!, places.entities[index] ?? {});
    }
    for (let index = 0; index < facts.length; index++) {
      this.#addFact(facts[index]!, places.facts[index] ?? {});
    }
  }

  /** The pack is at its end: reports what only then can be known. */
  finish(): void {
    this.#sources.finish();
    this.#entities.finish();
    this.#facts.finish();
    this.#supersession.finish();
    this.#aliases.finish();
    // A pack whose records were all refused is not empty, it is faulty.
    if (this.#entities.definedCount === 0 && !this.#log.hasErrors) this.#log.add('empty-pack', {}, {});
  }

  #addEntity(entity: Entity, place: Place): void {
    this.#entities.define(entity.id, place);
    this.#aliases.add(entity, place, this.#language);
  }

  #addFact(fact: Fact, place: Place): void {
    const ordinal = this.#facts.define(fact.id, place);
    const { about, sources, supersedes = NONE, contradicts = NONE } = fact;
    for (let index = 0; index < about.length; index++) {
      this.#entities.refer(about[index]!, place, ['about', index]);
    }
    if (fact.value?.type === 'entity') this.#entities.refer(fact.value.entity, place, ['value', 'entity']);
    for (let index = 0; index < sources.length; index++) {
      const { source, quote } = sources[index]!;
      this.#sources.refer(source, place, ['sources', index, 'source']);
      const length = quote?.length ?? 0;
      if (length > LONG_QUOTE_LENGTH) {
        const at = placeOf(place, 'sources', index, 'quote');
        this.#log.add('quote-long', at, { length, limit: LONG_QUOTE_LENGTH });
      }
    }
    for (let index = 0; index < supersedes.length; index++) {
      const older = this.#facts.refer(supersedes[index]!, place, ['supersedes', index], 'relation');
      this.#supersession.add(ordinal, older, fact.id, place);
    }
    for (let index = 0; index < contradicts.length; index++) {
      const id = contradicts[index]!;
      if (id === fact.id) this.#log.add('contradicts-itself', placeOf(place, 'contradicts', index), {});
      else this.#facts.refer(id, place, ['contradicts', index], 'relation');
    }
    this.#checkDates(fact, place);
  }

  #checkDates({ status, asOf, validFrom, validTo }: Fact, place: Place): void {
    if (validFrom !== undefined && validTo !== undefined && isAfter(validFrom, validTo)) {
      const path = joinPath(place.path, ['validTo']);
      this.#log.add('dates-reversed', { ...place, path }, { from: validFrom, to: validTo });
    }
    // A plan may well be dated by the day it is for.
    if (status !== 'planned') this.#checkPast(asOf, 'asOf', place);
  }

  #checkPast(date: string | undefined, field: string, place: Place): void {
    if (date === undefined || this.#today === undefined || !isAfter(date, this.#today)) return;
    this.#log.add('date-in-future', { ...place, path: joinPath(place.path, [field]) }, { date });
  }
}

const NONE: readonly string[] = [];

function placeOf(place: Place, ...steps: PropertyKey[]): Place {
  return { ...place, path: joinPath(place.path, steps) };
}

/** Whether all of one reduced date lies after the other: "2026-03" is not after "2026". */
export function isAfter(a: string, b: string): boolean {
  return a > b && !a.startsWith(b);
}

/**
 * {@link readPack} with {@link PackChecker}: yields batches as they come; once it has ended, the log
 * holds everything that is wrong. So an import can stage batches while it reads, and drops them if
 * the log has errors at the end.
 */
export async function* readCheckedPack(
  stream: ReadableStream<Uint8Array>,
  options: ReadOptions & Omit<CheckOptions, 'log'>,
): AsyncGenerator<PackBatch> {
  const checker = new PackChecker(options);
  for await (const batch of readPack(stream, options)) {
    checker.add(batch);
    yield batch;
  }
  checker.finish();
}
