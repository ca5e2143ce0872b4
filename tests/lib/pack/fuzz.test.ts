import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCatalogues } from '../../../lib/locale/compile.ts';
import texts from '../../../lib/locale/en/problems.json';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { describeProblem } from '../../../lib/pack/describe.ts';
import type { PackProblem, ProblemCode } from '../../../lib/pack/problems.ts';
import { mutate } from './mutations.ts';
import { anyEntity, anyFact, anyHeader, anySource } from './packs.ts';
import { check, gzip } from './reading.ts';

/**
 * Packs mutated with knowledge of their structure, as records, as text and as bytes. A few hundred in
 * the unit run; `npm run fuzz` does 10,000 of each.
 */
const RUNS = Number(process.env.FACTMARK_FUZZ_RUNS ?? 200);
const TIMEOUT_MS = RUNS * 50 + 10_000;

/** Problems of the file as a whole: there is no narrower place to name. */
const WHOLE_FILE: readonly ProblemCode[] = [
  'not-a-pack',
  'not-utf8',
  'gzip-damaged',
  'expands-too-much',
  'too-many-errors',
  'document-too-large',
  'empty-pack',
];

const translator = createTranslator(compileCatalogues('en', [texts]));

const record = fc.oneof(
  anySource.map((fields) => ({ record: 'source', ...fields })),
  anyEntity.map((fields) => ({ record: 'entity', ...fields })),
  anyFact.map((fields) => ({ record: 'fact', ...fields })),
);
const header = anyHeader.map((fields) => ({ record: 'pack', ...fields }));

const linesPack = fc
  .tuple(mutate(header), fc.array(mutate(record), { maxLength: 6 }))
  .map(([first, others]) => [first, ...others].map((value) => `${JSON.stringify(value)}\n`).join(''));

const documentPack = mutate(
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
const spoiledText = fc
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
function spoilBytes(
  bytes: Uint8Array,
  changes: readonly (readonly [number, number])[],
  keep: number,
): Uint8Array {
  const spoiled = bytes.slice(0, Math.ceil(bytes.length * keep));
  for (const [at, value] of changes) if (spoiled.length > 0) spoiled[at % spoiled.length] = value;
  return spoiled;
}
const byteChanges = fc.tuple(
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
  fc.double({ min: 0.2, max: 1, noNaN: true }),
);

function expectToNameAPlace(problem: PackProblem): void {
  const { line, path } = problem.place;
  if (!WHOLE_FILE.includes(problem.code)) expect(line ?? path, problem.code).toBeDefined();
  const { sentence, fix } = describeProblem(problem, (id, values) => translator.t(id, values));
  for (const text of [sentence, fix]) {
    expect(text).not.toMatch(/undefined|NaN|\[object|^problems\./);
    expect(text.isWellFormed()).toBe(true);
    expect(text.length).toBeLessThan(1500);
  }
  // Problems cross from a worker to a page, and go into a download.
  expect(structuredClone(problem)).toEqual(JSON.parse(JSON.stringify(problem)));
}

async function expectToSurvive(pack: string | Uint8Array): Promise<void> {
  const { problems, header: read, sources, entities, facts } = await check(pack, { today: '2026-01-01' });
  for (const problem of problems) expectToNameAPlace(problem);
  if (problems.some(({ severity }) => severity === 'error')) return;
  // Accepted: then it is data that everything behind may trust.
  expect(read).toBeDefined();
  for (const value of [...sources, ...entities, ...facts]) {
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value).isWellFormed()).toBe(true);
  }
}

describe(`${RUNS} mutated packs of each kind never crash, and each refusal names a place`, () => {
  const options = { numRuns: RUNS };

  it('JSON Lines with mutated records', { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(fc.asyncProperty(linesPack, expectToSurvive), options);
  });

  it('JSON documents with mutated records', { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(fc.asyncProperty(documentPack, expectToSurvive), options);
  });

  it('spoiled text', { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(fc.asyncProperty(spoiledText, expectToSurvive), options);
  });

  it('spoiled bytes', { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(linesPack, documentPack), byteChanges, (text, [changes, keep]) =>
        expectToSurvive(spoilBytes(new TextEncoder().encode(text), changes, keep)),
      ),
      options,
    );
  });

  it('spoiled gzip', { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(linesPack, byteChanges, async (text, [changes, keep]) =>
        expectToSurvive(spoilBytes(await gzip(text), changes, keep)),
      ),
      options,
    );
  });

  it('packs that nobody touched have no problem but dangling ids', { timeout: TIMEOUT_MS }, async () => {
    const whole = fc
      .tuple(
        header,
        fc.uniqueArray(record, { selector: ({ record: kind, id }) => `${kind} ${id}`, maxLength: 6 }),
      )
      .map(([first, others]) => [first, ...others].map((value) => `${JSON.stringify(value)}\n`).join(''));
    await fc.assert(
      fc.asyncProperty(whole, async (text) => {
        const { problems } = await check(text);
        const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
        const expected = ['dangling-reference', 'dates-reversed', 'supersession-cycle'];
        expect(errors.filter((code) => !expected.includes(code))).toEqual([]);
      }),
      options,
    );
  });
});
