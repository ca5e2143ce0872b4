import type { Dossier, DossierFact } from '../model/dossier.ts';
import type { Entity, FactValue } from '../model/fact-pack.ts';
import { identityAddresses } from '../model/identity.ts';
import { IdTable } from './check/id-table.ts';
import { compareFields } from './plan.ts';

/** Two packs give different values for the same property of the same entity. */
export interface PackConflict {
  readonly entity: { readonly id: string; readonly name: string };
  readonly property: string;
  readonly ours: DossierFact;
  readonly theirs: DossierFact;
}

/** Dossiers that can be walked more than once, in any order. */
export type DossierWalk = () => AsyncIterable<readonly Dossier[]>;

export interface ConflictOptions {
  /** Conflicts after which the search stops. Default 200. */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Facts of other packs that are held for comparison, at most; it bounds memory at about 100 MB. */
const MAX_HELD_FACTS = 100_000;

/** Amounts that a source calls approximate agree if they differ by no more than this share. */
const APPROXIMATE_SHARE = 0.05;

/**
 * Where a pack contradicts other packs: the same entity (by id or a common `sameAs`), the same
 * property, at a time that may be the same, a different value. Retracted and superseded facts are
 * left out.
 *
 * Walks `ours` twice and `theirs` once; holds 20 bytes for each of our ids and addresses, and those
 * facts of the other packs that are about our entities.
 */
export async function findConflicts(
  ours: DossierWalk,
  theirs: readonly DossierWalk[],
  { limit = 200, signal }: ConflictOptions = {},
): Promise<readonly PackConflict[]> {
  const ourKeys = new IdTable();
  for await (const { entity } of each(ours, signal))
    for (const key of identityKeys(entity)) ourKeys.intern(key);

  const theirFacts = new Map<string, DossierFact[]>();
  let held = 0;
  for (const walk of theirs) {
    for await (const dossier of each(walk, signal)) {
      const keys = identityKeys(dossier.entity).filter((key) => ourKeys.find(key) >= 0);
      if (keys.length === 0) continue;
      for (const fact of comparableFacts(dossier)) {
        if (++held > MAX_HELD_FACTS) break;
        for (const key of keys) push(theirFacts, factKey(key, fact.property), fact);
      }
    }
  }
  if (held === 0) return [];

  const conflicts: PackConflict[] = [];
  for await (const dossier of each(ours, signal)) {
    const { entity } = dossier;
    for (const fact of comparableFacts(dossier)) {
      const candidates = identityKeys(entity).flatMap(
        (key) => theirFacts.get(factKey(key, fact.property)) ?? [],
      );
      // The same entity can be found by its id and by several addresses.
      for (const other of new Set(candidates)) {
        if (!disagree(fact, other)) continue;
        const { id, name } = entity;
        conflicts.push({ entity: { id, name }, property: fact.property, ours: fact, theirs: other });
        if (conflicts.length >= limit) return conflicts;
      }
    }
  }
  return conflicts;
}

type ComparableFact = DossierFact & { readonly property: string; readonly value: FactValue };
type Dated = Pick<DossierFact, 'asOf' | 'validFrom' | 'validTo' | 'value'>;

/** Whether two facts about one property cannot both be right: different values at a time that may be the same. */
export function disagree(a: Dated, b: Dated): boolean {
  return (
    a.value !== undefined && b.value !== undefined && mayBeSameTime(a, b) && !isSameValue(a.value, b.value)
  );
}

/** Facts whose subject the entity is, that can be compared and still stand. */
function comparableFacts({ entity, facts }: Dossier): ComparableFact[] {
  const superseded = new Set(facts.flatMap((fact) => fact.supersedes ?? []));
  return facts.filter(
    (fact): fact is ComparableFact =>
      fact.about[0] === entity.id &&
      fact.property !== undefined &&
      fact.value !== undefined &&
      fact.status !== 'retracted' &&
      !superseded.has(fact.id),
  );
}

function mayBeSameTime(a: Dated, b: Dated): boolean {
  if (a.asOf !== undefined && b.asOf !== undefined && !isSameDate(a.asOf, b.asOf)) return false;
  const endsBefore = (first: Dated, second: Dated) =>
    first.validTo !== undefined &&
    second.validFrom !== undefined &&
    !isSameDate(first.validTo, second.validFrom) &&
    first.validTo < second.validFrom;
  return !endsBefore(a, b) && !endsBefore(b, a);
}

/** Reduced dates are the same as far as both tell. */
function isSameDate(a: string, b: string): boolean {
  const precision = Math.min(a.length, b.length);
  return a.slice(0, precision) === b.slice(0, precision);
}

function isSameValue(a: FactValue, b: FactValue): boolean {
  if (a.type === 'date' && b.type === 'date') return isSameDate(a.date, b.date);
  if (isAmount(a) && isAmount(b)) {
    return compareFields(unitOf(a), unitOf(b)).length === 0 && rangesMeet(a, b);
  }
  return compareFields(a, b).length === 0;
}

type Amount = Extract<FactValue, { amount: number }>;

function isAmount(value: FactValue): value is Amount {
  return value.type === 'money' || value.type === 'quantity';
}

/** What an amount counts: amounts of different things are different, whatever the numbers. */
function unitOf({ amount: _amount, approx: _approx, bound: _bound, ...rest }: Amount): object {
  return rest;
}

/** Whether one number can be both: "up to 40" and "at least 30" can be the same, "up to 40" and 50 cannot. */
function rangesMeet(a: Amount, b: Amount): boolean {
  const isLoose = a.approx === true || b.approx === true;
  const tolerance = isLoose ? APPROXIMATE_SHARE * Math.max(Math.abs(a.amount), Math.abs(b.amount)) : 0;
  const lowest = ({ amount, bound }: Amount) => (bound === 'at-most' ? -Infinity : amount);
  const highest = ({ amount, bound }: Amount) => (bound === 'at-least' ? Infinity : amount);
  return lowest(a) - highest(b) <= tolerance && lowest(b) - highest(a) <= tolerance;
}

/** What an entity goes by beyond its pack. */
function identityKeys(entity: Entity): string[] {
  return [`id ${entity.id}`, ...identityAddresses(entity).map((address) => `at ${address}`)];
}

function factKey(identity: string, property: string): string {
  return `${identity} ${property}`;
}

async function* each(walk: DossierWalk, signal: AbortSignal | undefined): AsyncGenerator<Dossier> {
  for await (const batch of walk()) {
    signal?.throwIfAborted();
    yield* batch;
  }
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
