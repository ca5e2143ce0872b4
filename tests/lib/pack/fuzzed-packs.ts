import fc from 'fast-check';
import { mutate } from './mutations.ts';
import { anyEntity, anyFact, anyHeader, anySource } from './packs.ts';

/*
 * Packs mutated with knowledge of their structure, as records, as text and as bytes. A few hundred in
 * the unit run; `npm run fuzz` makes 10,000 of each.
 */
export const FUZZ_RUNS = Number(process.env.FACTMARK_FUZZ_RUNS ?? 200);
export const FUZZ_TIMEOUT_MS = FUZZ_RUNS * 200 + 10_000;

export const record = fc.oneof(
  anySource.map((fields) => ({ record: 'source', ...fields })),
  anyEntity.map((fields) => ({ record: 'entity', ...fields })),
  anyFact.map((fields) => ({ record: 'fact', ...fields })),
);
export const header = anyHeader.map((fields) => ({ record: 'pack', ...fields }));

export const linesPack = fc
  .tuple(mutate(header), fc.array(mutate(record), { maxLength: 6 }))
  .map(([first, others]) => [first, ...others].map((value) => `${JSON.stringify(value)}\n`).join(''));

export const documentPack = mutate(
  fc
    .record({
      head: anyHeader,
      sources: fc.array(anySource, { maxLength: 2 }),
      entities: fc.array(anyEntity, { maxLength: 2 }),
      facts: fc.array(anyFact, { maxLength: 2 }),
    })
    .map(({ head, ...lists }) => ({ $schema: 'x', ...head, ...lists })),
).chain((value) => fc.constantFrom(undefined, 1, 2).map((indent) => JSON.stringify(value, null, indent)));

/** A text with pieces cut out, repeated or replaced. */
export const spoiledText = fc
  .tuple(
    fc.oneof(linesPack, documentPack),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(30),
        fc.constantFrom(
          '',
          '"',
          '{',
          '}',
          '[',
          ',',
          ':',
          '\\',
          '\n',
          '\r',
          '\\u202e',
          '\ufeff',
          '\u0000',
          '1e999',
          'null',
        ),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((spoiled, [share, length, insert]) => {
      const at = Math.floor(share * spoiled.length);
      return spoiled.slice(0, at) + insert + spoiled.slice(at + length);
    }, text),
  );

/** Bytes with some of them changed or cut off. */
export function spoilBytes(
  bytes: Uint8Array,
  changes: readonly (readonly [number, number])[],
  keep: number,
): Uint8Array {
  const spoiled = bytes.slice(0, Math.ceil(bytes.length * keep));
  for (const [at, value] of changes) if (spoiled.length > 0) spoiled[at % spoiled.length] = value;
  return spoiled;
}
export const byteChanges = fc.tuple(
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
  fc.double({ min: 0.2, max: 1, noNaN: true }),
);
