import { describe, expect, it } from 'vitest';
import type { Draft, DraftCandidate } from '../../../lib/linker/draft.ts';
import { entityKey } from '../../../lib/linker/entity-key.ts';
import { KnownEntities } from '../../../lib/linker/known-entities.ts';
import { hashesOf } from '../../../lib/linker/known-entity.ts';
import { nameKey } from '../../../lib/linker/name-key.ts';
import { MOST_OPTIONS, resolveDraft } from '../../../lib/linker/resolve.ts';
import { entity, readPage } from './read-page.ts';

/** A draft of "Berg" with candidates by the given keys. */
function draftOf(keys: readonly number[], better?: Partial<DraftCandidate>): Draft {
  const seen = readPage([entity('Berg')], 'She met Berg today.')[0];
  if (!seen) throw new Error('No draft');
  const { draft } = seen.weighable;
  const candidate = draft.candidates[0] as DraftCandidate;
  return { ...draft, candidates: keys.map((key) => ({ ...candidate, ...better, key })) };
}

function learnt(...ids: readonly string[]): KnownEntities {
  const entities = new KnownEntities();
  ids.forEach((id, ordinal) => {
    const profile = { ordinal, entity: entity('Berg', { id }), keywords: [], related: [] };
    entities.learn(entityKey(0, ordinal), profile);
  });
  return entities;
}

describe('resolveDraft', () => {
  it('weighs a limited number of entities, and reads no more', () => {
    const count = MOST_OPTIONS + 5;
    const entities = learnt(...Array.from({ length: count }, (_, at) => `id:${at}`));
    const read: number[] = [];
    const watched = {
      idOf: (key: number) => entities.idOf(key),
      get(key: number) {
        read.push(key);
        return entities.get(key);
      },
    };
    const keys = Array.from({ length: count }, (_, at) => entityKey(0, at));
    expect(resolveDraft(draftOf(keys), watched)?.options).toHaveLength(MOST_OPTIONS);
    expect(read).toHaveLength(MOST_OPTIONS);
  });

  it('leaves out what nothing was learnt of', () => {
    const draft = draftOf([entityKey(0, 0), entityKey(0, 7)]);
    expect(resolveDraft(draft, learnt('id:a'))?.options.map((option) => option.entity.id)).toEqual(['id:a']);
    expect(resolveDraft(draftOf([entityKey(0, 7)]), learnt('id:a'))).toBeUndefined();
  });

  it('takes the better of two aliases of one entity', () => {
    const key = entityKey(0, 0);
    const draft = draftOf([key, key]);
    const [weak, strong] = draft.candidates as [DraftCandidate, DraftCandidate];
    const both = { ...draft, candidates: [{ ...weak, kind: 'weak' as const }, strong] };
    expect(resolveDraft(both, learnt('id:a'))?.options.map(({ candidate }) => candidate.kind)).toEqual([
      'name',
    ]);
  });
});

describe('nameKey', () => {
  it('is the same for the same words, and another for another order or number', () => {
    const keys = ['Berg', 'Nora Berg', 'Berg Nora', 'Berg Berg', 'Nora'].map((name) =>
      nameKey(hashesOf(name)),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(nameKey(hashesOf('nora  BERG'))).toBe(keys[1]);
  });

  it('is a whole number that a double holds', () => {
    for (const hash of [0, -1, 1, 0x7fffffff, -0x80000000]) {
      expect(Number.isSafeInteger(nameKey([hash]))).toBe(true);
      expect(Number.isSafeInteger(nameKey([hash, hash]))).toBe(true);
    }
  });
});
