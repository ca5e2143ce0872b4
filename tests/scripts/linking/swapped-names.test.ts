import { describe, expect, it } from 'vitest';
import type { Entity } from '../../../lib/model/fact-pack.ts';
import type { GoldDocument } from '../../../scripts/linking/corpus.ts';
import { swapNames } from '../../../scripts/linking/swapped-names.ts';

const TEXT =
  'Target practice began. Vestra announced it. Ida Vestra left; Ida Berg stayed. Then Vestra closed.';

function mention(surface: string, entityId: string, nth = 0) {
  let start = -1;
  for (let found = 0; found <= nth; found++) start = TEXT.indexOf(surface, start + 1);
  return { start, end: start + surface.length, surface, entity_id: entityId, nil: false, named: true };
}

const DOCUMENT: GoldDocument = {
  dataset: 'invented',
  doc_id: '1',
  lang: 'en',
  text: TEXT,
  mentions: [
    mention('Vestra', 'q1'),
    mention('Ida Vestra', 'q1'),
    mention('Ida Berg', 'q2'),
    mention('Vestra', 'q1', 2),
  ],
};
const ENTITIES = new Map<string, Entity>([
  ['q1', { id: 'q1', type: 'concept', name: 'Vestra Holding', description: 'company in Ostria' }],
]);

describe('swapNames', () => {
  const { documents, pack } = swapNames([DOCUMENT], ENTITIES);
  const [swapped] = documents as [GoldDocument];
  const [, tracked] = pack as [unknown, { id: string; name: string; description: string }];

  it('writes another word of the texts for an entity that they call by one word', () => {
    expect(['Target', 'Then', 'Ida', 'Berg', 'Vestra']).toContain(tracked.name);
    const scored = swapped.mentions.filter(
      ({ entity_id, optional }) => entity_id === tracked.id && !optional,
    );
    expect(scored).toHaveLength(2);
    expect(scored.every(({ surface }) => surface === tracked.name)).toBe(true);
  });

  it('keeps every mention on its words', () => {
    for (const { start, end, surface } of swapped.mentions)
      expect(swapped.text.slice(start, end)).toBe(surface);
    expect(swapped.eval_span).toEqual([0, swapped.text.length]);
  });

  it('does not score the word within a longer name of the same entity', () => {
    const inner = swapped.mentions.filter(({ surface }) => surface.includes(tracked.name));
    expect(inner.filter(({ optional }) => optional)).toHaveLength(2);
  });

  it('describes the entity as its pack did', () => {
    expect(tracked.description).toContain('company in Ostria');
  });

  it('draws the same lots every time', () => {
    expect(swapNames([DOCUMENT], ENTITIES)).toEqual({ documents, pack });
  });
});
