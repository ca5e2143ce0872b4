import { describe, expect, it } from 'vitest';
import { entity, readPage } from './read-page.ts';

const LUMEN = entity('LumenWorks', { description: 'battery manufacturer' });
const HALL = entity('Harrow-Hall', { description: 'shipyard' });
const IDA = entity('Ida Bergqvist', { type: 'person', description: 'footballer' });

/** What is linked, with the stretch of the text that it is linked at. */
const linked = (text: string) =>
  readPage([LUMEN, HALL, IDA], text).map(({ decision: { option, draft } }) => [
    option.entity.name,
    text.slice(draft.start, draft.end),
  ]);

describe('names that the end of a line parts', () => {
  it.each([
    ['by a hyphen of the line', 'We asked Lumen-\nWorks for it.', ['LumenWorks', 'Lumen-\nWorks']],
    ['within a word', 'We met Ida Berg-\nqvist again.', ['Ida Bergqvist', 'Ida Berg-\nqvist']],
    ['at a hyphen of their own', 'We asked Harrow-\nHall for it.', ['Harrow-Hall', 'Harrow-\nHall']],
    ['between their words', 'We met Ida\nBergqvist again.', ['Ida Bergqvist', 'Ida\nBergqvist']],
  ])('are found: %s', (_how, text, expected) => {
    expect(linked(text)).toEqual([expected]);
  });

  it('are shorter forms of what the text has established, too', () => {
    expect(linked('We met Ida Bergqvist. Then Berg-\nqvist left.')).toEqual([
      ['Ida Bergqvist', 'Ida Bergqvist'],
      ['Ida Bergqvist', 'Berg-\nqvist'],
    ]);
  });

  it('are not made of halves that do not belong together', () => {
    expect(linked('We asked Lumen-\nThings for it.')).toEqual([]);
  });
});
