import { describe, expect, it } from 'vitest';
import type { EntityHit, FactHit } from '../../../lib/model/search.ts';
import { toSuggestions } from '../../../lib/services/suggest.ts';

const entity = (
  id: string,
  name: string,
  matched: EntityHit['matched'],
  description?: string,
): EntityHit => ({
  packId: 'p',
  entity: { id, type: 'organization', name, description },
  matched,
});
const fact: FactHit = {
  packId: 'p',
  fact: { id: 'f', status: 'planned' },
  subject: { id: 'org:port', name: 'Port of Exampleton', type: 'organization' },
  statement: { text: 'The port doubles.', spans: [{ start: 4, end: 8 }] },
};

describe('suggestions', () => {
  it('say what was matched, and what else there is to say', () => {
    const hit = entity(
      'org:port',
      'Port of Exampleton',
      { text: 'Port of Exampleton', spans: [{ start: 0, end: 4 }] },
      'A port.',
    );
    expect(toSuggestions({ entities: [hit], facts: [fact] })).toEqual([
      {
        content: 'Port of Exampleton',
        target: { id: 'org:port', name: 'Port of Exampleton' },
        parts: [
          { text: 'Port', style: 'match' },
          { text: ' of Exampleton' },
          { text: ' – A port.', style: 'dim' },
        ],
      },
      {
        content: 'The port doubles.',
        target: { id: 'org:port', name: 'Port of Exampleton' },
        parts: [
          { text: 'The ' },
          { text: 'port', style: 'match' },
          { text: ' doubles.' },
          { text: ' – Port of Exampleton', style: 'dim' },
        ],
      },
    ]);
  });

  it('name the entity, also where another of its names was met', () => {
    const [suggestion] = toSuggestions({
      entities: [entity('org:port', 'Port of Exampleton', { text: 'EPA', spans: [{ start: 0, end: 3 }] })],
      facts: [],
    });
    expect(suggestion!.parts.map(({ text }) => text).join('')).toBe('Port of Exampleton – EPA');
  });

  it('tell apart two entities of one name', () => {
    const named = { text: 'Mercury', spans: [] };
    const entities = [entity('planet', 'Mercury', named), entity('metal', 'Mercury', named)];
    expect(toSuggestions({ entities, facts: [] }).map(({ content, target }) => [content, target.id])).toEqual(
      [
        ['Mercury', 'planet'],
        ['Mercury (metal)', 'metal'],
      ],
    );
  });
});
