import type { z } from 'zod';
import { isMeant } from './canonical.ts';

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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
