import fc from 'fast-check';

/** Values that break assumptions: wrong types, bounds overstepped, characters and keys that deceive. */
const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    '',
    ' ',
    '\u202eevil',
    'a\u0000b',
    '\ud800',
    'javascript:alert(1)',
    '<img src=x onerror=alert(1)>',
    '{count, plural, one {#}}',
    '2026-02-30',
    '__proto__',
    [],
    {},
    [[]],
    [null],
    { type: 'money' },
    { type: 'nothing' },
  ),
  fc.constantFrom(201, 301, 501, 1001, 2001, 5000).map((length) => 'x'.repeat(length)),
  fc.constantFrom(51, 101, 201, 1001).map((count) => Array.from({ length: count }, (_, n) => `n${n}`)),
  fc.nat(40).map((depth) => JSON.parse('['.repeat(depth + 1) + ']'.repeat(depth + 1)) as unknown),
  fc.jsonValue(),
);

const hostileKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'id',
  'record',
  '',
  'a b',
  '\u202e',
  'é',
);

/** One change of one place: a value replaced or dropped, a field added, a list item repeated. */
type Change =
  | { readonly type: 'replace'; readonly value: unknown }
  | { readonly type: 'drop' }
  | { readonly type: 'add'; readonly key: string; readonly value: unknown }
  | { readonly type: 'repeat' };

const change: fc.Arbitrary<Change> = fc.oneof(
  hostileValue.map((value) => ({ type: 'replace', value }) as const),
  fc.constant({ type: 'drop' } as const),
  fc.record({ type: fc.constant('add' as const), key: hostileKey, value: hostileValue }),
  fc.constant({ type: 'repeat' } as const),
);

/** The values of an arbitrary, mostly with a few changes at places chosen within their structure. */
export function mutate(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.array(fc.tuple(fc.nat(), change), { maxLength: 4 }))
    .map(([value, changes]) =>
      changes.reduce((mutated, [place, next]) => applyAt(mutated, place, next), value),
    );
}

/** Applies a change at the n-th place (modulo their number) of a structure, counted in depth-first order. */
function applyAt(value: unknown, place: number, next: Change): unknown {
  let left = place % countPlaces(value);
  const walk = (current: unknown): unknown => {
    if (left-- === 0) return applyTo(current, next);
    if (Array.isArray(current)) return current.flatMap((item) => keep(walk(item)));
    if (typeof current !== 'object' || current === null) return current;
    // fromEntries defines fields, so that "__proto__" becomes a field like any other, as in JSON.parse.
    return Object.fromEntries(
      Object.entries(current).flatMap(([key, item]) => keep(walk(item)).map((kept) => [key, kept] as const)),
    );
  };
  const mutated = walk(value);
  return mutated === DROPPED ? null : mutated;
}

const DROPPED = Symbol('dropped');

function keep(value: unknown): unknown[] {
  return value === DROPPED ? [] : [value];
}

function applyTo(value: unknown, next: Change): unknown {
  switch (next.type) {
    case 'replace':
      return next.value;
    case 'drop':
      return DROPPED;
    case 'add':
      if (Array.isArray(value)) return [...value, next.value];
      return typeof value === 'object' && value !== null
        ? Object.fromEntries([...Object.entries(value), [next.key, next.value]])
        : next.value;
    case 'repeat':
      return Array.isArray(value) ? [...value, ...value] : [value, value];
  }
}

function countPlaces(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((count, item) => count + countPlaces(item), 1);
}
