/*
 * Checks of what other processes send: a few functions instead of a schema library, because the background
 * pays for whatever it loads each time it wakes (docs/decisions/0055-a-background-that-wakes-fast.md).
 */

/** Tells whether a value has a shape. */
export type Shape<T> = (value: unknown) => value is T;

/** A string of `min` to `max` UTF-16 code units. */
export function text(max: number, min = 0): Shape<string> {
  return (value): value is string => typeof value === 'string' && min <= value.length && value.length <= max;
}

/** A whole number from `min` on that a double holds exactly. */
export function whole(min = Number.MIN_SAFE_INTEGER): Shape<number> {
  return (value): value is number => Number.isSafeInteger(value) && (value as number) >= min;
}

export const truth: Shape<boolean> = (value) => typeof value === 'boolean';

/** Exactly this string. */
export function literal<const T extends string>(expected: T): Shape<T> {
  return (value): value is T => value === expected;
}

export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value): value is T | undefined => value === undefined || shape(value);
}

export function listOf<T>(shape: Shape<T>, maxLength: number): Shape<T[]> {
  return (value): value is T[] =>
    Array.isArray(value) && value.length <= maxLength && value.every((item) => shape(item));
}

/** An object with these properties and no others. */
export function record<T extends object>(shapes: { readonly [Name in keyof T]-?: Shape<T[Name]> }): Shape<T> {
  const names = Object.keys(shapes) as (keyof T & string)[];
  return (value): value is T => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return (
      Object.keys(value).every((name) => Object.hasOwn(shapes, name)) &&
      names.every((name) => shapes[name]((value as Partial<Record<string, unknown>>)[name]))
    );
  };
}

/** Any of several shapes. */
export function anyOf<T>(shapes: readonly Shape<T>[]): Shape<T> {
  return (value): value is T => shapes.some((shape) => shape(value));
}
