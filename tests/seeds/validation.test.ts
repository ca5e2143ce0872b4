import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../lib/pack/reading.ts';
import { PACK, PACK_TEXT, SEED_FOLDER } from './bundled-pack.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/packs');
const checkFixture = (name: string) => check(readFileSync(path.join(FIXTURES, name), 'utf8'));

describe('the bundled pack', () => {
  it('passes the checks of an import without an error or a warning', async () => {
    const reading = await check(PACK_TEXT, { today: PACK.published ?? '' });
    expect(reading.summary).toEqual([]);
    expect(reading.entities).toEqual(PACK.entities);
    expect(reading.facts).toEqual(PACK.facts);
  });

  it('has a semantic version, so that an update can be told from it', () => {
    expect(PACK.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('names its schema, for editors', () => {
    expect(existsSync(path.resolve(SEED_FOLDER, PACK.$schema))).toBe(true);
  });

  it('rests on the article alone', () => {
    expect(PACK.sources.map((source) => source.id)).toEqual(['article']);
    expect(PACK.sources[0]).not.toHaveProperty('url');
  });
});

describe('the packs for tests', () => {
  it.each([
    ['openai-mega-round-v1.json', '1.0.0', []],
    ['openai-mega-round-v2.json', '2.0.0', [['nscale-staff-2025']]],
  ])('include %s, which is sound and supersedes what it says', async (name, version, superseded) => {
    const { header, facts, summary } = await checkFixture(name);
    expect(summary).toEqual([]);
    expect([header?.id, header?.version]).toEqual(['reader.nscale', version]);
    expect(facts.flatMap((fact) => (fact.supersedes ? [fact.supersedes] : []))).toEqual(superseded);
  });

  it('include broken.jsonl, which has one error, on line 5', async () => {
    const { problems } = await checkFixture('broken.jsonl');
    expect(problems.map(({ code, place }) => [code, place.line])).toEqual([['unknown-value', 5]]);
  });
});
