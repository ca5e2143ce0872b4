import type { z } from 'zod';
import { checkHygiene } from './hygiene.ts';
import { BOUNDS } from './limits.ts';
import { joinPath } from './paths.ts';
import { type JsonType, type Place, type ProblemLog, shorten } from './problems.ts';
import { compileQuickCheck } from './quick-check.ts';
import { RECORD_SCHEMAS, type RecordKind } from './schema.ts';
import { findUnknownFields } from './unknown-fields.ts';

const QUICK_CHECKS = {
  pack: compileQuickCheck(RECORD_SCHEMAS.pack),
  source: compileQuickCheck(RECORD_SCHEMAS.source),
  entity: compileQuickCheck(RECORD_SCHEMAS.entity),
  fact: compileQuickCheck(RECORD_SCHEMAS.fact),
};

export interface RecordContext {
  readonly place: Place;
  readonly log: ProblemLog;
  /** See {@link checkHygiene}: false when the record's JSON text was searched and is above suspicion. */
  readonly mayBeUnclean: boolean;
  readonly maxDepth: number;
}

/**
 * Whether a parsed value has the shape of a record of this kind; if not, why not is in the log.
 * Warnings leave it true. The value is not changed.
 */
export function checkShape(kind: RecordKind, value: unknown, context: RecordContext): boolean {
  const isPlain = QUICK_CHECKS[kind](value);
  if (isPlain && !context.mayBeUnclean) return true;
  const { log, maxDepth } = context;
  const place = { ...context.place, ...recordIdOf(value) };
  const errorsBefore = log.errorCount;
  if (!checkHygiene(value, place, maxDepth, log)) return false;
  if (isPlain) return log.errorCount === errorsBefore;

  const schema = RECORD_SCHEMAS[kind];
  const result = schema.safeParse(value);
  if (!result.success) for (const issue of result.error.issues) reportIssue(issue, value, place, log);
  for (const { path, field } of findUnknownFields(schema, value)) {
    log.add('unknown-field', { ...place, path: joinPath(place.path, path) }, { field: shorten(field) });
  }
  return log.errorCount === errorsBefore;
}

/** The record's id, for naming it, if it has anything like one. */
export function recordIdOf(value: unknown): { readonly recordId?: string } {
  const id =
    typeof value === 'object' && value !== null
      ? Object.getOwnPropertyDescriptor(value, 'id')?.value
      : undefined;
  return typeof id === 'string' && id !== '' ? { recordId: shorten(id) } : {};
}

export function jsonTypeOf(value: unknown): JsonType {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

/** Codes that schema.ts gives to its checks as their message. */
const TEXT_CODES = [
  'bad-id',
  'bad-date',
  'bad-url',
  'bad-version',
  'bad-language',
  'bad-currency',
  'bad-key',
  'bad-signature',
] as const;

function reportIssue(issue: z.core.$ZodIssue, record: unknown, recordPlace: Place, log: ProblemLog): void {
  const path = issue.path;
  const found = valueAt(record, path);
  const place = { ...recordPlace, path: joinPath(recordPlace.path, path) };
  if (found === undefined) {
    const field = String(path.at(-1) ?? '');
    // JSONPath of what should be there: its parent is the place where it has to be added.
    log.add('missing-field', { ...place, path: joinPath(recordPlace.path, path.slice(0, -1)) }, { field });
    return;
  }
  const code = TEXT_CODES.find((textCode) => textCode === issue.message);
  if (code !== undefined) {
    log.add(code, place, { value: shownValue(found) });
    return;
  }
  if (issue.message === 'blank') {
    log.add('blank', place, {});
    return;
  }
  if (issue.message === 'too-many-names') {
    log.add('too-many', place, { limit: BOUNDS.names, count: Object.keys(Object(found)).length });
    return;
  }
  if (issue.message === 'unknown-format') {
    log.add('unknown-format', place, { format: shownValue(found) });
    return;
  }
  switch (issue.code) {
    case 'invalid_type':
      if (typeof found === 'number' && !Number.isFinite(found)) {
        log.add('not-finite', place, {});
        return;
      }
      log.add('wrong-type', place, { expected: expectedType(issue.expected), found: jsonTypeOf(found) });
      return;
    case 'invalid_value':
      log.add('unknown-value', place, {
        value: shownValue(found),
        allowed: issue.values.map(String).join(', '),
      });
      return;
    case 'too_big':
    case 'too_small':
      reportSize(issue, found, place, log);
      return;
    case 'invalid_key':
      log.add('bad-language', place, { value: shorten(String(path.at(-1) ?? '')) });
      return;
    case 'invalid_union':
      reportUnion(issue, record, recordPlace, log);
      return;
    default:
      // Every check of schema.ts is mapped above; a new one that is not must not pass in silence.
      throw new RangeError(`No problem code for zod issue ${issue.code} (${issue.message}) at ${place.path}`);
  }
}

function reportSize(
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
  found: unknown,
  place: Place,
  log: ProblemLog,
): void {
  if (typeof found === 'number') {
    // Every bounded number of format 1 is a share.
    log.add('out-of-range', place, { value: found, minimum: 0, maximum: 1 });
    return;
  }
  if (issue.code === 'too_small') {
    log.add('empty-list', place, { field: String(issue.path.at(-1) ?? '') });
    return;
  }
  const limit = Number(issue.maximum);
  const { length } = found as string | readonly unknown[];
  if (typeof found === 'string') log.add('too-long', place, { limit, length });
  else log.add('too-many', place, { limit, count: length });
}

/** A union is reported as the option that the value evidently wants to be, e.g. an alias object. */
function reportUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  record: unknown,
  recordPlace: Place,
  log: ProblemLog,
): void {
  const place = { ...recordPlace, path: joinPath(recordPlace.path, issue.path) };
  const found = valueAt(record, issue.path);
  if ('discriminator' in issue && issue.discriminator !== undefined) {
    // The issue's path ends in the discriminator, and names no options.
    log.add('unknown-value', place, { value: shownValue(found), allowed: VALUE_TYPES });
    return;
  }
  const closest = issue.errors.find(
    (issues) => !issues.some((nested) => nested.code === 'invalid_type' && nested.path.length === 0),
  );
  if (closest === undefined) {
    log.add('wrong-type', place, { expected: 'string', found: jsonTypeOf(found) });
    return;
  }
  for (const nested of closest) {
    reportIssue({ ...nested, path: [...issue.path, ...nested.path] }, record, recordPlace, log);
  }
}

const VALUE_TYPES = RECORD_SCHEMAS.fact.shape.value
  .unwrap()
  .options.map((option) => option.shape.type.value)
  .join(', ');

function expectedType(expected: string): JsonType {
  if (expected === 'array') return 'list';
  if (expected === 'record') return 'object';
  return expected as JsonType;
}

/** A text shortened, anything else by its type: never walks into a value that may be nested without end. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? shorten(value) : jsonTypeOf(value);
}

function valueAt(record: unknown, path: readonly PropertyKey[]): unknown {
  let value = record;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
