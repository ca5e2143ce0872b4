import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCatalogues } from '../../../lib/locale/compile.ts';
import texts from '../../../lib/locale/en/problems.json';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { describeProblem } from '../../../lib/pack/describe.ts';
import type { PackProblem, ProblemCode } from '../../../lib/pack/problems.ts';
import {
  byteChanges,
  documentPack,
  FUZZ_RUNS,
  FUZZ_TIMEOUT_MS,
  header,
  linesPack,
  record,
  spoilBytes,
  spoiledText,
} from './fuzzed-packs.ts';
import { check, gzip } from './reading.ts';

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

describe(`${FUZZ_RUNS} mutated packs of each kind never crash, and each refusal names a place`, () => {
  const options = { numRuns: FUZZ_RUNS };

  it('JSON Lines with mutated records', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fc.assert(fc.asyncProperty(linesPack, expectToSurvive), options);
  });

  it('JSON documents with mutated records', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fc.assert(fc.asyncProperty(documentPack, expectToSurvive), options);
  });

  it('spoiled text', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fc.assert(fc.asyncProperty(spoiledText, expectToSurvive), options);
  });

  it('spoiled bytes', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(linesPack, documentPack), byteChanges, (text, [changes, keep]) =>
        expectToSurvive(spoilBytes(new TextEncoder().encode(text), changes, keep)),
      ),
      options,
    );
  });

  it('spoiled gzip', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(linesPack, byteChanges, async (text, [changes, keep]) =>
        expectToSurvive(spoilBytes(await gzip(text), changes, keep)),
      ),
      options,
    );
  });

  it('packs that nobody touched have no problem but dangling ids', { timeout: FUZZ_TIMEOUT_MS }, async () => {
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
