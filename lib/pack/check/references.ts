import { joinPath } from '../paths.ts';
import type { Place, ProblemLog, ReferredKind } from '../problems.ts';
import { shorten } from '../problems.ts';
import { IdTable, OrdinalNumbers } from './id-table.ts';

/**
 * References that wait for their record, at most: those that come before what they refer to. Each
 * costs memory until its record comes. A pack whose sources and entities come first has hardly any.
 */
export const MAX_AWAITED = 500_000;

/** Stored for a record whose line is not known. */
const UNKNOWN_LINE = 0xffffffff;

interface Awaited {
  readonly id: string;
  /** Of the first reference. */
  readonly place: Place;
  count: number;
}

/** Ids of one kind of record: which exist, which are referred to but have not come yet. */
export class References {
  readonly #kind: ReferredKind;
  readonly #log: ProblemLog;
  readonly #maxAwaited: number;
  readonly #ids = new IdTable();
  /** By ordinal: the line of the record, 0 if there is none yet. */
  readonly #lines = new OrdinalNumbers();
  /** References that stop an import when they stay open, and relations that do not. By ordinal. */
  readonly #awaited = { reference: new Map<number, Awaited>(), relation: new Map<number, Awaited>() };
  #isOverflowing = false;

  constructor(kind: ReferredKind, log: ProblemLog, maxAwaited = MAX_AWAITED) {
    this.#kind = kind;
    this.#log = log;
    this.#maxAwaited = maxAwaited;
  }

  get definedCount(): number {
    return this.#definedCount;
  }
  #definedCount = 0;

  /** A record with this id; a second one is a problem. @returns the ordinal of the id. */
  define(id: string, place: Place): number {
    const ordinal = this.#ids.intern(id);
    const line = this.#lines.get(ordinal);
    if (line !== 0) {
      const firstLine = line === UNKNOWN_LINE ? 0 : line;
      this.#log.add('duplicate-id', place, { kind: this.#kind, id: shorten(id), firstLine });
      return ordinal;
    }
    this.#definedCount += 1;
    this.#lines.set(ordinal, place.line ?? UNKNOWN_LINE);
    // Deleting from an empty map costs as much as from a full one, and most packs await nothing.
    if (this.#awaited.reference.size > 0) this.#awaited.reference.delete(ordinal);
    if (this.#awaited.relation.size > 0) this.#awaited.relation.delete(ordinal);
    return ordinal;
  }

  /**
   * A mention of this id that needs a record with it, before or after.
   *
   * @param steps From the record at `place` to the field that refers.
   * @param importance A missing *reference* leaves a fact without its subject or source and is an
   *   error; a missing *relation* (to a fact that was replaced or denied) takes nothing from the
   *   fact that names it and is a warning.
   */
  refer(
    id: string,
    place: Place,
    steps: readonly PropertyKey[],
    importance: 'reference' | 'relation' = 'reference',
  ): number {
    const ordinal = this.#ids.intern(id);
    if (this.#lines.get(ordinal) !== 0) return ordinal;
    const awaited = this.#awaited[importance];
    const known = awaited.get(ordinal);
    if (known !== undefined) {
      known.count += 1;
      return ordinal;
    }
    if (awaited.size >= this.#maxAwaited) {
      if (!this.#isOverflowing) this.#log.add('too-many-references', place, { limit: this.#maxAwaited });
      this.#isOverflowing = true;
      return ordinal;
    }
    awaited.set(ordinal, { id, place: { ...place, path: joinPath(place.path, steps) }, count: 1 });
    return ordinal;
  }

  /** The pack is at its end: what is still awaited will not come. */
  finish(): void {
    // Past the limit some references were not noted; the ones that were say nothing reliable.
    if (this.#isOverflowing) return;
    for (const { id, place, count } of this.#awaited.reference.values()) {
      this.#log.add('dangling-reference', place, { kind: this.#kind, id: shorten(id), count });
    }
    for (const { id, place, count } of this.#awaited.relation.values()) {
      this.#log.add('dangling-relation', place, { id: shorten(id), count });
    }
  }
}
