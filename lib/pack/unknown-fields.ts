import type { z } from 'zod';

export interface UnknownField {
  readonly path: readonly PropertyKey[];
  readonly field: string;
}

/**
 * Fields that a schema does not name, wherever its loose objects occur in a value. Loose objects keep
 * them without a word; a curator who mistyped `alises` wants to hear of it.
 */
export function findUnknownFields(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly PropertyKey[] = [],
): UnknownField[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
      return findUnknownFields(def.innerType, value, path);
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => findUnknownFields(def.element, item, [...path, index]))
        : [];
    case 'union': {
      if (!isObject(value)) return [];
      const option = def.options.find((candidate) => isMeant(candidate, value));
      return option === undefined ? [] : findUnknownFields(option, value, path);
    }
    case 'object':
      if (!isObject(value)) return [];
      return Object.entries(value).flatMap(([field, inner]) => {
        const known = Object.hasOwn(def.shape, field) ? def.shape[field] : undefined;
        const innerPath = [...path, field];
        return known === undefined
          ? [{ path: innerPath, field }]
          : findUnknownFields(known, inner, innerPath);
      });
    default:
      return [];
  }
}

/** Whether an object is an attempt at this option of a union: all its literals (`type: 'money'`) agree. */
function isMeant(option: z.core.$ZodType, value: Readonly<Record<string, unknown>>): boolean {
  const { def } = (option as z.core.$ZodTypes)._zod;
  if (def.type !== 'object') return false;
  return Object.entries(def.shape).every(([field, inner]) => {
    const fieldDef = (inner as z.core.$ZodTypes)._zod.def;
    return fieldDef.type !== 'literal' || (fieldDef.values as readonly unknown[]).includes(value[field]);
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
