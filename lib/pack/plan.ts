import type { Dossier, DossierFact } from '../model/dossier.ts';
import type { PackHeader } from '../model/fact-pack.ts';
import { pairUp } from './pair-up.ts';
import { compareVersions } from './version.ts';

/** A field whose value differs. A side is undefined where the field is missing. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What an update does to an entity or a fact. `superseded`: a fact of the new version replaces it, be
 * it still there or not. `withdrawn`: it is still there, now as retracted. `removed`: it is gone.
 */
export type ChangeKind = 'added' | 'changed' | 'superseded' | 'withdrawn' | 'removed';

export interface PlannedChange {
  readonly subject: 'entity' | 'fact';
  readonly kind: ChangeKind;
  /** Id of the entity or fact. */
  readonly id: string;
  /** The entity, or the fact's subject. */
  readonly entity: { readonly id: string; readonly name: string };
  /** The fact's statement, new if there is one. */
  readonly statement?: string | undefined;
  /** Of a `changed` or `withdrawn` record. */
  readonly fields: readonly FieldChange[];
  /** Of a `superseded` fact: the id of the one that replaces it. */
  readonly supersededBy?: string | undefined;
}

export interface HeaderChange {
  /** A lower version is a downgrade: perhaps a mistake, perhaps an attack. */
  readonly version: 'first' | 'up' | 'down' | 'same';
  readonly fields: readonly FieldChange[];
}

export type ChangeCounts = Readonly<Record<ChangeKind | 'unchanged', number>>;

export interface UpdatePlan {
  readonly header: HeaderChange;
  readonly entities: ChangeCounts;
  readonly facts: ChangeCounts;
  /** The page of changes that was asked for, in the packs' order. */
  readonly changes: readonly PlannedChange[];
}

export interface PackVersion {
  readonly header: PackHeader;
  /** In ascending order of the entities' ids, no id twice, as `Generation.dossiers()` gives them. */
  readonly dossiers: AsyncIterable<readonly Dossier[]>;
}

export interface PlanOptions {
  /** The order of both versions' dossiers, e.g. the store's. */
  readonly compareIds: (a: string, b: string) => number;
  /** Which changes to list: those that it accepts, from `offset`, at most `limit`. */
  readonly page?: {
    readonly offset: number;
    readonly limit: number;
    readonly accepts?: ((change: PlannedChange) => boolean) | undefined;
  };
  readonly signal?: AbortSignal | undefined;
}

/** Changes listed unless asked otherwise. */
const PAGE_LIMIT = 200;

/**
 * What replacing one version of a pack by another would do. Walks both in parallel and keeps only
 * counts and one page, so memory is flat at any size.
 *
 * A fact counts with its subject, `about[0]`; if an update gives it another subject, it counts as
 * removed there and added here. Whether a fact supersedes another is seen among facts that share an
 * entity.
 *
 * @param before Undefined for a pack that is not installed: everything is added.
 */
export function planUpdate(
  before: PackVersion | undefined,
  after: PackVersion,
  { compareIds, ...options }: PlanOptions,
): Promise<UpdatePlan> {
  const pairs = pairUp(before?.dossiers ?? NOTHING, after.dossiers, compareIds);
  return planPairs(before?.header, after.header, inBatches(pairs), options);
}

/** Some entities as they were and as they will be; undefined on the side that lacks one. */
export interface PairBatch {
  readonly pairs: readonly (readonly [Dossier | undefined, Dossier | undefined])[];
  /** What was left out because it is the same; a fact counts with its subject. */
  readonly unchanged: { readonly entities: number; readonly facts: number };
}

async function* inBatches(
  pairs: AsyncIterable<readonly [Dossier | undefined, Dossier | undefined]>,
): AsyncGenerator<PairBatch> {
  for await (const pair of pairs) yield { pairs: [pair], unchanged: { entities: 0, facts: 0 } };
}

/** {@link planUpdate} for a caller that knows what is the same, and need not hand it over. */
export async function planPairs(
  before: PackHeader | undefined,
  after: PackHeader,
  batches: AsyncIterable<PairBatch>,
  { page, signal }: Omit<PlanOptions, 'compareIds'> = {},
): Promise<UpdatePlan> {
  const entities = createCounts();
  const facts = createCounts();
  const changes: PlannedChange[] = [];
  const offset = page?.offset ?? 0;
  const limit = page?.limit ?? PAGE_LIMIT;
  let accepted = 0;
  const note = (change: PlannedChange) => {
    (change.subject === 'entity' ? entities : facts)[change.kind] += 1;
    if (page?.accepts?.(change) === false) return;
    if (accepted >= offset && changes.length < limit) changes.push(change);
    accepted += 1;
  };

  for await (const { pairs, unchanged } of batches) {
    signal?.throwIfAborted();
    entities.unchanged += unchanged.entities;
    facts.unchanged += unchanged.facts;
    for (const [old, next] of pairs) {
      const change = compareEntities(old, next);
      if (change === undefined) entities.unchanged += 1;
      else note(change);
      facts.unchanged += compareFacts(old, next, note);
    }
  }
  return { header: compareHeaders(before, after), entities, facts, changes };
}

/** @returns What an update does to the header; of a first import, nothing. */
export function compareHeaders(before: PackHeader | undefined, after: PackHeader): HeaderChange {
  if (before === undefined) return { version: 'first', fields: [] };
  const order = compareVersions(after.version, before.version);
  return { version: order > 0 ? 'up' : order < 0 ? 'down' : 'same', fields: compareFields(before, after) };
}

function compareEntities(before: Dossier | undefined, after: Dossier | undefined): PlannedChange | undefined {
  const { id, name } = (after ?? before)!.entity;
  const base = { subject: 'entity', id, entity: { id, name } } as const;
  if (before === undefined) return { ...base, kind: 'added', fields: [] };
  if (after === undefined) return { ...base, kind: 'removed', fields: [] };
  const fields = compareFields(before.entity, after.entity);
  return fields.length === 0 ? undefined : { ...base, kind: 'changed', fields };
}

/** Notes the changes of the facts whose subject is the entity. @returns how many are unchanged. */
function compareFacts(
  before: Dossier | undefined,
  after: Dossier | undefined,
  note: (change: PlannedChange) => void,
): number {
  const { id: entityId, name } = (after ?? before)!.entity;
  const oldFacts = new Map(before?.facts.map((fact) => [fact.id, fact]));
  const supersededBy = new Map<string, string>();
  for (const fact of after?.facts ?? []) {
    // What the old version replaced already is no news.
    const replacedBefore = oldFacts.get(fact.id)?.supersedes ?? [];
    for (const id of fact.supersedes ?? []) {
      if (!replacedBefore.includes(id)) supersededBy.set(id, fact.id);
    }
  }

  let unchanged = 0;
  const noteFact = (fact: DossierFact, kind: ChangeKind, fields: readonly FieldChange[] = []) =>
    note({
      subject: 'fact',
      kind,
      id: fact.id,
      entity: { id: entityId, name },
      statement: fact.statement,
      fields,
      ...(kind === 'superseded' ? { supersededBy: supersededBy.get(fact.id) } : {}),
    });

  const newIds = new Set<string>();
  for (const fact of after?.facts ?? []) {
    if (fact.about[0] !== entityId) continue;
    newIds.add(fact.id);
    const old = oldFacts.get(fact.id);
    if (old === undefined || old.about[0] !== entityId) {
      noteFact(fact, 'added');
      continue;
    }
    const fields = compareFields(old, fact);
    if (supersededBy.has(fact.id)) noteFact(fact, 'superseded', fields);
    else if (fact.status === 'retracted' && old.status !== 'retracted') noteFact(fact, 'withdrawn', fields);
    else if (fields.length > 0) noteFact(fact, 'changed', fields);
    else unchanged += 1;
  }
  for (const fact of before?.facts ?? []) {
    if (fact.about[0] !== entityId || newIds.has(fact.id)) continue;
    noteFact(fact, supersededBy.has(fact.id) ? 'superseded' : 'removed');
  }
  return unchanged;
}

/** The fields that differ; the order of fields within a value does not count, the order of lists does. */
export function compareFields(before: object, after: object): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const left = before as Readonly<Record<string, unknown>>;
  const right = after as Readonly<Record<string, unknown>>;
  return [...names]
    .filter((field) => !isSame(left[field], right[field]))
    .map((field) => ({ field, before: left[field], after: right[field] }));
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  return compareFields(a, b).length === 0;
}

const NOTHING: AsyncIterable<readonly Dossier[]> = {
  async *[Symbol.asyncIterator]() {},
};

function createCounts(): Record<ChangeKind | 'unchanged', number> {
  return { added: 0, changed: 0, superseded: 0, withdrawn: 0, removed: 0, unchanged: 0 };
}
