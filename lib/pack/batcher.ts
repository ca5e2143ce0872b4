import { type Entity, type Fact, PACK_FORMAT, type PackHeader, type Source } from '../model/fact-pack.ts';
import { Refusal, refuse } from './bytes.ts';
import type { ReadLimits } from './limits.ts';
import { createProblem, type Place, type ProblemLog, shorten } from './problems.ts';
import type { RecordKind } from './schema.ts';
import { checkShape, recordIdOf, shownValue } from './shape.ts';

/** A value that claims to be a record, and where it stands. */
export interface Candidate {
  readonly kind: RecordKind;
  readonly value: unknown;
  readonly place: Place;
  /** The value as it stands in the file, where that is JSON without line breaks of just this value. */
  readonly json?: string | undefined;
  /** See hygiene.ts: false when the record's JSON text is above suspicion. */
  readonly mayBeUnclean: boolean;
}

/** Some valid records of a pack, in the file's order within each kind; now and then none. */
export interface PackBatch {
  /** In the first batch, and only there. Missing if the header is faulty: then the log has an error. */
  readonly header?: PackHeader | undefined;
  readonly sources: readonly Source[];
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
  /** Where the records stand: one place for each, in the same order. */
  readonly places: {
    readonly sources: readonly Place[];
    readonly entities: readonly Place[];
    readonly facts: readonly Place[];
  };
  /** Ids of records that are there, but faulty: who refers to them does nothing wrong. */
  readonly faulty: readonly FaultyRecord[];
  /** JSON of the records, in the same order, where the file has it; undefined where it has to be written. */
  readonly jsons: {
    readonly sources: readonly (string | undefined)[];
    readonly entities: readonly (string | undefined)[];
    readonly facts: readonly (string | undefined)[];
  };
}

export interface FaultyRecord {
  readonly kind: Exclude<RecordKind, 'pack'>;
  readonly id: string;
  readonly place: Place;
}

/** Records in a batch: enough to make a transaction worthwhile, few enough to stay responsive. */
const BATCH_RECORDS = 1000;

/** Lets candidates of the right shape through and groups them into batches. */
export class Batcher {
  readonly #log: ProblemLog;
  readonly #limits: ReadLimits;
  #batch = createBatch();
  #size = 0;
  #records = 0;

  constructor(log: ProblemLog, limits: ReadLimits) {
    this.#log = log;
    this.#limits = limits;
  }

  /** Candidates met so far, faulty ones included. */
  get records(): number {
    return this.#records;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  get isFull(): boolean {
    return this.#size >= BATCH_RECORDS;
  }

  take(): PackBatch {
    const batch = this.#batch;
    this.#batch = createBatch();
    this.#size = 0;
    return batch;
  }

  /** @throws Refusal when going on makes no sense. */
  add({ kind, value, place, json, mayBeUnclean }: Candidate): void {
    const log = this.#log;
    this.#records += 1;
    this.#checkOrder(kind, value, place);
    const context = { place, log, mayBeUnclean, maxDepth: this.#limits.maxDepth };
    if (checkShape(kind, value, context)) this.#put(kind, value, placeOf(place, value), json);
    else this.#putFaulty(kind, value, place);
    if (this.#records > this.#limits.maxRecords) {
      throw refuse('too-many-records', { limit: this.#limits.maxRecords });
    }
  }

  /** The header comes first and once; a header of another format ends the reading. */
  #checkOrder(kind: RecordKind, value: unknown, place: Place): void {
    if (kind !== 'pack') {
      if (this.#records === 1) this.#log.add('header-missing', place, {});
      return;
    }
    if (this.#records > 1) {
      this.#log.add('header-repeated', place, {});
      return;
    }
    const format = Object.getOwnPropertyDescriptor(Object(value), 'format')?.value;
    if (format !== undefined && format !== PACK_FORMAT) {
      // A later format may differ in anything: its other "faults" would only confuse.
      throw new Refusal(createProblem('unknown-format', place, { format: shownValue(format) }));
    }
  }

  #putFaulty(kind: RecordKind, value: unknown, place: Place): void {
    const id: unknown = Object.getOwnPropertyDescriptor(Object(value), 'id')?.value;
    if (kind === 'pack' || typeof id !== 'string') return;
    this.#batch.faulty.push({ kind, id, place: { ...place, ...recordIdOf(value) } });
    this.#size += 1;
  }

  #put(kind: RecordKind, value: unknown, place: Place, json: string | undefined): void {
    const batch = this.#batch;
    this.#size += 1;
    // checkShape has just established the types.
    switch (kind) {
      case 'pack':
        if (this.#records === 1) batch.header = value as PackHeader;
        return;
      case 'source':
        batch.sources.push(value as Source);
        batch.places.sources.push(place);
        batch.jsons.sources.push(json);
        return;
      case 'entity':
        batch.entities.push(value as Entity);
        batch.places.entities.push(place);
        batch.jsons.entities.push(json);
        return;
      case 'fact':
        batch.facts.push(value as Fact);
        batch.places.facts.push(place);
        batch.jsons.facts.push(json);
    }
  }
}

/** Where a record stands whose shape was checked. Half a million of them are made: as plainly as can be. */
function placeOf({ line, path }: Place, value: unknown): Place {
  const { id } = value as { readonly id: string };
  return path === undefined ? { line, recordId: shorten(id) } : { line, path, recordId: shorten(id) };
}

function createBatch() {
  return {
    faulty: [] as FaultyRecord[],
    header: undefined as PackHeader | undefined,
    sources: [] as Source[],
    entities: [] as Entity[],
    facts: [] as Fact[],
    places: { sources: [] as Place[], entities: [] as Place[], facts: [] as Place[] },
    jsons: {
      sources: [] as (string | undefined)[],
      entities: [] as (string | undefined)[],
      facts: [] as (string | undefined)[],
    },
  };
}
