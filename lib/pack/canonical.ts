import type { z } from 'zod';

/**
 * A value with its fields in one order, whatever order they came in: known fields as the schema lists
 * them, unknown ones behind, sorted. Missing fields (undefined) are left out. So equal records give
 * equal JSON.
 */
export function canonicalise(schema: z.core.$ZodType, value: unknown): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
      return canonicalise(def.innerType, value);
    case 'array':
      return Array.isArray(value) ? value.map((item) => canonicalise(def.element, item)) : sortFields(value);
    case 'union': {
      const option = def.options.find(
        (candidate) => candidate._zod.def.type === 'object' && isMeant(candidate, value),
      );
      return option === undefined ? sortFields(value) : canonicalise(option, value);
    }
    case 'object':
      return isObject(value) ? orderFields(def.shape, value) : sortFields(value);
    default:
      return sortFields(value);
  }
}

function orderFields(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const known = Object.keys(shape).filter((key) => value[key] !== undefined && Object.hasOwn(value, key));
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key) && value[key] !== undefined);
  return Object.fromEntries([
    ...known.map((key) => [key, canonicalise(shape[key]!, value[key])] as const),
    ...unknown.toSorted().map((key) => [key, sortFields(value[key])] as const),
  ]);
}

/** Fields in the order of their names, all the way down. */
function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .toSorted()
      .map((key) => [key, sortFields(value[key])] as const),
  );
}

/** Whether an object is an attempt at this option of a union: all its literals (`type: 'money'`) agree. */
export function isMeant(option: z.core.$ZodType, value: unknown): boolean {
  const { def } = (option as z.core.$ZodTypes)._zod;
  if (def.type !== 'object' || !isObject(value)) return false;
  return Object.entries(def.shape).every(([field, inner]) => {
    const fieldDef = (inner as z.core.$ZodTypes)._zod.def;
    return fieldDef.type !== 'literal' || (fieldDef.values as readonly unknown[]).includes(value[field]);
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
