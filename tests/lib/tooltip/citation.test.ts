import { describe, expect, it } from 'vitest';
import { citeFact } from '../../../lib/tooltip/citation.ts';
import { factOf } from './facts.ts';

describe('citeFact', () => {
  it('takes along how sure the fact is, the words of the source and where they stand', () => {
    const fact = factOf({
      id: 'cost',
      statement: 'It would have cost 20,000 pounds.',
      sources: [
        {
          source: {
            id: 's',
            title: 'Passages',
            publisher: 'Longman',
            published: '1864',
            url: 'https://books.example/passages',
          },
          quote: 'some twenty thousand pounds',
          locator: 'p. 41',
        },
        { source: { id: 't', title: 'Letters' } },
      ],
    });
    expect(citeFact(fact, 'Claimed, as of 1834')).toBe(
      [
        'It would have cost 20,000 pounds. (Claimed, as of 1834)',
        '“some twenty thousand pounds”',
        '— Passages, Longman, p. 41, 1864, https://books.example/passages',
        '— Letters',
      ].join('\n'),
    );
  });
});
