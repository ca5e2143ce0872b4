import type { Entity, Fact, PackHeader, PackRecord, Source } from '../../model/fact-pack.ts';
import { IdTable, OrdinalNumbers } from '../check/id-table.ts';
import { BOUNDS } from '../limits.ts';
import type { ConversionObstacle, Place, ProblemLog } from '../problems.ts';
import { sourceSchema } from '../schema.ts';

/** What a converter is told and where it reports. */
export interface ConversionOptions {
  /** Header of the pack to make. */
  readonly header: PackHeader;
  /** Gets a warning for everything that cannot be converted, and errors of the input as a whole. */
  readonly log: ProblemLog;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly bytes: number }) => void) | undefined;
}

/** Opens the input; called once for each time that a converter has to walk it. */
export type OpenInput = () => Promise<ReadableStream<Uint8Array>> | ReadableStream<Uint8Array>;

const BATCH_RECORDS = 500;

/** Collects records: each id once, in batches, sources before the facts that cite them. */
export class RecordCollector {
  readonly #ids = { source: new IdTable(), entity: new IdTable(), fact: new IdTable() };
  readonly #holders = new IdHolders();
  readonly #log: ProblemLog;
  #records: PackRecord[] = [];

  constructor({ header, log }: ConversionOptions) {
    this.#log = log;
    this.#records.push({ record: 'pack', ...header });
  }

  /** Keeps an id that the input gives from those that are made of other names. */
  reserve(id: string, name: string): void {
    this.#holders.holds(id, name);
  }

  /**
   * An id for what the input knows by its name alone: the same for each spelling in other letter case or
   * spacing. "C" → "c"; where that is another's, a hash of the name tells them apart: "C++" → "c-4c20a68b".
   */
  idOf(name: string, prefix = ''): string {
    const id = prefix + slugOf(name);
    return this.#holders.holds(id, name) ? id : `${id}-${hashOf(foldName(name)).slice(0, 8)}`;
  }

  /** @returns the source's id. */
  source(source: Source): string {
    if (this.#isNew('source', source.id)) this.#records.push({ record: 'source', ...source });
    return source.id;
  }

  /** @returns false if there is one of this id already; the first counts. */
  entity(entity: Entity): boolean {
    const isNew = this.#isNew('entity', entity.id);
    if (isNew) this.#records.push({ record: 'entity', ...entity });
    return isNew;
  }

  fact(fact: Fact): boolean {
    const isNew = this.#isNew('fact', fact.id);
    if (isNew) this.#records.push({ record: 'fact', ...fact });
    return isNew;
  }

  /** Says that something of the input is left out. */
  skip(reason: ConversionObstacle, place: Place): void {
    this.#log.add('not-converted', place, { reason });
  }

  get isFull(): boolean {
    return this.#records.length >= BATCH_RECORDS;
  }

  take(): readonly PackRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #isNew(kind: 'source' | 'entity' | 'fact', id: string): boolean {
    const table = this.#ids[kind];
    const known = table.size;
    table.intern(id);
    return table.size > known;
  }
}

/** Which name came first for an id. */
class IdHolders {
  readonly #ids = new IdTable();
  readonly #names = new IdTable();
  /** By number of the id: the number of the name, plus 1. */
  readonly #holders = new OrdinalNumbers();

  /** Whether the id is this name's; it is if it was nobody's. */
  holds(id: string, name: string): boolean {
    const number = this.#ids.intern(id);
    const holder = this.#names.intern(foldName(name)) + 1;
    const known = this.#holders.get(number);
    if (known === 0) this.#holders.set(number, holder);
    return known === 0 || known === holder;
  }
}

/** What two spellings of one name have in common; unlike their slugs, it keeps every sign. */
function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** One line, within a bound: what is too long ends in "…". Undefined if nothing is left. */
export function tidy(text: unknown, maxLength: number): string | undefined {
  if (typeof text !== 'string' && typeof text !== 'number') return undefined;
  const line = String(text)
    .toWellFormed()
    // The reader refuses or reports control characters and those that turn the direction of a text.
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\s]+/gu, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length > maxLength
    ? `${line
        .slice(0, maxLength - 1)
        .toWellFormed()
        .trimEnd()}…`
    : line;
}

/** A date reduced to what format 1 takes: the day of a timestamp. Undefined if it is none. */
export function readDate(text: unknown): string | undefined {
  const [, date] =
    /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*)?$/.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  return date !== undefined && sourceSchema.shape.published.safeParse(date).success ? date : undefined;
}

/** A web address that format 1 takes, or undefined. */
export function readUrl(text: unknown): string | undefined {
  const url = typeof text === 'string' ? text.trim() : '';
  return url !== '' && sourceSchema.shape.url.safeParse(url).success ? url : undefined;
}

/** An id made of a name: letters and digits of any script, the rest as hyphens. "Kranfeld & Co." → "kranfeld-co" */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug.slice(0, BOUNDS.id - 20).toWellFormed() || hashOf(name);
}

/** 64 bits in hexadecimal that are the same for the same text: an id that survives a new conversion. */
export function hashOf(...parts: readonly string[]): string {
  let low = 0x811c9dc5;
  let high = 0x41c6ce57;
  for (const unit of Array.from(parts.join('\u0000'), (character) => character.codePointAt(0) ?? 0)) {
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5f356495) + 0x27d4eb2f;
  }
  return [low ^ (high >>> 15), high ^ (low >>> 13)]
    .map((half) => (half >>> 0).toString(16).padStart(8, '0'))
    .join('');
}

/** The object without fields that are undefined or empty lists. */
export function compact<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T;
}
