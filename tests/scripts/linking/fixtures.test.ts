import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { annotate } from '../../../scripts/linking/annotate.ts';
import { FIXTURE_PACK, parseFixtures, readFixtures } from '../../../scripts/linking/fixtures.ts';
import { openPack } from '../../../scripts/linking/open-pack.ts';

const documents = await readFixtures();
const segment = await openPack(FIXTURE_PACK, createMemoryStore());

describe('the linker on invented texts', () => {
  for (const document of documents) {
    it(`marks exactly the names of “${document.title}” (${document.lang})`, async () => {
      const found = await annotate(document, [segment], 'balanced');
      const expected = document.mentions.filter(({ nil }) => !nil);
      expect(found.map(({ surface, entity_id }) => `${surface} → ${entity_id}`)).toEqual(
        expected.map(({ surface, entity_id }) => `${surface} → ${entity_id}`),
      );
      expect(found.map(({ start, end }) => [start, end])).toEqual(
        expected.map(({ start, end }) => [start, end]),
      );
    });
  }

  it('gives each mark a score and reasons', async () => {
    const [document] = documents;
    const found = document ? await annotate(document, [segment], 'balanced') : [];
    expect(found.length).toBeGreaterThan(3);
    for (const { score, evidence } of found) {
      expect(score).toBeGreaterThan(0.4);
      expect(evidence.length).toBeGreaterThan(0);
    }
  });
});

describe('parseFixtures', () => {
  it('takes the marks out and keeps their place', () => {
    const [document] = parseFixtures('## a · en · T\nNow {Lumen|org:lumen} and {Vestra|-} met.\n');
    expect(document?.text).toBe('Now Lumen and Vestra met.');
    expect(document?.mentions).toEqual([
      { start: 4, end: 9, surface: 'Lumen', entity_id: 'org:lumen', nil: false, named: true },
      { start: 14, end: 20, surface: 'Vestra', entity_id: null, nil: true, named: true },
    ]);
  });

  it('names the line that lacks a title', () => {
    expect(() => parseFixtures('## a · en\nText')).toThrow('## a · en'.slice(3));
  });
});
