import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileQuickCheck } from '../../../lib/pack/quick-check.ts';
import { RECORD_SCHEMAS, type RecordKind } from '../../../lib/pack/schema.ts';
import { findUnknownFields } from '../../../lib/pack/unknown-fields.ts';
import { mutate } from './mutations.ts';
import { anyEntity, anyFact, anyHeader, anySource } from './packs.ts';

const RECORDS = { pack: anyHeader, source: anySource, entity: anyEntity, fact: anyFact };
const kinds = Object.keys(RECORDS) as RecordKind[];

describe('compileQuickCheck', () => {
  it.each(kinds)('says yes to every plain %s', (kind) => {
    const isPlain = compileQuickCheck(RECORD_SCHEMAS[kind]);
    fc.assert(
      fc.property(RECORDS[kind] as fc.Arbitrary<unknown>, (record) => {
        expect(isPlain(record)).toBe(true);
      }),
    );
  });

  it.each(kinds)('never says yes to a %s that zod refuses or that has unknown fields', (kind) => {
    const schema = RECORD_SCHEMAS[kind];
    const isPlain = compileQuickCheck(schema);
    fc.assert(
      fc.property(mutate(RECORDS[kind] as fc.Arbitrary<unknown>), (record) => {
        if (!isPlain(record)) return;
        expect(schema.safeParse(record).error?.issues ?? []).toEqual([]);
        expect(findUnknownFields(schema, record)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves to zod what it does not understand', () => {
    const isPlain = compileQuickCheck(
      z.looseObject({ a: z.string().trim(), b: z.map(z.string(), z.string()).optional() }),
    );
    expect(isPlain({ a: 'x' })).toBe(false);
    expect(compileQuickCheck(z.looseObject({ a: z.string() }).refine(() => false))({ a: 'x' })).toBe(false);
  });

  it('does not take an inherited field for a required one', () => {
    const isPlain = compileQuickCheck(
      z.looseObject({ toString: z.string().optional(), valueOf: z.string() }),
    );
    expect(isPlain({})).toBe(false);
  });
});
