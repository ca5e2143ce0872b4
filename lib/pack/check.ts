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
    for (const [index, source] of batch.sources.entries()) {
      const place = batch.places.sources[index] ?? {};
      this.#sources.define(source.id, place);
      this.#checkPast(source.published, 'published', place);
      this.#checkPast(source.accessed, 'accessed', place);
    }
    for (const [index, entity] of batch.entities.entries()) {
      this.#addEntity(entity, batch.places.entities[index] ?? {});
    }
    for (const [index, fact] of batch.facts.entries()) {
      this.#addFact(fact, batch.places.facts[index] ?? {});
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
    const at = (...steps: PropertyKey[]): Place => ({ ...place, path: joinPath(place.path, steps) });

    for (const [index, id] of fact.about.entries()) this.#entities.refer(id, place, ['about', index]);
    if (fact.value?.type === 'entity') this.#entities.refer(fact.value.entity, place, ['value', 'entity']);
    for (const [index, citation] of fact.sources.entries()) {
      this.#sources.refer(citation.source, place, ['sources', index, 'source']);
      const length = citation.quote?.length ?? 0;
      if (length > LONG_QUOTE_LENGTH) {
        this.#log.add('quote-long', at('sources', index, 'quote'), { length, limit: LONG_QUOTE_LENGTH });
      }
    }
    for (const [index, id] of (fact.supersedes ?? []).entries()) {
      const older = this.#facts.refer(id, place, ['supersedes', index], 'relation');
      this.#supersession.add(ordinal, older, fact.id, place);
    }
    for (const [index, id] of (fact.contradicts ?? []).entries()) {
      if (id === fact.id) this.#log.add('contradicts-itself', at('contradicts', index), {});
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

/** Whether all of one reduced date lies after the other: "2026-03" is not after "2026". */
export function isAfter(a: string, b: string): boolean {
  const precision = Math.min(a.length, b.length);
  return a.slice(0, precision) > b.slice(0, precision);
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
