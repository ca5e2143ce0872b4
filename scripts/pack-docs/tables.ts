import { readFileSync } from 'node:fs';
import { BOUNDS, MEGABYTE, READ_LIMITS } from '../../lib/pack/limits.ts';
import { PATTERN_NAMES } from '../../lib/pack/schema-texts.ts';
import { renderTable } from '../markdown-table.ts';
import type { JsonSchema } from './json-schema.ts';

/** A Markdown table of the fields of one kind of record: name, type, whether it must be there, meaning. */
export function fieldTable(schema: JsonSchema, root: JsonSchema): string {
  if (schema.oneOf) return variantTable(schema.oneOf, root);
  const required = schema.required ?? [];
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    `\`${name}\`${required.includes(name) ? ' *' : ''}`,
    typeOf(field, root),
    descriptionOf(field, root),
  ]);
  return table(['field', 'type', 'meaning'], rows);
}

/** A table of a value's types: one row a type. */
function variantTable(variants: readonly JsonSchema[], root: JsonSchema): string {
  const rows = variants.map((variant) => {
    const { type, ...fields } = variant.properties ?? {};
    const required = variant.required ?? [];
    const listed = Object.entries(fields).map(
      ([name, field]) =>
        `\`${name}\`${required.includes(name) ? ' *' : ''}: ${typeOf(field, root)}. ${descriptionOf(field, root)}`,
    );
    return [`\`${String(type?.const)}\``, listed.join('<br>')];
  });
  return table(['type', 'fields'], rows);
}

/** The bounds of lib/pack/limits.ts with the reasons that stand there. */
export function boundsTable(limitsSource: string): string {
  const reasons = new Map(
    [...limitsSource.matchAll(/\/\*\* (.*?) \*\/\s+(\w+): [\d_]+,/gs)].map(([, reason = '', name = '']) => [
      name,
      reason,
    ]),
  );
  return table(
    ['bound', 'most', 'reason'],
    Object.entries(BOUNDS).map(([name, most]) => [words(name), String(most), reasons.get(name) ?? '']),
  );
}

export function limitsTable(): string {
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toLocaleString('en')} MB`;
  const limits = READ_LIMITS;
  return table(
    ['limit', 'most'],
    [
      ['file', megabytes(limits.maxBytes)],
      ['file, once gzip is taken off', megabytes(limits.maxExpandedBytes)],
      [
        'growth by taking gzip off',
        `${limits.maxExpansion} times, beyond the first ${megabytes(limits.freeExpandedBytes)}`,
      ],
      ['one JSON document', megabytes(limits.maxDocumentBytes)],
      ['one line of JSON Lines', megabytes(limits.maxLineBytes)],
      ['records', limits.maxRecords.toLocaleString('en')],
      ['nested objects and lists', String(limits.maxDepth)],
    ],
  );
}

export function readLimitsSource(): string {
  return readFileSync(new URL('../../lib/pack/limits.ts', import.meta.url), 'utf8');
}

function typeOf(field: JsonSchema, root: JsonSchema): string {
  const { $ref, anyOf, items, type } = field;
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/$defs/', '');
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (anyOf) return anyOf.map((option) => typeOf(option, root)).join(' or ');
  if (field.const !== undefined) return `\`"${String(field.const)}"\``;
  if (Array.isArray(field.enum)) return field.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (type === 'array' && items) return `list, ${countOf(field)}: ${typeOf(items, root)}`;
  if (type === 'object' && field.propertyNames) return `object, ${countOf(field)}: language tag → text`;
  if (type === 'object')
    return `object: ${Object.keys(field.properties ?? {})
      .map((name) => `\`${name}\``)
      .join(' ')}`;
  if (type === 'number')
    return field.maximum === undefined
      ? 'number'
      : `number, ${String(field.minimum)} to ${String(field.maximum)}`;
  if (type !== 'string') return String(type);
  const name = PATTERN_NAMES.get(String(field.pattern)) ?? 'text';
  return field.maxLength === undefined ? name : `${name} ≤ ${String(field.maxLength)}`;
}

function countOf(field: JsonSchema): string {
  const most = `≤ ${String(field.maxItems ?? field.maxProperties)}`;
  return field.minItems === undefined ? most : `${String(field.minItems)}–${String(field.maxItems)}`;
}

function descriptionOf(field: JsonSchema, root: JsonSchema): string {
  const referred =
    typeof field.$ref === 'string' ? root.$defs?.[field.$ref.replace('#/$defs/', '')] : undefined;
  return field.description ?? referred?.description ?? '';
}

/** "valueText" → "value text" */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

/** A table whose cells are all words. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return renderTable(
    head,
    rows,
    head.map(() => '---'),
  );
}
